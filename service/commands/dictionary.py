"""The commands about a site's house dictionary."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.setup import load_settings, open_database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

dictionary = typer.Typer(help="The words that a site holds correct.", no_args_is_help=True)
SiteKey = Annotated[str, typer.Option("--site", help="The site's public key.")]
Words = Annotated[list[str], typer.Argument(help="A word, or several; a phrase in quotation marks.")]


@dictionary.command("list")
def list_entries(
    site: SiteKey,
    corrections: Annotated[
        bool, typer.Option("--corrections", help="The learned corrections instead: wrong, a tab, right.")
    ] = False,
) -> None:
    """Print the words, one a line."""
    from service.dictionary.list import all_pairs, all_words

    with _opened(site, write=False) as (session, site_id):
        for line in map("\t".join, all_pairs(session, site_id)) if corrections else all_words(session, site_id):
            typer.echo(line)


@dictionary.command("add")
def add(site: SiteKey, words: Words) -> None:
    """Hold words correct: all of them, or none where one can be no entry."""
    from service.app import utc_now
    from service.dictionary.learn import ADDED, add_word

    with _opened(site, write=True) as (session, site_id):
        added = [add_word(session, site_id, word, origin=ADDED, account_id=None, now=utc_now()) for word in words]
    typer.echo(f"{sum(added)} added, {len(added) - sum(added)} were there.")


@dictionary.command("remove")
def remove(site: SiteKey, words: Words) -> None:
    """Take words out, and learned corrections of them; none where one is not there."""
    from service.dictionary.remove import remove_text
    from service.errors import NotFound

    with _opened(site, write=True) as (session, site_id):
        for word in words:
            if not remove_text(session, site_id, word):
                raise NotFound(f"The dictionary does not hold “{word}”.")
    typer.echo(f"{len(words)} removed.")


@dictionary.command("import")
def import_file(
    site: SiteKey,
    file: Annotated[Path, typer.Argument(help="A text file in UTF-8, a word a line; - is standard input.")],
) -> None:
    """Hold the words of a list correct. Lines that can be no entry are left out and named; the exit code is 1 then."""
    from service.app import utc_now
    from service.dictionary.imports import import_words, text_of
    from service.dictionary.learn import IMPORTED

    text = text_of(sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes())
    with _opened(site, write=True) as (session, site_id):
        told = import_words(session, site_id, text, origin=IMPORTED, account_id=None, now=utc_now())
    typer.echo(f"{told.added} added, {told.known} were there.")
    for number in told.bad_lines:
        typer.echo(f"bluepencil: line {number} cannot be an entry", err=True)
    if told.bad_lines:
        raise typer.Exit(1)


@contextmanager
def _opened(site: str, *, write: bool) -> "Iterator[tuple[Session, int]]":
    from service.app import utc_now
    from service.sites.find import find_site

    with open_database(load_settings()) as database, (database.write if write else database.read)() as session:
        yield session, find_site(session, site, now=utc_now()).id
