"""Sessions: the only file that begins and commits transactions. `engines.py` makes the connections."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import structlog
from sqlalchemy import event, make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from service.engines import BUSY_MILLISECONDS, engines_of, loader_of
from service.errors import Conflict, Unavailable

_log = structlog.get_logger("bluepencil.database")
_SETTLING_MILLISECONDS = 200
_LOOKED_AGAIN_SECONDS = 0.15
"""A little more than the longest pause of SQLite's busy handler."""


class Database:
    """One database, SQLite or PostgreSQL, and the two kinds of sessions on it."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.reader, self.writer = engines_of(self.url)
        for engine in (self.reader, self.writer):
            event.listen(engine, "checkin", _leave_nothing_open)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database and cannot change it."""
        with translated(), Session(self.reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose transaction begins at its first statement and is committed at the end of the block.

        An exception from the block rolls all of it back. Raises Unavailable where the database cannot be reached, has
        no room, or where the queue of writers did not move for 8 seconds; Conflict where somebody else made or removed
        the same thing at the same moment, which PostgreSQL alone lets happen.
        """
        with translated(), Session(self.writer, expire_on_commit=False) as session:
            try:
                yield session
                session.commit()
            except IntegrityError as error:
                _log.warning("two writes at once", kind=type(error.orig).__name__)
                raise Conflict(
                    "Somebody changed the same at the same moment, so nothing was done. Please look again.",
                    code="at_once",
                ) from error

    @contextmanager
    def alone(self) -> Iterator[Session]:
        """As `write`, for one transaction of minutes that has the database to itself: a load of very many rows.

        On SQLite nobody else may have the file open, for the transaction keeps what it changes out of the write-ahead
        log, where each page would be written twice; and it has to see to its foreign keys itself. Raises Conflict where
        somebody has.
        """
        self.dispose()
        engine = loader_of(self.url)
        try:
            with translated(), Session(engine, expire_on_commit=False) as session:
                _require_alone(session)
                yield session
                session.commit()
        finally:
            engine.dispose()

    def give_way(self) -> None:
        """Let others write, between two of many transactions of one's own.

        SQLite has no queue between processes: whoever waits looks again every tenth of a second, and hardly ever in the
        moment between two. A reader's report would wait for all of them, or be refused after some seconds.
        """
        if self.is_sqlite:
            time.sleep(_LOOKED_AGAIN_SECONDS)

    def settle(self) -> bool:
        """Empty SQLite's write-ahead log into the file, so that pages from before a deletion are in neither.

        False where somebody still reads an older state and kept it from being done: nobody is to wait for long.
        """
        if not self.is_sqlite:
            return True
        with translated(), closing(self.writer.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {_SETTLING_MILLISECONDS}")
            was_busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            return not was_busy

    def dispose(self) -> None:
        """Close every connection."""
        self.reader.dispose()
        self.writer.dispose()


def _leave_nothing_open(connection: Any, _record: Any) -> None:
    """A COMMIT that failed may leave its transaction open; the next user of the connection could then begin none."""
    if connection is not None:
        connection.rollback()


@contextmanager
def translated() -> Iterator[None]:
    """Tell whatever keeps the database from being used as Unavailable."""
    try:
        yield
    except (DatabaseError, InterfaceError, PoolTimeout) as error:
        if not is_unavailability(error):
            raise
        raise Unavailable("The database cannot be used right now.") from error


def is_unavailability(error: SQLAlchemyError) -> bool:
    """Whether waiting, or mending the database, may help, and no other statement.

    SQLite's driver reports statements that can never work as operational, too; and a broken file as none of both.
    """
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return True
    return isinstance(error, (OperationalError, InterfaceError, PoolTimeout)) and code != sqlite3.SQLITE_ERROR


def _require_alone(session: Session) -> None:
    """Begin the transaction."""
    try:
        session.connection()
    except OperationalError as error:
        if "locked" not in str(error.orig):
            raise
        raise Conflict("The database is in use: stop the service first.") from error
