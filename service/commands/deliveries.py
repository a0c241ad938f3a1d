"""The commands about messages that did not arrive."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.channel import AsJson, Person, SiteKey, opened_channels, print_record

if TYPE_CHECKING:
    from service.models import Delivery

deliveries = typer.Typer(help="Messages on their way to channels.", no_args_is_help=True)


@deliveries.command("list")
def list_deliveries(site: SiteKey = "", person: Person = "", as_json: AsJson = False) -> None:
    """Print the messages that did not arrive and are not tried again."""
    from service.notifications.find import dead_deliveries

    with opened_channels(site, person) as (session, holder):
        for delivery in dead_deliveries(session, holder):
            print_record(_delivery(delivery), as_json)


@deliveries.command("retry")
def retry_deliveries(
    site: SiteKey = "",
    person: Person = "",
    numbers: Annotated[list[int] | None, typer.Argument(help="Their numbers; without any, all of them.")] = None,
    as_json: AsJson = False,
) -> None:
    """Send dead messages again, under the same names."""
    from service.app import utc_now
    from service.errors import NotFound
    from service.notifications.find import dead_deliveries

    with opened_channels(site, person, write=True) as (session, holder):
        dead = {delivery.id: delivery for delivery in dead_deliveries(session, holder)}
        for number in numbers or dead:
            if number not in dead:
                raise NotFound(f"There is no dead message {number}.")
            dead[number].send_again(utc_now())
            print_record(_delivery(dead[number]), as_json)


def _delivery(delivery: "Delivery") -> dict[str, Any]:
    return {
        "id": delivery.id,
        "channel": delivery.channel_id,
        "created_at": delivery.created_at.isoformat(),
        "attempts": delivery.attempts,
        "failure": delivery.failure,
        "answer": delivery.answer,
    }
