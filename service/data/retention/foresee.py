"""What a purge would take away, without doing it; and what the last ones took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.data.retention.work import steps_of
from service.models import Purge, Site
from service.models.purge import INSTALLATION


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows by kind at one site; the site's key is empty for the installation's own."""

    site: str
    rows: dict[str, int]


def foreseen(session: Session, sites: Sequence[int], *, now: datetime, installation: bool) -> list[Counted]:
    """How many rows are kept long enough by now. What goes along with them is not counted by itself.

    An issue that others are marked as duplicates of is counted when these are gone.
    """
    keys = _keys(session, sites)
    wanted: list[tuple[int | None, str]] = [(number, keys[number]) for number in sites]
    if installation:
        wanted.append((None, ""))
    return [Counted(key, _rows(session, number, now)) for number, key in wanted]


def _rows(session: Session, site_id: int | None, now: datetime) -> dict[str, int]:
    counted = {}
    for step, moment in steps_of(session, site_id, now=now):
        due = step.due(site_id or INSTALLATION, moment).subquery()
        counted[step.name] = session.scalars(select(func.count()).select_from(due)).one()
    return counted


def finished_since(session: Session, sites: Sequence[int], since: datetime, *, installation: bool) -> list[Counted]:
    """What the purges took away that were finished then or later."""
    keys = _keys(session, sites) | ({INSTALLATION: ""} if installation else {})
    query = (
        select(Purge).where(Purge.id.in_(keys), Purge.finished_at >= since).order_by(Purge.site_id.is_(None), Purge.id)
    )
    return [Counted(keys[row.id], row.removed) for row in session.scalars(query)]


def last_run(session: Session, site_id: int) -> Purge | None:
    """The site's purge, with when it ran and what it took; None before a worker has seen the site."""
    return session.get(Purge, site_id)


def _keys(session: Session, sites: Sequence[int]) -> dict[int, str]:
    return dict(iter(session.execute(select(Site.id, Site.key).where(Site.id.in_(sites)))))
