"""The tables come to be by the migrations, and only by them, on either database."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from service.database import Database, is_unavailability, translated
from service.errors import Conflict
from service.resources import MIGRATIONS


def alembic_config(database_url: str) -> Config:
    """Alembic's configuration for this database, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["database_url"] = make_url(database_url)
    return config


def upgrade(database_url: str) -> None:
    """Bring the tables up to date. Safe to run from several processes at once, and to run again after a crash.

    Raises Unavailable where the database cannot be reached, and Conflict where a step fails for what it finds there.
    """
    with translated(), _found_otherwise():
        command.upgrade(alembic_config(database_url), "head")


@contextmanager
def _found_otherwise() -> Iterator[None]:
    """Tell a statement that the database refused: its tables are not what a migration builds upon."""
    try:
        yield
    except DBAPIError as error:
        if is_unavailability(error):
            raise
        first = str(error.orig).partition("\n")[0]  # what PostgreSQL says below may quote a row
        raise Conflict(
            "The tables could not be brought up to date, and were left as they are. The database says: %(first)s. "
            "They are not as another version of Bluepencil leaves them; restore the backup that was made before.",
            first=first,
        ) from error


def is_modelled(_object: object, name: str | None, kind: str, reflected: bool, _compared_to: object) -> bool:
    """Whether models and database are to agree about this: all but full-text search, which each database does its way.

    For Alembic's `include_object`.
    """
    return not (reflected and kind in ("table", "column", "index") and (name or "").startswith("issue_search"))


def is_current(database: Database) -> bool:
    """Whether the tables are just those that this code knows: neither older nor newer.

    Raises Unavailable where the database cannot be reached.
    """
    heads = set(ScriptDirectory(str(MIGRATIONS)).get_heads())
    with database.read() as session:
        return set(MigrationContext.configure(session.connection()).get_current_heads()) == heads
