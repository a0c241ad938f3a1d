"""The commands about the people of a site."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.setup import Json, load_settings, open_database, print_json
from service.domain.roles import Role

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.models import Site
    from service.settings import Settings

members = typer.Typer(help="Who may do what for a site.", no_args_is_help=True)
SiteKey = Annotated[str, typer.Option("--site", help="The site's public key.")]
Email = Annotated[str, typer.Option("--email", help="The person's e-mail address.")]


@members.command("list")
def list_members(site: SiteKey, as_json: Json = False) -> None:
    """Print the members: e-mail address, role, name."""
    from service.people.members import list_members as listed

    with _opened(site, write=False) as (session, found, _):
        rows = [
            {"email": account.email, "name": account.name, "role": membership.role}
            for account, membership in listed(session, found.id)
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['email']}\t{row['role']}\t{row['name']}")


@members.command("invite")
def invite(
    site: SiteKey,
    email: Email,
    role: Annotated[Role, typer.Option(help="What the person may do.")] = Role.EDITOR,
    as_json: Json = False,
) -> None:
    """Invite somebody, and print the link that makes them a member. A former one to them is worth nothing then."""
    from service.app import utc_now
    from service.people.invitations import invite as invited
    from service.people.letters import invitation_link, send_invitation

    with _opened(site, write=True) as (session, found, settings):
        now = utc_now()
        invitation, token = invited(session, found.id, email=email, role=role, by_id=None, now=now)
        mailed = send_invitation(
            session, settings, invitation, token, site=found, invited_by="", language=found.languages[0], now=now
        )
        link = invitation_link(settings, token)
        made = {"email": invitation.email, "role": role, "link": link, "ends_at": invitation.ends_at.isoformat()}
    if as_json:
        print_json(made | {"mailed": mailed})
        return
    typer.echo(link)
    sent = "It is on its way by e-mail as well." if mailed else "No e-mail is sent: pass it on yourself."
    typer.echo(f"bluepencil: this link is shown only now and works once. {sent}", err=True)


@members.command("invitations")
def list_invitations(site: SiteKey, as_json: Json = False) -> None:
    """Print the invitations that nobody has accepted: e-mail address, role, until when."""
    from service.people.invitations import list_invitations as listed

    with _opened(site, write=False) as (session, found, _):
        rows = [
            {"email": each.email, "role": each.role, "ends_at": each.ends_at.isoformat(), "invited_by": by}
            for each, by in listed(session, found.id)
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['email']}\t{row['role']}\t{row['ends_at']}")


@members.command("withdraw")
def withdraw(site: SiteKey, email: Email) -> None:
    """Make an invitation's link worth nothing."""
    from service.errors import NotFound
    from service.people.invitations import list_invitations as listed
    from service.people.invitations import withdraw as withdrawn

    address = email.strip().lower()
    with _opened(site, write=True) as (session, found, _):
        numbers = [invitation.id for invitation, _ in listed(session, found.id) if invitation.email == address]
        if not numbers:
            raise NotFound(f"Nobody has invited {address} to this site.")
        withdrawn(session, found.id, numbers[0])
    typer.echo(f"The invitation of {address} is withdrawn.")


@members.command("role")
def change_role(
    site: SiteKey,
    email: Email,
    role: Annotated[Role | None, typer.Option(help="What the member may do from now on.")] = None,
    former_spelling: Annotated[Role | None, typer.Argument(hidden=True)] = None,
) -> None:
    """Give a member another role. A site keeps one owner at least."""
    from service.accounts.create import find_account
    from service.people.members import change_role as changed

    if (role is None) == (former_spelling is None):
        raise typer.BadParameter("give the role once", param_hint="--role")
    role = role or former_spelling
    assert role is not None
    with _opened(site, write=True) as (session, found, _):
        account = find_account(session, email)
        changed(session, found.id, account.id, role)
    typer.echo(f"{account.email} is {role} of {site}.")


@members.command("remove")
def remove(site: SiteKey, email: Email) -> None:
    """Take a member out of the site; the account stays. A site keeps one owner at least."""
    from service.accounts.create import find_account
    from service.people.members import remove_member

    with _opened(site, write=True) as (session, found, _):
        account = find_account(session, email)
        remove_member(session, found.id, account.id)
    typer.echo(f"{account.email} is no member of {site} any more.")


@contextmanager
def _opened(site: str, *, write: bool) -> "Iterator[tuple[Session, Site, Settings]]":
    from service.app import utc_now
    from service.sites.find import find_site

    settings = load_settings()
    if write and settings.mail_server is not None:
        settings = settings.with_secret()  # links in letters are sealed
    with open_database(settings) as database, (database.write if write else database.read)() as session:
        yield session, find_site(session, site, now=utc_now()), settings
