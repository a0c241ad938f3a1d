"""Taking what was deleted out of the database's file as well."""

from typing import Any

from service.database import Database

_PAGES = 200
"""Pages of the search index that are merged in a transaction: tens of milliseconds."""


def wipe(database: Database) -> bool:
    """Leave nothing of deleted rows in SQLite's file: neither in the search index nor in the write-ahead log.

    The rows themselves are overwritten as they are deleted (`PRAGMA secure_delete`). The search index only marks words
    as deleted until its parts are merged; that is done here, in small steps. On PostgreSQL there is nothing to do:
    autovacuum clears dead rows away in its own time.

    False where somebody who reads has kept the log from being emptied.
    """
    if not database.is_sqlite:
        return True
    pages = -_PAGES  # a negative number begins a merge of everything, a positive one goes on with it
    while _merge(database, pages):
        pages = _PAGES
        database.give_way()
    return database.settle()


def _merge(database: Database, pages: int) -> bool:
    """One step of the merge. Whether there was anything to do."""
    with database.write() as session:
        connection = session.connection()
        driver: Any = connection.connection.driver_connection
        before = driver.total_changes
        connection.exec_driver_sql("INSERT INTO issue_search(issue_search, rank) VALUES ('merge', ?)", (pages,))
        return bool(driver.total_changes - before >= 2)  # as SQLite's manual says: less is nothing
