"""The command that changes a site's settings."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from service.commands.site import AsJson, Key, Several, opened_site, print_site


class Region(StrEnum):
    """Whose English spelling a site has."""

    BRITISH = "GB"
    AMERICAN = "US"
    BOTH = "both"


def change(
    key: Key,
    name: Annotated[str | None, typer.Option(help="The publication's name.")] = None,
    origin: Annotated[Several, typer.Option(help="An origin; all that are given replace the former ones.")] = None,
    language: Annotated[Several, typer.Option(help="A language, the main one first; they replace the former.")] = None,
    time_zone: Annotated[str | None, typer.Option("--time-zone", "--zone", help="Such as Europe/Kyiv.")] = None,
    spelling: Annotated[Region | None, typer.Option(help="Whose English spelling is right.")] = None,
    comment: Annotated[bool | None, typer.Option(help="Ask for a comment.")] = None,
    kind: Annotated[bool | None, typer.Option(help="Ask what is wrong.")] = None,
    email: Annotated[bool | None, typer.Option(help="Ask for an e-mail address.")] = None,
    active: Annotated[str | None, typer.Option(help="A CSS selector: where on a page.")] = None,
    allowed: Annotated[Several, typer.Option(help="A pattern of pages, such as /articles/*.")] = None,
    ignored: Annotated[Several, typer.Option(help="A pattern of pages that are left out.")] = None,
    parameter: Annotated[Several, typer.Option(help="A parameter that makes a page another page.")] = None,
    all_parameters: Annotated[bool, typer.Option("--all-parameters", help="All of them do again.")] = False,
    looks: Annotated[bool | None, typer.Option(help="Look at reported pages by itself.")] = None,
    colour: Annotated[Several, typer.Option(help="NAME=#rrggbb: pencil, strike, ink, sheet; pencil_dark ...")] = None,
    caption: Annotated[Several, typer.Option(help="LANGUAGE=TEXT, the words to press in [brackets].")] = None,
    caption_touch: Annotated[Several, typer.Option(help="The same for touch screens.")] = None,
    rules: Annotated[Several, typer.Option(help="LANGUAGE=TEXT: house rules, above Send.")] = None,
    as_json: AsJson = False,
) -> None:
    """Change settings; what is not named stays. An empty value ("") takes a setting away."""
    from service.sites.settings import SiteSettings, WrongSettings, checked

    plain = {"name": name, "time_zone": time_zone, "active": active, "comment": comment, "kind": kind, "email": email}
    plain |= {"looks": looks}
    plain |= {"spelling_region": "" if spelling is Region.BOTH else spelling and spelling.value}
    several = {"origins": origin, "languages": language, "allowed": allowed, "ignored": ignored}
    several |= {"parameters": parameter}
    changes: dict[str, Any] = {field: value for field, value in plain.items() if value is not None}
    changes |= {field: [text for text in texts if text] for field, texts in several.items() if texts is not None}
    changes |= {"parameters": None} if all_parameters else {}
    with opened_site(key, write=True) as (_, site):
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
        print_site(site, as_json)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"“{text}” is not like NAME=VALUE")
    return name, value
