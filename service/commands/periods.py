"""The command about how long a site keeps each kind of data."""

import json
from typing import Annotated

import typer

from service.commands.setup import Json, load_settings, open_database
from service.domain.retention import Kind

Days = Annotated[str | None, typer.Option(help='In days; "" keeps them for as long as the site is there.')]


def periods(
    site: Annotated[str, typer.Option(help="The site's public key.")],
    emails: Days = None,
    comments: Days = None,
    reports: Days = None,
    history: Days = None,
    issues: Days = None,
    deliveries: Days = None,
    as_json: Json = False,
) -> None:
    """Print for how many days a site keeps each kind of data, or change it; what is not named stays.

    What has become too old goes at the next purge.
    """
    from service.app import utc_now
    from service.data.retention.periods import periods_of, set_periods
    from service.sites.find import find_site

    given = (emails, comments, reports, history, issues, deliveries)
    named = zip(
        (Kind.EMAILS, Kind.COMMENTS, Kind.REPORTS, Kind.HISTORY, Kind.ISSUES, Kind.DELIVERIES), given, strict=True
    )
    typed = {kind: days for kind, days in named if days is not None}
    with open_database(load_settings()) as database, database.write() if typed else database.read() as session:
        number = find_site(session, site, now=utc_now()).id
        if typed:
            set_periods(session, number, typed)
            session.flush()
        kept = {kind.value: days or None for kind, days in periods_of(session, number).items()}
    if as_json:
        typer.echo(json.dumps(kept))
        return
    for name, days in kept.items():
        typer.echo(f"{name}\t{'as long as the site is there' if days is None else days}")
