"""The command `bluepencil`."""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

import typer

from service import __version__
from service.cli_accounts import accounts
from service.cli_authors import authors
from service.cli_channels import channels
from service.cli_data import data
from service.cli_deliveries import deliveries
from service.cli_demo import demo
from service.cli_dictionary import dictionary
from service.cli_members import members
from service.cli_people import people
from service.cli_periods import periods
from service.cli_secret import secret
from service.cli_setup import load_settings, open_database
from service.cli_sites import sites as site_commands
from service.errors import BluepencilError, Unavailable
from service.logs import configure_logging
from service.settings import Settings

app = typer.Typer(
    name="bluepencil",
    help="Readers report spelling errors; editors decide. Settings come from BLUEPENCIL_* environment variables.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(people)
app.add_typer(members, name="people")
app.add_typer(accounts, name="accounts")
app.add_typer(data)
app.command("periods")(periods)
app.command("demo")(demo)
app.add_typer(dictionary, name="dictionary")
app.add_typer(channels, name="channels")
app.add_typer(authors, name="authors")
app.add_typer(deliveries, name="deliveries")
app.add_typer(site_commands, name="sites")
app.add_typer(secret, name="secret")


def main() -> None:
    """Run the command line. Expected errors are one line on standard error and exit code 1; wrong usage has code 2."""
    os.umask(0o077)  # what readers wrote is for this user's eyes only
    try:
        app()
    except BluepencilError as error:
        typer.echo(f"bluepencil: {error.detail}{_said_by_database(error)}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:  # a folder that cannot be written to, and the like
        typer.echo(f"bluepencil: {error.filename or 'the system'}: {error.strerror}", err=True)
        sys.exit(1)


def _said_by_database(error: BluepencilError) -> str:
    """Why the database cannot be used, in its own words, for whoever runs it; web pages never show this."""
    said = getattr(error.__cause__, "orig", None) if isinstance(error, Unavailable) else None
    first = str(said).partition("\n")[0]  # below, PostgreSQL may quote a row
    return f" It says: {first}" if said is not None else ""


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    worker: Annotated[bool, typer.Option(help="Run a worker beside the web server.")] = True,
    migrate: Annotated[bool, typer.Option(help="Bring the tables up to date first.")] = True,
) -> None:
    """Serve the widget, the public interface and the desk."""
    from service.schema import upgrade
    from service.supervise import require_free
    from service.supervise import serve as run

    settings = load_settings()
    require_free(host, port)
    if "base_url" not in settings.model_fields_set:
        settings = settings.model_copy(update={"base_url": f"http://127.0.0.1:{port}"})
    configure_logging(settings)
    if migrate:
        upgrade(settings.database)
    _offer_setup(settings)
    raise typer.Exit(run(settings.with_secret(), host=host, port=port, with_worker=worker))


def _offer_setup(settings: Settings) -> None:
    """Tell the operator of a new installation where its first account is made."""
    from service.app import utc_now
    from service.people.setup import offer_setup

    with suppress(BluepencilError), open_database(settings) as database:  # a database that is away is told by /readyz
        with database.write() as session:
            token = offer_setup(session, now=utc_now())
        if token is not None:
            typer.echo(
                "bluepencil: there is no account yet; make the first one at\n\n"
                f"    {settings.base_url}/setup?token={token}\n",
                err=True,
            )


@app.command()
def worker(
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, then end.")] = False,
    until_input_ends: Annotated[bool, typer.Option("--until-input-ends", hidden=True)] = False,
) -> None:
    """Do what waits to be done outside of requests: suggestions, messages, clearing up."""
    from service.app import utc_now
    from service.worker import Worker

    settings = load_settings().with_secret()  # links in messages are signed
    configure_logging(settings)
    with open_database(settings, waits=not once) as database:
        at_work = Worker(settings, database, utc_now)
        if once:
            typer.echo(f"{at_work.run_once()} done")
            return
        at_work.stop_on_signals()
        if until_input_ends:
            threading.Thread(target=_stop_at_end_of_input, args=(at_work.stopping,), daemon=True).start()
        at_work.run()


def _stop_at_end_of_input(stopping: threading.Event) -> None:
    while os.read(0, 4096):
        pass
    stopping.set()


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    from service.schema import upgrade

    settings = load_settings()
    configure_logging(settings)
    upgrade(settings.database)
    typer.echo("The tables are up to date.")


@app.command()
def suggest(
    language: Annotated[str, typer.Option(help="The language of the quotes, such as en.")],
    region: Annotated[
        str, typer.Option(help="GB or US: question the other spelling. A language such as en-GB alone does not.")
    ] = "",
) -> None:
    """Read quotes as JSON lines and write the engine's suggestions, a line each.

    A line to read is an object with "exact", the quote, and what is known of it:
    "prefix" and "suffix", the text directly around it, or "sentence"; "title",
    "article" (the page's whole text), "words" (a list) and "correction" (the
    reader's). Each is answered at once by an object with "suggestions", the best
    first: "start" and "end" in the quote (code points), "replacement",
    "confidence" and "rule". One process takes any number of lines, some hundreds
    in a second:

    echo '{"exact": "recieve"}' | bluepencil suggest --language en
    """
    from service.suggestions.lines import answer

    if region not in {"", "GB", "US"}:
        raise typer.BadParameter("is to be GB or US", param_hint="--region")
    _answer_lines(lambda line: answer(line, language, region))


@app.command()
def locate() -> None:
    """Read pages and quotes as JSON lines and write where each quote stands now, or what stands there, a line each.

    A line has html, or text as the widget normalises it; quote, with exact and perhaps prefix and suffix; and perhaps
    position, with start, end and perhaps length. All are counted in code points.
    """
    from service.checks.lines import answer
    from service.checks.reader import PageReader

    with PageReader() as reader:
        _answer_lines(lambda line: answer(line, reader))


def _answer_lines(answer: Callable[[bytes], tuple[str, bool]]) -> None:
    failed = False
    for line in sys.stdin.buffer:
        answered, fine = answer(line)
        failed |= not fine
        typer.echo(answered)
    if failed:
        typer.echo("bluepencil: some lines could not be read; their answers say why", err=True)
        raise typer.Exit(1)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)
