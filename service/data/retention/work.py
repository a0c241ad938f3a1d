"""One step of the worker: purges that are due."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from service.data.retention.periods import periods_of
from service.data.retention.steps import OF_INSTALLATION, OF_SITES, Step
from service.data.retention.wipe import wipe
from service.database import Database
from service.domain.retention import Kind, before
from service.errors import Unavailable
from service.models import Purge

_log = structlog.get_logger("bluepencil.purge")
EVERY = timedelta(days=1)
SOON = timedelta(minutes=1)
"""When to try again to wipe the file, where somebody was reading it."""
STEP = 200
"""Rows taken away in a transaction: on SQLite, everybody else who writes waits for it."""


def work(database: Database, *, worker: str, clock: Callable[[], datetime], jitter: Callable[[], float]) -> int:
    """Claim a purge that is due and do all of it, a step and a transaction at a time. How many were worked on.

    Whoever takes over after a crash goes on after the last step that was committed.
    """
    with database.read() as session:
        if not Purge.any_due(session, clock()):
            return 0
    with database.write() as session:
        claimed = Purge.claim(session, worker=worker, now=clock(), most=1)
    for purge in claimed:
        try:
            _run(database, purge, clock)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 (whatever it trips over must not stop the others)
            kind, step = type(error).__name__, getattr(error, "__notes__", ("",))[-1]
            _log.error("purge failed", site=purge.site_id, attempt=purge.attempts, step=step, kind=kind)
            with database.write() as session:
                purge.fail(session, step, now=clock(), jitter=jitter())
    return len(claimed)


def _run(database: Database, purge: Purge, clock: Callable[[], datetime]) -> None:
    now = clock()
    with database.read() as session:
        wanted = steps_of(session, purge.site_id, now=now)
    for step, moment in wanted:
        try:
            while _advance(database, purge, step, moment, clock):
                pass
        except Exception as error:
            error.add_note(step.name)  # how far it came, for the owner
            raise
    with database.read() as session:
        wipes = session.get_one(Purge, purge.id).wipes
    is_clean = not wipes or wipe(database)
    with database.write() as session:
        if purge.again(session, at=clock() + (EVERY if is_clean else SOON)):
            row = session.get_one(Purge, purge.id, populate_existing=True)
            row.removed, row.progress, row.finished_at, row.wipes = row.progress, {}, clock(), not is_clean


def steps_of(session: Session, site_id: int | None, *, now: datetime) -> list[tuple[Step, datetime]]:
    """What a purge of this site does now, and up to which moment; without a site, the installation's own."""
    periods = {} if site_id is None else periods_of(session, site_id)
    found = []
    for step in OF_INSTALLATION if site_id is None else OF_SITES:
        moment = before(now, periods[step.kind] if isinstance(step.kind, Kind) else step.kind)
        if moment is not None:
            found.append((step, moment))
    return found


def _advance(database: Database, claimed: Purge, step: Step, moment: datetime, clock: Callable[[], datetime]) -> bool:
    """Take away one batch of rows. Whether there may be more, for this worker."""
    due = step.due(claimed.site_id or 0, moment)
    with database.read() as session:
        numbers = session.scalars(due.limit(STEP)).all()
    if not numbers:
        return False
    with database.write() as session:
        if not claimed.renew(session, now=clock()):
            return False  # the lease has gone to another worker
        gone = step.remove(session, numbers, due)
        row = session.get_one(Purge, claimed.id, populate_existing=True)
        row.progress = row.progress | {step.name: row.progress.get(step.name, 0) + gone}
        row.wipes = row.wipes or gone > 0
    if len(numbers) == STEP:
        database.give_way()
    return gone > 0
