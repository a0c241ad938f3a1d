"""The command that changes the installation's secret."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import SecretStr

from service.commands.setup import Json, load_settings, open_database, print_json
from service.secret_file import SHORTEST, former_secret, next_secret, take_next

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.people.new_secret import Resealed
    from service.settings import Settings

secret = typer.Typer(help="The installation's secret.", no_args_is_help=True)


@secret.callback()
def about() -> None:
    """The installation's secret: it seals what opens channels and what codes at log-in are made of."""


@secret.command("rotate")
def rotate(
    from_stdin: Annotated[
        bool,
        typer.Option("--stdin", help="Read the new secret from standard input, where BLUEPENCIL_SECRET_KEY is set."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Take another secret and seal everything by it. Stop the service first; a backup from before needs the former one.

    Links in e-mails that have been sent lead nowhere afterwards, and recovery codes are removed. If it is interrupted,
    say the same again.
    """
    settings = load_settings()
    given = settings.secret_key is not None
    if given is not from_stdin:
        why = "give the new one by --stdin" if given else "the new one is made and kept there; leave --stdin out"
        raise typer.BadParameter(f"the secret is in {'BLUEPENCIL_SECRET_KEY' if given else settings.data_dir}: {why}")
    if given:
        fresh = _with(settings, _typed())
        if fresh.secret() == settings.secret():
            raise typer.BadParameter("that is the secret that BLUEPENCIL_SECRET_KEY holds already")
        told = _reseal(settings, lambda: fresh, given=True)
    else:
        former = _with(settings, former_secret(settings.data_dir))
        told = _reseal(former, lambda: _with(settings, next_secret(settings.data_dir)), given=False)
        take_next(settings.data_dir)
    if as_json:
        print_json(asdict(told))
    else:
        _tell(told)
    if given:
        typer.echo("bluepencil: set BLUEPENCIL_SECRET_KEY to the new secret everywhere before the next start", err=True)


def _reseal(former: "Settings", make: "Callable[[], Settings]", *, given: bool) -> "Resealed":
    """`make` gives the fresh secret, and is not asked for it before it is sure that nobody else is at the database.

    Where the former one was given and opens nothing of what there is, it is most likely mistyped: raises Conflict.
    """
    from service.errors import Conflict
    from service.people.new_secret import require_stopped, reseal_all

    with open_database(former) as database, database.alone() as session:
        require_stopped(session)
        told = reseal_all(session, former, make())
        if given and told.opened_nothing:
            raise Conflict(
                "Nothing was changed: what BLUEPENCIL_SECRET_KEY holds opens none of the "
                f"{told.lost} sealed entries. Set it to the secret that they were sealed by. Where that is lost, there "
                "is nothing to rotate: set the new one and start the service."
            )
        require_stopped(session)  # whoever has started meanwhile goes on with the former secret
        return told


def _with(settings: "Settings", key: str) -> "Settings":
    return settings.model_copy(update={"secret_key": SecretStr(key)})


def _typed() -> str:
    key = sys.stdin.readline().strip()
    if len(key) < SHORTEST:
        raise typer.BadParameter(f"the new secret has {SHORTEST} characters or more; `openssl rand -hex 32` makes one")
    return key


def _tell(told: "Resealed") -> None:
    typer.echo(f"Sealed by the new secret: channels: {told.channels}, secrets of codes at log-in: {len(told.people)}.")
    if told.people:
        typer.echo("Who needs new recovery codes: " + ", ".join(told.people))
    if told.lost:
        typer.echo(f"bluepencil: {told.lost} could not be read by the former secret and stay as they are", err=True)
