"""What commands begin with: settings, and a database with the right tables."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from difflib import get_close_matches
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from service.database import Database
from service.errors import Conflict, Unavailable
from service.schema import is_current
from service.settings import Settings

_PREFIX = "BLUEPENCIL_"
_ALIKE = 0.85
"""Of the letters, the prefix's among them, that two names share: SMPT_URL is meant for SMTP_URL, SHARED for nothing."""
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
"""The option of commands that list or make something."""


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def load_settings() -> Settings:
    """The settings of the environment, or exit code 2 with a line for each variable that is wrong.

    One that is called almost like a setting, and so sets nothing, gets a line as well.
    """
    known = {_PREFIX + name.upper() for name in Settings.model_fields}
    for name in sorted(name for name in os.environ if name.startswith(_PREFIX) and name not in known):
        for meant in get_close_matches(name, known, n=1, cutoff=_ALIKE):
            typer.echo(f"bluepencil: {name} sets nothing; {meant} is a setting", err=True)
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors(include_input=False):
            name = _PREFIX + "_".join(str(part) for part in problem["loc"]).upper()
            typer.echo(f"bluepencil: {name}: {problem['msg'].removeprefix('Value error, ')}", err=True)
        raise typer.Exit(2) from None


@contextmanager
def open_database(settings: Settings, *, waits: bool = False) -> Iterator[Database]:
    """The database, if its tables are those of this version; `waits`: whether it may be away for now."""
    database = Database(settings.database)
    try:
        with suppress(Unavailable) if waits else nullcontext():
            _require_current(database)
        yield database
    finally:
        database.dispose()


def _require_current(database: Database) -> None:
    if not is_current(database):
        raise Conflict("The tables are not those of this version: run `bluepencil migrate`.")
