"""How connections to each of the two databases are made, and what they begin with.

Reads and writes have engines of their own. On SQLite the write engine holds exactly one connection, so the writers of a
process queue up in the pool for it instead of racing for the file's lock (a loser of that race sleeps, up to seconds);
`BEGIN IMMEDIATE` does the same between processes. The read engine cannot write at all on either database.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, NullPool, create_engine, event

QUEUE_SECONDS = 8
"""How long a writer, or a reader, waits for its turn."""
BUSY_MILLISECONDS = 8_000
_STATEMENT_MILLISECONDS = 15_000
_LOADER_MAPPED_BYTES = 2**31 - 2**16  # as much as SQLite maps; each index reads its whole table
_LOADER_CACHE_KIBIBYTES = 64 * 1024  # indexes are sorted faster than with more


def engines_of(url: URL) -> tuple[Engine, Engine]:
    """The engine that reads and the one that writes."""
    return _sqlite_engines(url) if url.get_backend_name() == "sqlite" else _postgresql_engines(url)


def loader_of(url: URL) -> Engine:
    """An engine for one transaction of minutes that has the database to itself."""
    return _sqlite_loader(url) if url.get_backend_name() == "sqlite" else _postgresql_loader(url)


def _sqlite_engines(url: URL) -> tuple[Engine, Engine]:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
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
            f"busy_timeout = {BUSY_MILLISECONDS}",
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


def _postgresql_engines(url: URL) -> tuple[Engine, Engine]:
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
