"""The commands about accounts: administrators, passwords, codes, log-ins."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.setup import Json, load_settings, open_database, print_json

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.models import Account
    from service.settings import Settings

accounts = typer.Typer(help="Everybody who can log in.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(help="The account's e-mail address.")]


@accounts.command("list")
def list_accounts(as_json: Json = False) -> None:
    """Print the accounts: e-mail address, whether an administrator, at how many sites, name."""
    from service.people.overview import list_accounts as listed

    with open_database(load_settings()) as database, database.read() as session:
        rows = [
            {
                "email": line.account.email,
                "name": line.account.name,
                "administrator": line.account.is_administrator,
                "codes": line.account.totp_secret is not None,
                "sites": line.sites,
                "last_seen_at": line.last_seen_at.isoformat() if line.last_seen_at else None,
            }
            for line in listed(session)
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        administrator = "administrator" if row["administrator"] else "-"
        typer.echo(f"{row['email']}\t{administrator}\t{row['sites']}\t{row['name']}")


@accounts.command("make-administrator")
def make_administrator(email: Email) -> None:
    """Let the account make sites and see to everybody's accounts."""
    _set_administrator(email, wanted=True, said="is an administrator.")


@accounts.command("unmake-administrator")
def unmake_administrator(email: Email) -> None:
    """Take that away again. One administrator is left at least."""
    _set_administrator(email, wanted=False, said="is no administrator.")


@accounts.command("reset-password")
def reset_password(email: Email, as_json: Json = False) -> None:
    """Print a link that leads to a new password, once and for a day; `set-password` sets one itself."""
    from service.app import utc_now
    from service.people.accounts import RESET_LASTS
    from service.people.letters import reset_link
    from service.people.resets import new_reset

    with _opened(email, write=True) as (session, account, settings):
        now = utc_now()
        link = reset_link(settings, new_reset(session, account.id, now=now, lasts=RESET_LASTS))
        made = {"email": account.email, "link": link, "ends_at": (now + RESET_LASTS).isoformat()}
    if as_json:
        print_json(made)
        return
    typer.echo(link)
    typer.echo("bluepencil: this link is shown only now and works once.", err=True)


@accounts.command("turn-off-codes")
def turn_off_codes(email: Email) -> None:
    """Ask for no codes at log-in any more, for somebody who has lost the app and the recovery codes; end log-ins."""
    from service.accounts.logins import end_logins
    from service.accounts.two_factor import turn_off
    from service.errors import Conflict

    with _opened(email, write=True) as (session, account, _):
        if account.totp_secret is None:
            raise Conflict(f"{account.email} is not asked for codes.")
        turn_off(session, account)
        end_logins(session, account.id)
    typer.echo(f"{account.email} is not asked for codes any more.")


@accounts.command("log-ins")
def list_logins(email: Email, as_json: Json = False) -> None:
    """Print the account's log-ins: number, browser, since when, last use."""
    from service.accounts.logins import list_logins as listed
    from service.app import utc_now

    with _opened(email, write=False) as (session, account, settings):
        idle = timedelta(hours=settings.session_idle_hours)
        rows = [
            {
                "number": login.id,
                "browser": login.browser,
                "created_at": login.created_at.isoformat(timespec="seconds"),
                "last_seen_at": login.last_seen_at.isoformat(timespec="seconds"),
            }
            for login in listed(session, account.id, idle=idle, now=utc_now())
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        typer.echo("\t".join(str(value) or "-" for value in row.values()))


@accounts.command("end-log-ins")
def end_log_ins(
    email: Email,
    number: Annotated[int | None, typer.Option(help="Only this one, by its number in `log-ins`.")] = None,
) -> None:
    """End the account's log-ins, all or one."""
    from service.accounts.logins import end_login, end_logins
    from service.errors import NotFound

    with _opened(email, write=True) as (session, account, _):
        if number is None:
            ended = end_logins(session, account.id)
        elif end_login(session, account.id, number):
            ended = 1
        else:
            raise NotFound(f"{account.email} has no log-in {number}.")
    typer.echo(f"{ended} ended.")


@accounts.command("letters")
def list_letters(
    retry: Annotated[bool, typer.Option("--retry", help="Send them again, but for links that have ended.")] = False,
    as_json: Json = False,
) -> None:
    """Print the e-mails about accounts that did not arrive: to whom, what about, since when, why."""
    from service.app import utc_now
    from service.notifications.fate import undelivered
    from service.people.undelivered import is_too_late

    now = utc_now()
    with open_database(load_settings()) as database, (database.write if retry else database.read)() as session:
        letters = [each for each in undelivered(session) if not (retry and is_too_late(each, now))]
        rows = [
            {
                "email": letter.email,
                "kind": letter.kind,
                "created_at": letter.created_at.isoformat(timespec="seconds"),
                "failure": letter.failure,
                "answer": letter.answer,
            }
            for letter in letters
        ]
        for letter in letters if retry else ():
            letter.send_again(now)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        typer.echo("\t".join(str(value) for value in row.values()))


@accounts.command("remove")
def remove(email: Email) -> None:
    """Remove an account for good. What it has decided and written stays, by nobody."""
    from service.people.accounts import remove_account

    with _opened(email, write=True) as (session, account, _):
        address = account.email
        remove_account(session, account.id)
    typer.echo(f"The account of {address} is removed.")


def _set_administrator(email: str, *, wanted: bool, said: str) -> None:
    from service.accounts.administrators import set_administrator

    with _opened(email, write=True) as (session, account, _):
        set_administrator(session, account.id, wanted)
    typer.echo(f"{account.email} {said}")


@contextmanager
def _opened(email: str, *, write: bool) -> "Iterator[tuple[Session, Account, Settings]]":
    from service.accounts.create import find_account

    settings = load_settings()
    with open_database(settings) as database, (database.write if write else database.read)() as session:
        yield session, find_account(session, email), settings
