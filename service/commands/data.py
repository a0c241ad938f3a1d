"""The commands about what sites hold: exports, purges, and one reader's data."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from service.commands.setup import load_settings, open_database
from service.domain.exports import Form, What

if TYPE_CHECKING:
    from service.data.readers.find import Reader
    from service.data.retention.foresee import Counted
    from service.database import Database
    from service.issues.view import View

data = typer.Typer()
reader = typer.Typer(help="What one reader has sent, for whoever asks for it.", no_args_is_help=True)
data.add_typer(reader, name="reader")
SiteKey = Annotated[str, typer.Option("--site", help="Only the site with this public key.")]
Owner = Annotated[str, typer.Option("--by", help="Only the sites of the owner with this e-mail address.")]
Email = Annotated[str, typer.Option("--email", help="The reader's e-mail address.")]
Receipt = Annotated[str, typer.Option("--receipt", help="The receipt of one report, 22 characters.")]


@data.command("export")
def export_file(
    what: Annotated[What, typer.Argument(help="What to write.")],
    form: Annotated[Form, typer.Option("--format", help="For spreadsheet programs, or for all others.")] = Form.CSV,
    narrowed: Annotated[
        list[str] | None,
        typer.Option("--filter", help="As the queue's address has it: status=open, kind=fact ...; may be given again."),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="A file to write to, instead of standard output.")] = None,
    site: SiteKey = "",
    owner: Owner = "",
) -> None:
    """Write issues or reports, a record each, as many as there are. Without a status, those of every status."""
    from service.app import utc_now
    from service.data.exports.export import export
    from service.data.exports.wanted import wanted_at
    from service.data.sites import sites_at

    filters = {name: value for name, _, value in (pair.partition("=") for pair in narrowed or [])}
    view, settings = _view(filters), load_settings()
    with open_database(settings) as database:
        with database.read() as session:
            sites = sites_at(session, key=site, owner=owner)
        any_status = "status" not in filters
        wanted = wanted_at(sites, what, view, any_status=any_status, base_url=settings.base_url, now=utc_now())
        with _written(output) as file:
            for piece in export(database, wanted, form):
                file.write(piece.encode())


def _view(filters: dict[str, str]) -> "View":
    from pydantic import ValidationError

    from service.issues.view import View

    known = View.model_fields.keys() - {"site", "sort", "mention"}
    try:
        if filters.keys() <= known:
            return View.model_validate(filters)
    except ValidationError:
        pass
    raise typer.BadParameter(f"is to be name=value, with one of {', '.join(sorted(known))}", param_hint="--filter")


@contextmanager
def _written(output: Path | None) -> "Iterator[IO[bytes]]":
    with nullcontext(sys.stdout.buffer) if output is None else output.open("wb") as file:
        yield file
        file.flush()


@data.command()
def purge(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Do it now, and not when it is due.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Say it as a line of JSON for each site.")] = False,
    site: SiteKey = "",
    owner: Owner = "",
) -> None:
    """Take away what was kept for as long as its site's owner wants it kept. The worker does so every day."""
    from service.app import utc_now
    from service.data.retention.foresee import foreseen
    from service.data.retention.now import purge_now
    from service.data.sites import sites_at

    if dry_run == once:
        raise typer.BadParameter("say one of the two", param_hint="--dry-run / --once")
    whole = not site and not owner
    with open_database(load_settings()) as database:
        with database.read() as session:
            sites = sites_at(session, key=site, owner=owner)
            told = foreseen(session, sites, now=utc_now(), installation=whole) if dry_run else []
        if once:
            told = purge_now(database, sites, clock=utc_now, installation=whole)
    _print_counted(told, as_json)


def _print_counted(told: "Iterable[Counted]", as_json: bool) -> None:
    for each in told:
        if as_json:
            typer.echo(json.dumps({"site": each.site or None, "rows": each.rows}))
        else:
            rows = ", ".join(f"{number:,} {name}" for name, number in each.rows.items() if number) or "nothing"
            typer.echo(f"{each.site or 'installation'}: {rows}")


@reader.command("export")
def export_reader(email: Email = "", receipt: Receipt = "", site: SiteKey = "", owner: Owner = "") -> None:
    """Write all that is held of a reader's reports as one JSON document."""
    from service.app import utc_now
    from service.data.readers.tell import told

    asked = _reader(email, receipt)
    with open_database(load_settings()) as database:
        numbers = _found(database, asked, site, owner)
        with database.read() as session:
            typer.echo(json.dumps(told(session, numbers, now=utc_now()), ensure_ascii=False, indent=2))


@reader.command("erase")
def erase_reader(
    email: Email = "",
    receipt: Receipt = "",
    site: SiteKey = "",
    owner: Owner = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Erase what a reader wrote: comments, address, corrections, and their copies. Their reports stay counted."""
    from service.app import utc_now
    from service.data.readers.erase import erase_all

    asked = _reader(email, receipt)
    with open_database(load_settings()) as database:
        numbers = _found(database, asked, site, owner)
        if numbers and not yes:
            typer.confirm(f"Erase what this reader wrote in {len(numbers):,} reports, for good?", abort=True, err=True)
        typer.echo(f"{erase_all(database, numbers, clock=utc_now):,} reports erased.")


def _reader(email: str, receipt: str) -> "Reader":
    from service.data.readers.find import reader_of

    if bool(email) == bool(receipt):
        raise typer.BadParameter("give one of the two", param_hint="--email / --receipt")
    return reader_of(email or receipt)


def _found(database: "Database", asked: "Reader", site: str, owner: str) -> list[int]:
    from service.data.readers.find import reports_of
    from service.data.sites import sites_at

    with database.read() as session:
        return list(reports_of(session, asked, sites_at(session, key=site, owner=owner)))
