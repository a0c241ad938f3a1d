"""The rows of purges: there is one for each site, and one for the installation."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.data.retention.work import EVERY
from service.models import Purge, Site
from service.models.purge import INSTALLATION
from service.models.upsert import dialect_of, insert_into

FIRST_AFTER = timedelta(days=7)
"""A site's first purge comes after this: after an upgrade, owners have time to choose their periods."""


def prepare(session: Session, *, now: datetime) -> None:
    """See to it that every purge is due at some time: those of new sites, and those that failed to the last attempt."""
    session.execute(update(Purge).where(Purge.due_at.is_(None)).values(due_at=now + EVERY, attempts=0, worker=None))
    if session.get(Purge, INSTALLATION) is None:
        _insert(session, now + EVERY)
    known = select(Purge.site_id).where(Purge.site_id.is_not(None))
    new = session.scalars(select(Site.id).where(Site.id.not_in(known))).all()
    for number in new:
        _insert(session, now + FIRST_AFTER, number)


def hasten(session: Session, number: int = INSTALLATION, *, now: datetime, wipes: bool = False) -> None:
    """Have the purge of this site, or the installation's own, run as soon as a worker is free; with `wipes` to the end.

    One that is going on is left alone, unless it is to wipe what has been deleted since: then it begins anew.
    """
    if session.get(Purge, number) is None:
        prepare(session, now=now)
    soon = update(Purge).where(Purge.id == number).values(due_at=now, attempts=0, worker=None)
    session.execute(soon.values(wipes=True) if wipes else soon.where(Purge.worker.is_(None)))


def _insert(session: Session, due_at: datetime, site_id: int | None = None) -> None:
    values = {"id": site_id or INSTALLATION, "site_id": site_id, "due_at": due_at, "attempts": 0}
    row = insert_into(Purge, dialect_of(session)).values(**values, progress={}, removed={}, wipes=False)
    session.execute(row.on_conflict_do_nothing())
