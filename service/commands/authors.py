"""The commands about authors: whose pages a member is told of first."""

from typing import Annotated

import typer

from service.commands.channel import AsJson, SiteKey, opened_channels, print_record
from service.commands.setup import load_settings

authors = typer.Typer(
    help="Which member a name on a site's pages stands for: they are told first.", no_args_is_help=True
)
Name = Annotated[str, typer.Argument(help="The name, as pages have it.")]


@authors.command("list")
def list_authors(site: SiteKey, as_json: AsJson = False) -> None:
    """Print the rules: name, e-mail address of the member."""
    from service.notifications.authors import rules_of

    with opened_channels(site) as (session, holder):
        for rule in rules_of(session, holder.owner["site_id"]):
            print_record({"name": rule.name, "email": rule.account.email}, as_json)


@authors.command("add")
def add_author(
    site: SiteKey, name: Name, email: Annotated[str, typer.Option(help="The member's e-mail address.")]
) -> None:
    """Tell this member first of what readers find on the pages of this author.

    Whoever has no channel yet gets one by e-mail, for such pages only.
    """
    from service.accounts.create import find_account
    from service.app import utc_now
    from service.notifications.authors import add_rule

    settings = load_settings().with_secret()
    with opened_channels(site, write=True) as (session, holder):
        member = find_account(session, email)
        rule = add_rule(session, holder.owner["site_id"], name, member.id, settings, now=utc_now())
        said = f"{member.email} is told first of pages by {rule.name}."
    typer.echo(said)


@authors.command("remove")
def remove_author(site: SiteKey, name: Name) -> None:
    """Take the rule for this name away."""
    from service.errors import NotFound
    from service.notifications.authors import remove_rule

    with opened_channels(site, write=True) as (session, holder):
        if not remove_rule(session, holder.owner["site_id"], name):
            raise NotFound("There is no rule for this name.")
    typer.echo("The rule is removed.")
