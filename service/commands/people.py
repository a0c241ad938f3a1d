"""The commands about people and sites."""

import sys
from typing import Annotated

import typer

from service.commands.setup import Json, load_settings, open_database, print_json
from service.commands.site import Zone
from service.domain.roles import Role
from service.settings import Settings

people = typer.Typer()


@people.command("create-owner")
def create_owner(
    email: Annotated[str, typer.Option(help="The e-mail address to log in with.")],
    name: Annotated[str, typer.Option(help="The person's name, as colleagues see it.")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make an account that can own sites; the first one administrates the installation.

    Without --password-stdin a password is generated and printed.
    """
    from service.accounts.create import create_account
    from service.app import utc_now

    password = new_password(password_stdin, email, name)
    with open_database(load_settings()) as database, database.write() as session:
        account = create_account(session, email=email, name=name, password=password, now=utc_now())
        made = {"email": account.email, "name": account.name, "administrator": account.is_administrator}
    if as_json:
        print_json(made | ({} if password_stdin else {"password": password}))
        return
    typer.echo(f"Account: {made['email']}" + _shown(password, password_stdin))


@people.command("set-password")
def set_password(
    email: Annotated[str, typer.Option(help="The account's e-mail address.")],
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read it from standard input.")] = False,
) -> None:
    """Give an account a new password, where the old one is lost, and end its log-ins."""
    from service.accounts.create import find_account, replace_password
    from service.app import utc_now
    from service.people.letters import tell_of_new_password

    settings = load_settings()
    with open_database(settings) as database, database.write() as session:
        account = find_account(session, email)
        password = new_password(password_stdin, email, account.name)
        replace_password(session, account, password)
        tell_of_new_password(session, settings, account, now=utc_now())
    typer.echo("The password is replaced." + _shown(password, password_stdin))


@people.command("add-member")
def add_member(
    site: Annotated[str, typer.Option(help="The site's public key.")],
    email: Annotated[str, typer.Option(help="The e-mail address of an account.")],
    role: Annotated[Role, typer.Option(help="What the member may do.")] = Role.EDITOR,
) -> None:
    """Let an account see a site (viewer), decide for it (editor) or own it (owner)."""
    from service.accounts.create import find_account
    from service.app import utc_now
    from service.people.members import put_member
    from service.sites.find import find_site

    with open_database(load_settings()) as database, database.write() as session:
        account = find_account(session, email)
        put_member(session, find_site(session, site, now=utc_now()).id, account.id, role, now=utc_now())
    typer.echo(f"{email} is {role} of {site}.")


@people.command("create-site")
def create_site(
    name: Annotated[str, typer.Option(help="The publication's name.")],
    origin: Annotated[list[str], typer.Option(help="An origin whose pages may post; may be given again.")],
    owner: Annotated[str, typer.Option(help="The e-mail address of the owner's account.")],
    language: Annotated[list[str] | None, typer.Option(help="A language of the site, the main one first.")] = None,
    time_zone: Zone = "",
) -> None:
    """Make a site and print the tag that its pages embed."""
    from service.accounts.create import find_account
    from service.app import utc_now
    from service.sites.create import create_site as create
    from service.sites.embed import tag

    settings = load_settings()
    with open_database(settings) as database, database.write() as session:
        account = find_account(session, owner)
        site = create(
            session,
            name=name,
            origins=origin,
            languages=language or ["en"],
            time_zone=time_zone,
            owner_id=account.id,
            now=utc_now(),
        )
        printed = tag(site, settings.base_url)
    _print_for_pages(printed, settings)


@people.command()
def embed(site: Annotated[str, typer.Option(help="The site's public key.")]) -> None:
    """Print the tags to choose from for a site's pages, and what their Content-Security-Policy has to allow."""
    from service.app import utc_now
    from service.sites.embed import embedding
    from service.sites.find import find_site

    settings = load_settings()
    with open_database(settings) as database, database.read() as session:
        printed = embedding(find_site(session, site, now=utc_now()), settings.base_url)
    _print_for_pages(printed, settings)


def _print_for_pages(printed: str, settings: Settings) -> None:
    typer.echo(printed)
    if "base_url" not in settings.model_fields_set:
        typer.echo("bluepencil: set BLUEPENCIL_BASE_URL to the address that browsers use; the tag holds it", err=True)


def new_password(from_input: bool, *about: str) -> str:
    """A password from standard input, if it is good enough, or a generated one. Raises InvalidInput."""
    from service.accounts.new_password import require_good_password
    from service.accounts.passwords import generate_password

    if not from_input:
        return generate_password()
    password = sys.stdin.readline().rstrip("\n")
    require_good_password(password, about)
    return password


def _shown(password: str, from_input: bool) -> str:
    return "" if from_input else f"  password: {password}  (shown only now)"
