"""The tables come to be by the migrations, and only by them, on either database."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from service.database import Database, translated
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

    Raises Unavailable where the database cannot be reached.
    """
    with translated():
        command.upgrade(alembic_config(database_url), "head")


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
