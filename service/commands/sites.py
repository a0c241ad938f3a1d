"""The commands about sites: list them, set them up, change their keys, look at their pages."""

import json
from datetime import timedelta
from typing import Annotated

import typer

from service.commands.setup import load_settings, open_database
from service.commands.site import AsJson, Key, Several, Zone, opened_site, print_site, told_site
from service.commands.site_settings import change

sites = typer.Typer(help="Publications: their settings, keys and pages.", no_args_is_help=True)
sites.command("set")(change)


@sites.command("list")
def list_sites(as_json: AsJson = False) -> None:
    """Print the sites, one a line: key, name, origins."""
    from service.sites.find import all_sites

    with open_database(load_settings()) as database, database.read() as session:
        found = all_sites(session)
        if as_json:
            typer.echo(json.dumps([told_site(site) for site in found], ensure_ascii=False))
        for site in () if as_json else found:
            typer.echo(f"{site.key}\t{site.name}\t{' '.join(site.origins)}")


@sites.command("show")
def show(key: Key, as_json: AsJson = False) -> None:
    """Print a site's settings."""
    with opened_site(key, write=False) as (_, site):
        print_site(site, as_json)


@sites.command("create")
def create(
    name: Annotated[str, typer.Option(help="The publication's name.")],
    origin: Annotated[list[str], typer.Option(help="An origin whose pages may post; may be given again.")],
    owner: Annotated[str, typer.Option(help="The e-mail address of the owner's account.")],
    language: Annotated[Several, typer.Option(help="A language of the site, the main one first.")] = None,
    time_zone: Zone = "",
    as_json: AsJson = False,
) -> None:
    """Make a site and print its key, or all of it as JSON with the tag for its pages."""
    from service.accounts.create import find_account
    from service.app import utc_now
    from service.sites.create import create_site
    from service.sites.embed import tag

    settings = load_settings()
    with open_database(settings) as database, database.write() as session:
        account = find_account(session, owner)
        site = create_site(
            session,
            name=name,
            origins=origin,
            languages=language or ["en"],
            time_zone=time_zone,
            owner_id=account.id,
            now=utc_now(),
        )
        told = told_site(site) | {"tag": tag(site, settings.base_url)}
    typer.echo(json.dumps(told, ensure_ascii=False) if as_json else told["key"])


@sites.command("rotate-key")
def rotate_key(
    key: Key,
    grace_days: Annotated[int, typer.Option(min=0, max=365, help="For how long the present key works on.")] = 30,
    end: Annotated[bool, typer.Option("--end", help="Make no new key: let the former one work no more.")] = False,
    as_json: AsJson = False,
) -> None:
    """Give a site a new key and print it; pages need the new tag before the grace is over."""
    from service.app import utc_now
    from service.errors import Conflict
    from service.sites.keys import end_former_key
    from service.sites.keys import rotate_key as rotate

    with opened_site(key, write=True) as (session, site):
        if end:
            end_former_key(site, now=utc_now())
        elif key != site.key:  # said twice, it would end the key that all pages still have
            raise Conflict(f"This is the site's former key. To change the present one, give that: {site.key}")
        else:
            rotate(session, site, grace=timedelta(days=grace_days), now=utc_now())
        typer.echo(json.dumps(told_site(site), ensure_ascii=False) if as_json else site.key)


@sites.command("check")
def check(
    key: Key,
    url: Annotated[
        str | None, typer.Option(help="A page of the site; else the front page of its first origin.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look at a page as a visitor would: is the widget there, and could it work? The exit code is 1 if it could not."""
    from service.app import utc_now
    from service.outbound.client import Client
    from service.sites.check.ask import checked_address, first_page
    from service.sites.check.findings import works
    from service.sites.check.look import Expected, look
    from service.sites.check.words import say

    settings = load_settings()
    client = Client.of(settings)
    with opened_site(key, write=False) as (_, site):
        address = checked_address(site, url or first_page(site), client.reach)
        expected = Expected.of(site, settings.base_url, now=utc_now())
    findings = look(client, address, expected)
    if as_json:
        found = [finding.row() for finding in findings]
        typer.echo(json.dumps({"url": address, "works": works(findings), "findings": found}, ensure_ascii=False))
    for finding in () if as_json else findings:
        sentence, mend = say(finding)
        typer.echo(f"{finding.state:5}  {sentence}" + (f"\n       {mend}" if mend else ""))
    if not works(findings):
        raise typer.Exit(1)
