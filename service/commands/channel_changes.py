"""The commands that change a channel, switch it off and on, and remove it."""

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
from service.commands.setup import load_settings


def change_channel(
    number: Number,
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
    """Change a channel; what is not named stays. An empty value ("") takes a choice away.

    A mailbox that belongs to no member is asked first, as by `channels add`.
    """
    from service.app import utc_now
    from service.notifications.addresses import config_of
    from service.notifications.channels import change
    from service.notifications.confirmation import ask
    from service.notifications.find import find_channel
    from service.notifications.personal import RHYTHMS, set_called
    from service.notifications.schemas import form_of
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
        channel = find_channel(session, holder, number)
        if channel.personal and rhythm in RHYTHMS and set(chosen(given)) == {"rhythm"}:
            set_called(session, holder.account_id, rhythm, now=now)
            print_record(told_channel(channel), as_json)
            return
        form = form_of(channel).model_copy(update=chosen(given))
        config = config_of(channel.kind, form.typed, Reach.of(settings.reachable_networks), known=True)
        if change(session, channel, form.wishes(), config, settings, now=now):
            ask(session, settings, channel, now=now)
        said = told_channel(channel)
    print_record(said, as_json)


def renew_secret(number: Number, site: SiteKey = "", person: Person = "", as_json: AsJson = False) -> None:
    """Give a webhook another secret, or a feed another address, and print it this once.

    A webhook's former secret signs beside the new one for a day; a feed's former address is gone at once.
    """
    from service.app import utc_now
    from service.errors import Conflict
    from service.notifications.channels import renew_secret as renew
    from service.notifications.find import find_channel

    settings = load_settings().with_secret()
    with opened_channels(site, person, write=True) as (session, holder):
        channel = find_channel(session, holder, number)
        secret = renew(channel, settings, now=utc_now())
        if not secret:
            raise Conflict("A channel of this kind has no secret of its own.")
        said = told_channel(channel) | shown_secret(channel, secret, settings)
    print_record(said, as_json)


def disable_channel(number: Number, site: SiteKey = "", person: Person = "") -> None:
    """Tell a channel nothing any more."""
    from service.app import utc_now
    from service.models import Off
    from service.notifications.channels import switch_off
    from service.notifications.find import find_channel

    with opened_channels(site, person, write=True) as (session, holder):
        switch_off(session, find_channel(session, holder, number), Off.SWITCHED_OFF, now=utc_now())
    typer.echo("The channel is switched off.")


def enable_channel(number: Number, site: SiteKey = "", person: Person = "") -> None:
    """Tell a channel again, of what is found from now on."""
    from service.notifications.channels import switch_on
    from service.notifications.find import find_channel

    with opened_channels(site, person, write=True) as (session, holder):
        switch_on(find_channel(session, holder, number))
    typer.echo("The channel is switched on.")


def remove_channel(
    number: Number,
    site: SiteKey = "",
    person: Person = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Remove a channel, with all that was or was to be sent to it."""
    from service.errors import Conflict
    from service.notifications.addresses import shown
    from service.notifications.find import find_channel

    with opened_channels(site, person) as (session, holder):
        leads = shown(find_channel(session, holder, number))
    if not yes:
        typer.confirm(f"Remove the channel to {leads}, for good?", abort=True, err=True)
    with opened_channels(site, person, write=True) as (session, holder):
        channel = find_channel(session, holder, number)
        if channel.personal:  # its next message would make it again, and switched on
            raise Conflict("This channel can be switched off only, by `channels disable`.")
        session.delete(channel)
    typer.echo("The channel is removed.")
