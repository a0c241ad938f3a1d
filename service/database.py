"""Engines and sessions: the only file that begins and commits transactions.

Reads and writes have engines of their own. On SQLite the write engine holds exactly one connection, so the writers of a
process queue up in the pool for it instead of racing for the file's lock (a loser of that race sleeps, up to seconds);
`BEGIN IMMEDIATE` does the same between processes. The read engine cannot write at all on either database.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import URL, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from service.errors import Conflict, Unavailable

_log = structlog.get_logger("bluepencil.database")
QUEUE_SECONDS = 8
"""How long a writer, or a reader, waits for its turn."""
_BUSY_MILLISECONDS = 8_000
_SETTLING_MILLISECONDS = 200
_STATEMENT_MILLISECONDS = 15_000
_LOADER_MAPPED_BYTES = 2**31 - 2**16  # as much as SQLite maps; each index reads its whole table
_LOADER_CACHE_KIBIBYTES = 64 * 1024  # indexes are sorted faster than with more


class Database:
    """One database, SQLite or PostgreSQL, and the two kinds of sessions on it."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        if self.is_sqlite:
            self.reader, self.writer = _sqlite_engines(url)
        else:
            self.reader, self.writer = _postgresql_engines(url)

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
        engine = _sqlite_loader(self.url) if self.is_sqlite else _postgresql_loader(self.url)
        try:
            with translated(), Session(engine, expire_on_commit=False) as session:
                _require_alone(session)
                yield session
                session.commit()
        finally:
            engine.dispose()

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
            cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
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
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        if not is_unavailability(error):
            raise
        raise Unavailable("The database cannot be used right now.") from error


def is_unavailability(error: SQLAlchemyError) -> bool:
    """Whether waiting may help. SQLite's driver reports statements that can never work as operational, too."""
    if not isinstance(error, (OperationalError, InterfaceError, PoolTimeout)):
        return False
    return getattr(getattr(error, "orig", None), "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR


def _require_alone(session: Session) -> None:
    """Begin the transaction."""
    try:
        session.connection()
    except OperationalError as error:
        if "locked" not in str(error.orig):
            raise
        raise Conflict("The database is in use: stop the service first.") from error


def _sqlite_engines(url: str) -> tuple[Engine, Engine]:
    file = make_url(url).database or ""
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    shared: dict[str, Any] = {
        "connect_args": {"check_same_thread": False},
        "pool_timeout": QUEUE_SECONDS,
        "hide_parameters": True,  # an error's text may reach a log, and the parameters are what readers wrote
    }
    reader = create_engine(url, pool_size=20, max_overflow=20, **shared)
    writer = create_engine(url, pool_size=1, max_overflow=0, **shared)
    for engine, begin, query_only in ((reader, "BEGIN", "ON"), (writer, "BEGIN IMMEDIATE", "OFF")):
        _begin_with(engine, begin)
        _on_connect(engine, query_only)
    return reader, writer


def _on_connect(engine: Engine, query_only: str) -> None:
    @event.listens_for(engine, "connect")
    def pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        for pragma in (
            f"busy_timeout = {_BUSY_MILLISECONDS}",
            "journal_mode = WAL",
            "synchronous = FULL",  # with NORMAL a power cut loses reports that were accepted
            "foreign_keys = ON",
            "secure_delete = ON",  # what is deleted is overwritten, and not only forgotten
            f"query_only = {query_only}",
        ):
            connection.execute(f"PRAGMA {pragma}")


def _sqlite_loader(url: URL) -> Engine:
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    _begin_with(engine, "BEGIN EXCLUSIVE")

    @event.listens_for(engine, "connect")
    def pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "busy_timeout = 1000",
            "journal_mode = DELETE",  # whoever opens the file next turns it back to WAL
            "synchronous = FULL",
            "foreign_keys = OFF",
            f"cache_size = -{_LOADER_CACHE_KIBIBYTES}",
            "temp_store = MEMORY",
            f"mmap_size = {_LOADER_MAPPED_BYTES}",
            "analysis_limit = 1000",  # rows of each index that ANALYZE looks at: all of them take seconds
        ):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(statement)


def _postgresql_loader(url: URL) -> Engine:
    options = "-c timezone=UTC -c lock_timeout=8000 -c maintenance_work_mem=256MB"
    arguments = {"connect_timeout": 5, "options": options, "application_name": "bluepencil-load"}
    return create_engine(url, connect_args=arguments, poolclass=NullPool, hide_parameters=True)


def _postgresql_engines(url: str) -> tuple[Engine, Engine]:
    options = (
        f"-c timezone=UTC -c statement_timeout={_STATEMENT_MILLISECONDS} "
        "-c idle_in_transaction_session_timeout=30000 -c lock_timeout=8000"
    )
    arguments = {"connect_timeout": 5, "tcp_user_timeout": 8_000, "options": options}
    reader, writer = (
        create_engine(
            url,
            connect_args=arguments | {"application_name": f"bluepencil-{use}"},
            execution_options={"postgresql_readonly": use == "read"},
            pool_size=10,
            max_overflow=10,
            pool_timeout=QUEUE_SECONDS,
            pool_pre_ping=True,
            hide_parameters=True,
        )
        for use in ("read", "write")
    )
    return reader, writer
