"""For how long a site keeps each kind of data."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.domain.retention import DAYS, LONGEST, Kind
from service.errors import InvalidInput
from service.models import Retention


def periods_of(session: Session, site_id: int) -> dict[Kind, int]:
    """The days of every kind: those that the owner chose, else the defaults. 0: as long as the site is there."""
    chosen = select(Retention.kind, Retention.days).where(Retention.site_id == site_id)
    return DAYS | dict(iter(session.execute(chosen)))


def set_periods(session: Session, site_id: int, typed: Mapping[Kind, str]) -> None:
    """Keep these periods from now on, as they were typed; an empty one is for ever.

    Raises InvalidInput naming the kind. What has become too old by it is taken away at the next purge, not now.
    """
    for kind, text in typed.items():
        days = _days(kind, text)
        row = session.get(Retention, (site_id, kind))
        if row is None:
            session.add(Retention(site_id=site_id, kind=kind, days=days))
        else:
            row.days = days


def _days(kind: Kind, text: str) -> int:
    given = text.strip()
    if not given:
        return 0
    if not (given.isascii() and given.isdecimal() and 1 <= len(given) <= 6 and 0 < int(given) <= LONGEST):
        raise InvalidInput(
            "A period is a number of days from 1 to %(most)s, or nothing at all: then it is kept.",
            field=kind.value,
            most=f"{LONGEST:,}",
        )
    return int(given)
