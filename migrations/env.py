"""How Alembic runs the migrations: in one transaction, one process at a time, on SQLite and on PostgreSQL."""

from pathlib import Path
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import URL, Connection, Enum, NullPool, create_engine, event, text

from service.models import Base
from service.models.base import Moment
from service.schema import is_modelled

_LOCK = 0x_B1_0E_9E_0C_11
"""PostgreSQL's advisory lock of this program's migrations: any number, always the same."""


def run(url: URL) -> None:
    """Migrate the database at this address."""
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, poolclass=NullPool)
    if sqlite:
        event.listen(engine, "connect", _own_transactions)
        event.listen(engine, "begin", _begin_immediate)
    with engine.connect() as connection, connection.begin():
        if not sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_type=True,
            render_as_batch=True,
            render_item=_render,
            include_object=is_modelled,
        )
        context.run_migrations()
    engine.dispose()


def _own_transactions(connection, _record) -> None:  # type: ignore[no-untyped-def]  # the driver's own types
    connection.isolation_level = None  # else the driver commits before each CREATE TABLE
    connection.execute("PRAGMA busy_timeout = 60000")


def _render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write a migration with the database's types: it must mean the same when the models have moved on."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


run(context.config.attributes["database_url"])
