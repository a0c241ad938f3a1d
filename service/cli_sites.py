"""The commands about sites: list them, set them up, change their keys, look at their pages."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli_setup import load_settings, open_database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.models import Site

sites = typer.Typer(help="Publications: their settings, keys and pages.", no_args_is_help=True)
Key = Annotated[str, typer.Argument(help="The site's public key.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Several = list[str] | None


class Region(StrEnum):
    """Whose English spelling a site has."""

    BRITISH = "GB"
    AMERICAN = "US"
    BOTH = "both"


@sites.command("list")
def list_sites(as_json: AsJson = False) -> None:
    """Print the sites, one a line: key, name, origins."""
    from service.sites.find import all_sites

    with open_database(load_settings()) as database, database.read() as session:
        found = all_sites(session)
        if as_json:
            typer.echo(json.dumps([_told(site) for site in found], ensure_ascii=False))
        for site in () if as_json else found:
            typer.echo(f"{site.key}\t{site.name}\t{' '.join(site.origins)}")


@sites.command("show")
def show(key: Key, as_json: AsJson = False) -> None:
    """Print a site's settings."""
    with _opened(key, write=False) as (_, site):
        _print(site, as_json)


@sites.command("create")
def create(
    name: Annotated[str, typer.Option(help="The publication's name.")],
    origin: Annotated[list[str], typer.Option(help="An origin whose pages may post; may be given again.")],
    owner: Annotated[str, typer.Option(help="The e-mail address of the owner's account.")],
    language: Annotated[Several, typer.Option(help="A language of the site, the main one first.")] = None,
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
        languages = language or ["en"]
        site = create_site(session, name=name, origins=origin, languages=languages, owner_id=account.id, now=utc_now())
        told = _told(site) | {"tag": tag(site, settings.base_url)}
    typer.echo(json.dumps(told, ensure_ascii=False) if as_json else told["key"])


@sites.command("set")
def change(
    key: Key,
    name: Annotated[str | None, typer.Option(help="The publication's name.")] = None,
    origin: Annotated[Several, typer.Option(help="An origin; all that are given replace the former ones.")] = None,
    language: Annotated[Several, typer.Option(help="A language, the main one first; they replace the former.")] = None,
    time_zone: Annotated[str | None, typer.Option(help="Such as Europe/Kyiv.")] = None,
    spelling: Annotated[Region | None, typer.Option(help="Whose English spelling is right.")] = None,
    comment: Annotated[bool | None, typer.Option(help="Ask for a comment.")] = None,
    kind: Annotated[bool | None, typer.Option(help="Ask what is wrong.")] = None,
    email: Annotated[bool | None, typer.Option(help="Ask for an e-mail address.")] = None,
    active: Annotated[str | None, typer.Option(help="A CSS selector: where on a page.")] = None,
    allowed: Annotated[Several, typer.Option(help="A pattern of pages, such as /articles/*.")] = None,
    ignored: Annotated[Several, typer.Option(help="A pattern of pages that are left out.")] = None,
    parameter: Annotated[Several, typer.Option(help="A parameter that makes a page another page.")] = None,
    all_parameters: Annotated[bool, typer.Option("--all-parameters", help="All of them do again.")] = False,
    colour: Annotated[Several, typer.Option(help="NAME=#rrggbb: pencil, strike, ink, sheet; pencil_dark ...")] = None,
    caption: Annotated[Several, typer.Option(help="LANGUAGE=TEXT, the words to press in [brackets].")] = None,
    caption_touch: Annotated[Several, typer.Option(help="The same for touch screens.")] = None,
    rules: Annotated[Several, typer.Option(help="LANGUAGE=TEXT: house rules, above Send.")] = None,
    as_json: AsJson = False,
) -> None:
    """Change settings; what is not named stays. An empty value ("") takes a setting away."""
    from service.sites.settings import SiteSettings, WrongSettings, checked

    plain = {"name": name, "time_zone": time_zone, "active": active, "comment": comment, "kind": kind, "email": email}
    plain |= {"spelling_region": "" if spelling is Region.BOTH else spelling and spelling.value}
    several = {"origins": origin, "languages": language, "allowed": allowed, "ignored": ignored}
    several |= {"parameters": parameter}
    changes: dict[str, Any] = {field: value for field, value in plain.items() if value is not None}
    changes |= {field: [text for text in texts if text] for field, texts in several.items() if texts is not None}
    changes |= {"parameters": None} if all_parameters else {}
    with _opened(key, write=True) as (_, site):
        given = SiteSettings.of(site).model_dump() | changes
        given["colours"] |= dict(map(_pair, colour or ()))
        for word, texts in (("caption", caption), ("caption_touch", caption_touch), ("rules", rules)):
            for tag, text in map(_pair, texts or ()):
                given["wording"].setdefault(tag, {})[word] = text
        try:
            settings = checked(given)
        except WrongSettings as wrong:
            for field, error in wrong.errors.items():
                typer.echo(f"bluepencil: {field}: {error.detail}", err=True)
            raise typer.Exit(1) from None
        settings.apply(site)
        _print(site, as_json)


@sites.command("rotate-key")
def rotate_key(
    key: Key,
    grace_days: Annotated[int, typer.Option(min=0, max=365, help="For how long the present key works on.")] = 30,
    end: Annotated[bool, typer.Option("--end", help="Make no new key: let the former one work no more.")] = False,
    as_json: AsJson = False,
) -> None:
    """Give a site a new key and print it; pages need the new tag before the grace is over."""
    from service.app import utc_now
    from service.sites.keys import end_former_key
    from service.sites.keys import rotate_key as rotate

    with _opened(key, write=True) as (_, site):
        if end:
            end_former_key(site)
        else:
            rotate(site, grace=timedelta(days=grace_days), now=utc_now())
        typer.echo(json.dumps(_told(site), ensure_ascii=False) if as_json else site.key)


@sites.command("check")
def check(
    key: Key,
    url: Annotated[
        str | None, typer.Option(help="A page of the site; else the front page of its first origin.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look at a page as a visitor would: is the widget there, and could it work? The exit code is 1 if it could not."""
    from service.outbound.client import Client
    from service.sites.check.ask import checked_address, first_page
    from service.sites.check.findings import works
    from service.sites.check.look import Expected, look
    from service.sites.check.words import say

    settings = load_settings()
    client = Client.of(settings)
    with _opened(key, write=False) as (_, site):
        address = checked_address(site, url or first_page(site), client.reach)
        expected = Expected.of(site, settings.base_url)
    findings = look(client, address, expected)
    if as_json:
        found = [finding.row() for finding in findings]
        typer.echo(json.dumps({"url": address, "works": works(findings), "findings": found}, ensure_ascii=False))
    for finding in () if as_json else findings:
        sentence, mend = say(finding)
        typer.echo(f"{finding.state:5}  {sentence}" + (f"\n       {mend}" if mend else ""))
    if not works(findings):
        raise typer.Exit(1)


@contextmanager
def _opened(key: str, *, write: bool) -> "Iterator[tuple[Session, Site]]":
    from service.app import utc_now
    from service.sites.find import find_site

    with open_database(load_settings()) as database, (database.write if write else database.read)() as session:
        yield session, find_site(session, key, now=utc_now())


def _told(site: "Site") -> dict[str, Any]:
    """A site as JSON has it."""
    from service.sites.settings import SiteSettings

    until = site.former_key_until.isoformat() if site.former_key_until else None
    keys = {"key": site.key, "former_key": site.former_key, "former_key_until": until}
    return keys | SiteSettings.of(site).model_dump()


def _print(site: "Site", as_json: bool) -> None:
    told = _told(site)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, value in told.items():
        for line in _lines(name, value):
            typer.echo(line)


def _lines(name: str, value: Any) -> Iterator[str]:
    """A setting in lines of name and value; what is not set is left out."""
    if isinstance(value, dict):
        for part, inner in value.items():
            yield from _lines(f"{name}.{part}", inner)
    elif isinstance(value, list):
        yield from (f"{name}: {each}" for each in value)
    elif value not in (None, ""):
        yield f"{name}: {str(value).lower() if isinstance(value, bool) else value}"


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"“{text}” is not like NAME=VALUE")
    return name, value
