"""The command `bluepencil`."""

import os
import sys

import typer

from service import __version__
from service.commands.accounts import accounts
from service.commands.authors import authors
from service.commands.channels import channels
from service.commands.checks import check
from service.commands.data import data
from service.commands.deliveries import deliveries
from service.commands.demo import demo
from service.commands.dictionary import dictionary
from service.commands.imports import import_reports
from service.commands.lines import lines
from service.commands.members import members
from service.commands.people import people
from service.commands.periods import periods
from service.commands.running import running
from service.commands.secret import secret
from service.commands.sites import sites as site_commands
from service.errors import BluepencilError, Unavailable

app = typer.Typer(
    name="bluepencil",
    help="Readers report spelling errors; editors decide. Settings come from BLUEPENCIL_* environment variables.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(running)
app.add_typer(lines)
app.add_typer(people)
app.add_typer(members, name="people")
app.add_typer(accounts, name="accounts")
app.add_typer(data)
app.command("import")(import_reports)
app.command("periods")(periods)
app.command("demo")(demo)
app.command("check")(check)
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
def version() -> None:
    """Print the version."""
    typer.echo(__version__)
