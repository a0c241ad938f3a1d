"""A site's channels, as commands open them and print them, and what is chosen for one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.setup import load_settings, open_database
from service.domain.rhythm import Rhythm

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.models import Channel
    from service.notifications.find import Holder
    from service.settings import Settings

SiteKey = Annotated[str, typer.Option("--site", help="The site's public key.")]
Person = Annotated[str, typer.Option("--person", help="Instead of a site: the e-mail address of somebody's account.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines, for programs.")]
Number = Annotated[int, typer.Argument(help="The channel's number, as `channels list` has it.")]
Address = Annotated[str | None, typer.Option(help="Of an e-mail channel.")]
Url = Annotated[str | None, typer.Option(help="Of Slack, Mattermost, Discord or your own webhook.")]
Token = Annotated[str | None, typer.Option(help="Of a Telegram bot.")]
Chat = Annotated[str | None, typer.Option(help="Of Telegram: the chat's number, or @ and a name.")]
Name = Annotated[str | None, typer.Option(help="What to call it; else its address.")]
HowOften = Annotated[Rhythm | None, typer.Option("--rhythm", help="How often it is told.")]
Time = Annotated[str | None, typer.Option(help="When a digest of a day leaves.")]
Zone = Annotated[str | None, typer.Option("--time-zone", help="Of that time, such as Europe/Kyiv; else the site's.")]
Readers = Annotated[int | None, typer.Option(help="Not before so many readers have reported it.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help="Only issues of this kind; may be given again.")]
Sections = Annotated[list[str] | None, typer.Option("--section", help="Only pages of this section; the same.")]
OwnOnly = Annotated[bool | None, typer.Option(help="Of a person: only pages of which they are the author.")]
Languages = Annotated[list[str] | None, typer.Option("--language", help="Only pages in this language; the same.")]


@contextmanager
def opened_channels(site: str, person: str = "", *, write: bool = False) -> "Iterator[tuple[Session, Holder]]":
    """A session, and whose channels: a site's or a person's. Raises NotFound where there is no such one."""
    from service.accounts.create import find_account
    from service.app import utc_now
    from service.notifications.find import Holder
    from service.sites.find import find_site

    if bool(site) is bool(person):
        raise typer.BadParameter("give one of the two", param_hint="--site / --person")
    with open_database(load_settings()) as database, database.write() if write else database.read() as session:
        if person:
            yield session, Holder(find_account(session, person).id)
        else:
            yield session, Holder(0, find_site(session, site, now=utc_now()))


def told_channel(channel: "Channel") -> dict[str, Any]:
    """A channel as lists have it."""
    from service.notifications.addresses import shown

    state = "waits" if channel.waits else "on" if channel.off_at is None else f"off ({channel.off_why})"
    return {
        "id": channel.id,
        "kind": channel.kind.value,
        "name": channel.name or "comments and issues for them",
        "to": shown(channel),
        "state": state,
    }


def shown_secret(channel: "Channel", secret: str, settings: "Settings") -> dict[str, str]:
    """A secret as it is shown once: of a feed, its whole address; nothing for kinds that have none."""
    from service.models import ChannelKind

    if channel.kind is ChannelKind.FEED:
        secret = f"{settings.base_url}/feeds/{secret}.atom"
    return {"secret": secret} if secret else {}


def chosen(given: dict[str, Any]) -> dict[str, Any]:
    """What was chosen of a channel's form, as the form has it; what was not named is left out."""
    told = {name: value for name, value in given.items() if value is not None}
    for name, between in (("sections", "\n"), ("languages", ", ")):
        if name in told:
            told[name] = between.join(told[name])
    if "kinds" in told:
        told["kinds"] = [kind for kind in told["kinds"] if kind]
    return told | ({"readers": str(told["readers"])} if "readers" in told else {})


def print_record(said: dict[str, Any], as_json: bool) -> None:
    """One record: a JSON object, or its values with tabs between."""
    typer.echo(json.dumps(said, ensure_ascii=False) if as_json else "\t".join(str(value) for value in said.values()))
