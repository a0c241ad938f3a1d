"""The commands about channels."""

from typing import Annotated, Any

import typer

from service.commands.channel import (
    Address,
    AsJson,
    Chat,
    HowOften,
    Kinds,
    Languages,
    Name,
    Number,
    OwnOnly,
    Person,
    Readers,
    Sections,
    SiteKey,
    Time,
    Token,
    Url,
    Zone,
    chosen,
    opened_channels,
    print_record,
    shown_secret,
    told_channel,
)
from service.commands.channel_changes import (
    change_channel,
    disable_channel,
    enable_channel,
    remove_channel,
    renew_secret,
)
from service.commands.setup import load_settings
from service.models import ChannelKind

channels = typer.Typer(help="Where a site tells of what readers find.", no_args_is_help=True)


@channels.command("list")
def list_channels(site: SiteKey = "", person: Person = "", as_json: AsJson = False) -> None:
    """Print the channels. Addresses are shortened: they are secrets."""
    from service.notifications.find import channels_of

    with opened_channels(site, person) as (session, holder):
        for channel in channels_of(session, holder):
            print_record(told_channel(channel), as_json)


@channels.command("add")
def add_channel(
    kind: Annotated[ChannelKind, typer.Argument(help="What kind of channel.")],
    site: SiteKey = "",
    person: Person = "",
    address: Address = None,
    url: Url = None,
    token: Token = None,
    chat: Chat = None,
    name: Name = None,
    rhythm: HowOften = None,
    time: Time = None,
    time_zone: Zone = None,
    readers: Readers = None,
    kinds: Kinds = None,
    sections: Sections = None,
    languages: Languages = None,
    own_only: OwnOnly = None,
    as_json: AsJson = False,
) -> None:
    """Add a channel to a site, or to a person. Its secret, where it has one, is printed this once.

    A mailbox that belongs to no member is sent the question whether it agrees, and nothing else before it does.
    """
    from service.app import utc_now
    from service.notifications.addresses import config_of
    from service.notifications.channels import open_channel
    from service.notifications.confirmation import ask
    from service.notifications.find import zone_of
    from service.notifications.schemas import ChannelForm
    from service.outbound.addresses import Reach

    given: dict[str, Any] = {
        "address": address,
        "url": url,
        "token": token,
        "chat": chat,
        "name": name,
        "rhythm": rhythm,
    }
    given |= {"time": time, "time_zone": time_zone, "readers": readers}
    given |= {"kinds": kinds, "sections": sections, "languages": languages, "own_only": own_only}
    if own_only and not person:
        raise typer.BadParameter("is for a person's channels", param_hint="--own-only")
    settings, now = load_settings().with_secret(), utc_now()
    with opened_channels(site, person, write=True) as (session, holder):
        form = ChannelForm(**{"time_zone": zone_of(session, holder, "")} | chosen(given))
        config = config_of(kind, form.typed, Reach.of(settings.reachable_networks))
        channel, secret = open_channel(session, kind, form.wishes(), config, settings, **holder.owner, now=now)
        ask(session, settings, channel, now=now)
        said = told_channel(channel) | shown_secret(channel, secret, settings)
    print_record(said, as_json)


@channels.command("test")
def try_channel(number: Number, site: SiteKey = "", person: Person = "", as_json: AsJson = False) -> None:
    """Send a test message now and print what the other side answered. The exit code is 1 where it did not arrive."""
    from service.app import utc_now
    from service.models.message import fresh_key
    from service.notifications.channels import require_agreed
    from service.notifications.compose import test_of
    from service.notifications.find import find_channel
    from service.notifications.send import send_digest
    from service.notifications.senders.outcomes import Sent
    from service.outbound.client import Client

    settings = load_settings().with_secret()
    with opened_channels(site, person) as (session, holder):
        channel = find_channel(session, holder, number)
        require_agreed(channel)
        digest = test_of(channel, fresh_key(), base_url=settings.base_url)
    outcome = send_digest(Client.of(settings), channel, digest, settings, now=utc_now())
    arrived = isinstance(outcome, Sent)
    print_record({"arrived": arrived, "answer": outcome.answer, "failure": getattr(outcome, "why", None)}, as_json)
    if not arrived:
        raise typer.Exit(1)


@channels.command("ask")
def ask_mailbox(number: Number, site: SiteKey = "", person: Person = "") -> None:
    """Ask the mailbox of a channel once more whether it agrees."""
    from service.app import utc_now
    from service.errors import Conflict
    from service.notifications.confirmation import ask
    from service.notifications.find import find_channel

    settings = load_settings().with_secret()
    with opened_channels(site, person, write=True) as (session, holder):
        if not ask(session, settings, find_channel(session, holder, number), now=utc_now()):
            raise Conflict(
                "Nothing was sent: it waits for nobody's agreement, or this installation has no mail server."
            )
    typer.echo("The mailbox is asked.")


for name, command in (
    ("set", change_channel),
    ("secret", renew_secret),
    ("disable", disable_channel),
    ("enable", enable_channel),
    ("remove", remove_channel),
):
    channels.command(name)(command)
