"""One step of the worker: a look at a page that is due."""

from collections.abc import Callable
from datetime import datetime

import structlog

from service.checks.claim import Taken, claim
from service.checks.look import Ways, look
from service.checks.reader import PageReader
from service.database import Database
from service.errors import Unavailable
from service.models import PageCheck

_log = structlog.get_logger("bluepencil.looks")


def work(
    database: Database,
    *,
    ways: Ways,
    reader: PageReader,
    worker: str,
    clock: Callable[[], datetime],
    jitter: Callable[[], float],
) -> int:
    """Take the look that is due the longest, or put it off where its host has to be let alone. How many there were.

    The process that reads markup ends when nothing is due.
    """
    with database.read() as session:
        if not PageCheck.any_due(session, clock()):
            reader.close()
            return 0
    with database.write() as session:
        claimed = claim(session, worker=worker, now=clock(), pause=ways.pause, jitter=jitter)
    if isinstance(claimed, Taken):
        _attempt(database, claimed, ways, reader, clock, jitter)
    return 0 if claimed is None else 1


def _attempt(
    database: Database,
    taken: Taken,
    ways: Ways,
    reader: PageReader,
    clock: Callable[[], datetime],
    jitter: Callable[[], float],
) -> None:
    try:
        look(database, taken, ways, reader, clock=clock, jitter=jitter)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 (whatever a page does must not stop the worker)
        page, attempt = taken.check.page_id, taken.check.attempts
        _log.error("look failed", page=page, host=taken.host, attempt=attempt, kind=type(error).__name__)
        with database.write() as session:
            taken.check.fail(session, f"{type(error).__name__} while looking", now=clock(), jitter=jitter())
