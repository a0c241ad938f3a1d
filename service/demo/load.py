"""Loading very many rows: without indexes and triggers, which are made again when all rows are there.

The whole load is one transaction, and both databases make tables and indexes in transactions too: whatever ends a load
early, the indexes are as they were before.
"""

from collections.abc import Iterator, Mapping, Sequence

import psycopg
from psycopg import sql
from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from service.demo import drawn
from service.errors import Unavailable
from service.models.upsert import dialect_of

_SQLITE_EXTRAS = text(
    "SELECT type, name, sql FROM sqlite_master"
    " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name = :table"
)
_POSTGRESQL_INDEXES = text(
    "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = :table"
    " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = format('%I.%I', schemaname, indexname)::regclass)"
)
_SEARCHED_AT_ONCE = 50_000
_GATHERED = 128 * 1024 * 1024
"""Bytes of words that FTS5 sorts before it writes them; with its own MiB it takes three times as long."""
_GATHERED_USUALLY = 1024 * 1024

Rows = Mapping[Table, Sequence[tuple[object, ...]]]


class Load:
    """One load, in the session's transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._on_sqlite = dialect_of(session) == "sqlite"
        self._dropped: list[str] = []
        self._tables = ", ".join(drawn.FILLED)
        self.taken: dict[str, int] = {}
        """The highest number in use, by table, of those whose rows bring their numbers."""

    def begin(self) -> None:
        """Keep others from writing, and drop indexes and triggers."""
        if not self._on_sqlite:
            self._run(f"LOCK TABLE {self._tables} IN ACCESS EXCLUSIVE MODE")
        for table in drawn.FILLED:
            known = self._session.execute(_SQLITE_EXTRAS if self._on_sqlite else _POSTGRESQL_INDEXES, {"table": table})
            for kind, name, definition in known.all():
                self._run(f'DROP {kind} "{name}"')
                self._dropped.append(definition)
        self.taken = {table: self._highest(table) for table in drawn.NUMBERED}
        drawn.TABLES.create_all(self._session.connection(), checkfirst=False)

    def add(self, rows: Rows) -> None:
        """Send what was drawn."""
        for table, some in rows.items():
            if not self._on_sqlite:
                self._copy(table, some)
            elif some:
                places = ", ".join("?" * len(table.columns))
                statement = f"INSERT INTO {table} VALUES ({places})"  # noqa: S608 (our names)
                self._session.connection().exec_driver_sql(statement, list(some))

    def derive(self, rows: Rows) -> None:
        """Make rows of what was drawn and sent, and forget it."""
        for statement in drawn.FOLLOWING:
            self._run(statement)
        for table in rows:
            self._run(f"DELETE FROM {table}")  # noqa: S608 (our names)

    def end(self) -> Iterator[float]:
        """Make everything again that was dropped, and let the database look at it. The part done, after each step."""
        steps = [*self._dropped, *(self._sqlite_steps() if self._on_sqlite else self._postgresql_steps())]
        for index, step in enumerate(steps):
            self._run(step)
            yield (index + 1) / len(steps)

    def _sqlite_steps(self) -> Iterator[str]:
        setting = "INSERT INTO issue_search(issue_search, rank) VALUES ('hashsize', {})"
        yield setting.format(_GATHERED)
        for first in range(self.taken["issue"], self._highest("issue"), _SEARCHED_AT_ONCE):
            yield (
                "INSERT INTO issue_search(rowid, search_text) SELECT id, search_text FROM issue"  # noqa: S608 (numbers)
                f" WHERE id > {first} AND id <= {first + _SEARCHED_AT_ONCE}"
            )
        yield setting.format(_GATHERED_USUALLY)
        yield "ANALYZE"

    def _postgresql_steps(self) -> Iterator[str]:
        for table in drawn.NUMBERED:
            yield f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {self._highest(table)})"
        yield f"ANALYZE {self._tables}"

    def _highest(self, table: str) -> int:
        query = text(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608 (our names)
        highest: int = self._session.scalars(query).one()
        return highest

    def _run(self, statement: str) -> None:
        self._session.connection().exec_driver_sql(statement)

    def _copy(self, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
        connection = self._session.connection().connection.driver_connection
        assert isinstance(connection, psycopg.Connection)
        statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table.name))
        try:
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
        except psycopg.OperationalError as error:
            raise Unavailable("The database cannot be used right now.") from error
