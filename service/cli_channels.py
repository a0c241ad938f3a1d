"""The commands about channels and deliveries."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli_setup import load_settings, open_database
from service.domain.rhythm import Rhythm
from service.models import ChannelKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.models import Channel, Delivery
    from service.notifications.find import Holder

channels = typer.Typer(help="Where a site tells of what readers find.", no_args_is_help=True)
deliveries = typer.Typer(help="Messages on their way to channels.", no_args_is_help=True)
SiteKey = Annotated[str, typer.Option("--site", help="The site's public key.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines, for programs.")]
Number = Annotated[int, typer.Argument(help="The channel's number, as `channels list` has it.")]


@channels.command("list")
def list_channels(site: SiteKey, as_json: AsJson = False) -> None:
    """Print the site's channels. Addresses are shortened: they are secrets."""
    from service.notifications.find import channels_of

    with _opened(site) as (session, holder):
        for channel in channels_of(session, holder):
            _print(_channel(channel), as_json)


@channels.command("add")
def add_channel(
    site: SiteKey,
    kind: Annotated[ChannelKind, typer.Argument(help="What kind of channel.")],
    address: Annotated[str, typer.Option(help="Of an e-mail channel.")] = "",
    url: Annotated[str, typer.Option(help="Of Slack, Mattermost, Discord or your own webhook.")] = "",
    token: Annotated[str, typer.Option(help="Of a Telegram bot.")] = "",
    chat: Annotated[str, typer.Option(help="Of Telegram: the chat's number, or @ and a name.")] = "",
    name: Annotated[str, typer.Option(help="What to call it; else its address.")] = "",
    rhythm: Annotated[Rhythm, typer.Option(help="How often it is told.")] = Rhythm.AT_ONCE,
    time: Annotated[str, typer.Option(help="When a digest of a day leaves.")] = "08:00",
    time_zone: Annotated[
        str | None, typer.Option(help="Of that time, such as Europe/Kyiv; without it, the site's.")
    ] = None,
    readers: Annotated[int, typer.Option(help="Not before so many readers have reported it.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Add a channel to a site. Its secret, where it has one, is printed this once.

    A mailbox that belongs to no member is sent the question whether it agrees, and nothing else before it does.
    """
    from service.app import utc_now
    from service.notifications.addresses import config_of
    from service.notifications.channels import open_channel
    from service.notifications.confirmation import ask
    from service.notifications.find import zone_of
    from service.notifications.schemas import ChannelForm
    from service.outbound.addresses import Reach

    typed = {"address": address, "url": url, "token": token, "chat": chat}
    settings, now = load_settings().with_secret(), utc_now()
    with _opened(site, write=True) as (session, holder):
        zone = zone_of(session, holder, "") if time_zone is None else time_zone
        form = ChannelForm(name=name, rhythm=rhythm, time=time, time_zone=zone, readers=str(readers))
        config = config_of(kind, typed, Reach.of(settings.reachable_networks))
        channel, secret = open_channel(session, kind, form.wishes(), config, settings, **holder.owner, now=now)
        ask(session, settings, channel, now=now)
        if kind is ChannelKind.FEED:
            secret = f"{settings.base_url}/feeds/{secret}.atom"
        said = _channel(channel) | ({"secret": secret} if secret else {})
    _print(said, as_json)


@channels.command("test")
def try_channel(site: SiteKey, number: Number, as_json: AsJson = False) -> None:
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
    with _opened(site) as (session, holder):
        channel = find_channel(session, holder, number)
        require_agreed(channel)
        digest = test_of(channel, fresh_key(), base_url=settings.base_url)
    outcome = send_digest(Client.of(settings), channel, digest, settings, now=utc_now())
    arrived = isinstance(outcome, Sent)
    _print({"arrived": arrived, "answer": outcome.answer, "failure": getattr(outcome, "why", None)}, as_json)
    if not arrived:
        raise typer.Exit(1)


@channels.command("ask")
def ask_mailbox(site: SiteKey, number: Number) -> None:
    """Ask the mailbox of a channel once more whether it agrees."""
    from service.app import utc_now
    from service.errors import Conflict
    from service.notifications.confirmation import ask
    from service.notifications.find import find_channel

    settings = load_settings().with_secret()
    with _opened(site, write=True) as (session, holder):
        if not ask(session, settings, find_channel(session, holder, number), now=utc_now()):
            raise Conflict(
                "Nothing was sent: it waits for nobody's agreement, or this installation has no mail server."
            )
    typer.echo("The mailbox is asked.")


@channels.command("disable")
def disable_channel(site: SiteKey, number: Number) -> None:
    """Tell a channel nothing any more."""
    from service.app import utc_now
    from service.models import Off
    from service.notifications.channels import switch_off
    from service.notifications.find import find_channel

    with _opened(site, write=True) as (session, holder):
        switch_off(session, find_channel(session, holder, number), Off.SWITCHED_OFF, now=utc_now())
    typer.echo("The channel is switched off.")


@deliveries.command("list")
def list_deliveries(site: SiteKey, as_json: AsJson = False) -> None:
    """Print the site's messages that did not arrive and are not tried again."""
    from service.notifications.find import dead_deliveries

    with _opened(site) as (session, holder):
        for delivery in dead_deliveries(session, holder):
            _print(_delivery(delivery), as_json)


@deliveries.command("retry")
def retry_deliveries(
    site: SiteKey,
    numbers: Annotated[list[int] | None, typer.Argument(help="Their numbers; without any, all of them.")] = None,
    as_json: AsJson = False,
) -> None:
    """Send dead messages again, under the same names."""
    from service.app import utc_now
    from service.errors import NotFound
    from service.notifications.find import dead_deliveries

    with _opened(site, write=True) as (session, holder):
        dead = {delivery.id: delivery for delivery in dead_deliveries(session, holder)}
        for number in numbers or dead:
            if number not in dead:
                raise NotFound(f"This site has no dead message {number}.")
            dead[number].send_again(utc_now())
            _print(_delivery(dead[number]), as_json)


@contextmanager
def _opened(site: str, *, write: bool = False) -> "Iterator[tuple[Session, Holder]]":
    """A session, and the site's channels. Raises NotFound for a key that is none."""
    from service.app import utc_now
    from service.notifications.find import Holder
    from service.sites.find import find_site

    with open_database(load_settings()) as database, database.write() if write else database.read() as session:
        yield session, Holder(0, find_site(session, site, now=utc_now()))


def _channel(channel: "Channel") -> dict[str, Any]:
    from service.notifications.addresses import shown

    state = "waits" if channel.waits else "on" if channel.off_at is None else f"off ({channel.off_why})"
    return {"id": channel.id, "kind": channel.kind.value, "name": channel.name, "to": shown(channel), "state": state}


def _delivery(delivery: "Delivery") -> dict[str, Any]:
    return {
        "id": delivery.id,
        "channel": delivery.channel_id,
        "created_at": delivery.created_at.isoformat(),
        "attempts": delivery.attempts,
        "failure": delivery.failure,
        "answer": delivery.answer,
    }


def _print(said: dict[str, Any], as_json: bool) -> None:
    typer.echo(json.dumps(said, ensure_ascii=False) if as_json else "\t".join(str(value) for value in said.values()))
