"""The command `bluepencil`."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from sqlalchemy import select

from service import __version__
from service.errors import BluepencilError, Conflict, NotFound, Unavailable
from service.logs import configure_logging
from service.settings import Settings

if TYPE_CHECKING:
    from service.database import Database

app = typer.Typer(
    name="bluepencil",
    help="Readers report spelling errors; editors decide. Settings come from BLUEPENCIL_* environment variables.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line. Expected errors are one line on standard error and exit code 1; wrong usage has code 2."""
    try:
        app()
    except BluepencilError as error:
        typer.echo(f"bluepencil: {error.detail}", err=True)
        sys.exit(1)
    except OSError as error:  # a folder that cannot be written to, and the like
        typer.echo(f"bluepencil: {error.filename or 'the system'}: {error.strerror}", err=True)
        sys.exit(1)


def load_settings() -> Settings:
    """The settings of the environment, or exit code 2 with a line for each variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors(include_input=False):
            name = "BLUEPENCIL_" + "_".join(str(part) for part in problem["loc"]).upper()
            typer.echo(f"bluepencil: {name}: {problem['msg'].removeprefix('Value error, ')}", err=True)
        raise typer.Exit(2) from None


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    worker: Annotated[bool, typer.Option(help="Run a worker beside the web server.")] = True,
    migrate: Annotated[bool, typer.Option(help="Bring the tables up to date first.")] = True,
) -> None:
    """Serve the widget, the public interface and the desk."""
    from service.schema import upgrade
    from service.supervise import serve as run

    settings = load_settings()
    if "base_url" not in settings.model_fields_set:
        settings = settings.model_copy(update={"base_url": f"http://127.0.0.1:{port}"})
    configure_logging(settings)
    if migrate:
        upgrade(settings.database)
    raise typer.Exit(run(settings.with_secret(), host=host, port=port, with_worker=worker))


@app.command()
def worker(
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, then end.")] = False,
    until_input_ends: Annotated[bool, typer.Option("--until-input-ends", hidden=True)] = False,
) -> None:
    """Do what waits to be done outside of requests: suggestions, clearing up."""
    from service.app import utc_now
    from service.worker import Worker

    settings = load_settings()
    configure_logging(settings)
    with _database(settings, waits=not once) as database:
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
def demo() -> None:
    """Make the demo site and its owner, whose password is printed the first time."""
    from service.app import utc_now
    from service.demo.seed import OWNER, seed
    from service.schema import upgrade

    settings = load_settings()
    configure_logging(settings)
    upgrade(settings.database)
    with _database(settings) as database, database.write() as session:
        password = seed(session, base_url=settings.base_url, now=utc_now())
    if password:
        typer.echo(f"Demo owner: {OWNER}  password: {password}  (shown only now)")


@app.command("create-owner")
def create_owner(
    email: Annotated[str, typer.Option(help="The e-mail address to log in with.")],
    name: Annotated[str, typer.Option(help="The person's name, as colleagues see it.")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Make an account that can own sites. Without --password-stdin a password is generated and printed."""
    from service.accounts.create import create_account
    from service.accounts.passwords import generate_password
    from service.app import utc_now

    password = sys.stdin.readline().rstrip("\n") if password_stdin else generate_password()
    with _database(load_settings()) as database, database.write() as session:
        account = create_account(session, email=email, name=name, password=password, now=utc_now())
        address = account.email
    typer.echo(f"Account: {address}" + ("" if password_stdin else f"  password: {password}  (shown only now)"))


@app.command("create-site")
def create_site(
    name: Annotated[str, typer.Option(help="The publication's name.")],
    origin: Annotated[list[str], typer.Option(help="An origin whose pages may post; may be given again.")],
    owner: Annotated[str, typer.Option(help="The e-mail address of the owner's account.")],
    language: Annotated[list[str] | None, typer.Option(help="A language of the site, the main one first.")] = None,
) -> None:
    """Make a site and print the tag that its pages embed."""
    from service.app import utc_now
    from service.models import Account
    from service.sites.create import create_site as create

    settings = load_settings()
    with _database(settings) as database, database.write() as session:
        account = session.scalar(select(Account.id).where(Account.email == owner.strip().lower()))
        if account is None:
            raise NotFound(f"There is no account for {owner}; make it with `bluepencil create-owner`.")
        languages = language or ["en"]
        site = create(session, name=name, origins=origin, languages=languages, owner_id=account, now=utc_now())
        key = site.key
    typer.echo(f'<script async src="{settings.base_url}/w/{key}.js"></script>')


@app.command()
def suggest(
    language: Annotated[str, typer.Option(help="The language of the quotes, such as en.")],
) -> None:
    """Read quotes as JSON lines and write the engine's suggestions, a line each."""
    from service.suggestions.lines import answer

    failed = False
    for line in sys.stdin.buffer:
        answered, fine = answer(line, language)
        failed |= not fine
        typer.echo(answered)
    if failed:
        typer.echo("bluepencil: some lines could not be read; their answers say why", err=True)
        raise typer.Exit(1)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


@contextmanager
def _database(settings: Settings, *, waits: bool = False) -> Iterator["Database"]:
    """The database, if its tables are those of this version; `waits`: whether it may be away for now."""
    from service.database import Database

    database = Database(settings.database)
    try:
        with suppress(Unavailable) if waits else nullcontext():
            _require_current(database)
        yield database
    finally:
        database.dispose()


def _require_current(database: "Database") -> None:
    from service.schema import is_current

    if not is_current(database):
        raise Conflict("The tables are not those of this version: run `bluepencil migrate`.")
