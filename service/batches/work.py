"""One step of the worker: batches that are too long for a request."""

from collections.abc import Callable
from datetime import datetime

import structlog

from service.batches.advance import advance
from service.database import Database
from service.errors import Unavailable
from service.models import Batch

_log = structlog.get_logger("bluepencil.batches")
STEP = 200
"""Issues in a transaction: on SQLite, everybody else who writes waits for it."""


def work(database: Database, *, worker: str, clock: Callable[[], datetime], jitter: Callable[[], float]) -> int:
    """Claim a batch that is due and do all of it, a step and a transaction at a time. How many batches were worked on.

    Whoever takes over after a crash goes on after the last step that was committed.
    """
    with database.read() as session:
        if not Batch.any_due(session, clock()):
            return 0
    with database.write() as session:
        claimed = Batch.claim(session, worker=worker, now=clock(), most=1)
    for batch in claimed:
        try:
            while _step(database, batch, clock):
                database.give_way()
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 (whatever it trips over must not stop the others)
            _log.error("batch failed", batch=batch.id, attempt=batch.attempts, kind=type(error).__name__)
            with database.write() as session:
                batch.fail(session, f"{type(error).__name__} in a step", now=clock(), jitter=jitter())
    return len(claimed)


def _step(database: Database, claimed: Batch, clock: Callable[[], datetime]) -> bool:
    """One step. Whether there are more, for this worker."""
    with database.write() as session:
        if not claimed.renew(session, now=clock()):
            return False  # the lease has gone to another worker
        batch = session.get_one(Batch, claimed.id)
        finished = advance(session, batch, now=clock(), most=STEP)
        if finished:
            claimed.finish(session)
        return not finished
