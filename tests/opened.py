"""The databases that a process of tests has open: each once, for as long as its file or server is the same.

Compiling every statement anew, and connecting, would take longer than most tests.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import event

from service.database import Database


class Opened:
    """Opened databases by their addresses."""

    def __init__(self) -> None:
        self._databases: dict[str, Database] = {}
        self._backends: defaultdict[str, set[int]] = defaultdict(set)

    def open(self, url: str) -> Database:
        """The one opened database at this address."""
        if url not in self._databases:
            database = self._databases[url] = Database(url)
            if not database.is_sqlite:
                for engine in (database.reader, database.writer):
                    event.listen(engine, "connect", self._note(url))
        return self._databases[url]

    def backends(self, url: str) -> set[int]:
        """The numbers of PostgreSQL's processes that have ever served this database's own connections."""
        return self._backends[url]

    def disconnect(self, url: str) -> None:
        """Close the connections of a database, if it is open; it makes new ones when it is asked."""
        if url in self._databases:
            self._databases[url].dispose()

    def disconnect_all(self) -> None:
        """Close all connections."""
        for url in self._databases:
            self.disconnect(url)

    def _note(self, url: str) -> Any:
        return lambda connection, _record: self._backends[url].add(connection.info.backend_pid)
