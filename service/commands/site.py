"""One site, as commands open it and print it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.setup import load_settings, open_database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.models import Site

Key = Annotated[str, typer.Argument(help="The site's public key.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Several = list[str] | None
Zone = Annotated[
    str, typer.Option("--time-zone", "--zone", help="Whose days it keeps, such as Europe/Kyiv; empty for UTC.")
]


@contextmanager
def opened_site(key: str, *, write: bool) -> "Iterator[tuple[Session, Site]]":
    """The site with this key in a session of its own. Raises NotFound."""
    from service.app import utc_now
    from service.sites.find import find_site

    with open_database(load_settings()) as database, (database.write if write else database.read)() as session:
        yield session, find_site(session, key, now=utc_now())


def told_site(site: "Site") -> dict[str, Any]:
    """A site as JSON has it."""
    from service.app import utc_now
    from service.sites.keys import working_former_key
    from service.sites.settings import SiteSettings

    former = working_former_key(site, now=utc_now())
    until = site.former_key_until.isoformat() if former is not None and site.former_key_until is not None else None
    keys = {"key": site.key, "former_key": former, "former_key_until": until}
    return keys | SiteSettings.of(site).model_dump()


def print_site(site: "Site", as_json: bool) -> None:
    """Its keys and settings, a line each, or as JSON."""
    told = told_site(site)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, value in told.items():
        for line in _lines(name, value):
            typer.echo(line)


def _lines(name: str, value: Any) -> Iterator[str]:
    """A setting in lines of name and value; what is not set is left out."""
    if isinstance(value, dict):
        for part, inner in value.items():
            yield from _lines(f"{name}.{part}", inner)
    elif isinstance(value, list):
        yield from (f"{name}: {each}" for each in value)
    elif value not in (None, ""):
        yield f"{name}: {str(value).lower() if isinstance(value, bool) else value}"
