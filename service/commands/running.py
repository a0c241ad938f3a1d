"""The commands that run the service."""

import os
import threading
from contextlib import suppress
from typing import Annotated

import typer

from service.commands.setup import load_settings, open_database
from service.errors import BluepencilError
from service.logs import configure_logging
from service.settings import Settings

running = typer.Typer()


@running.command()
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


@running.command()
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


@running.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    from service.schema import upgrade

    settings = load_settings()
    configure_logging(settings)
    upgrade(settings.database)
    typer.echo("The tables are up to date.")
