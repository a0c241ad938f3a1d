"""A purge at somebody's word, and not when it is due."""

from collections.abc import Callable, Sequence
from datetime import datetime

from service.data.retention.foresee import Counted, finished_since
from service.data.retention.prepare import hasten
from service.data.retention.work import work
from service.database import Database
from service.models.purge import INSTALLATION


def purge_now(
    database: Database, sites: Sequence[int], *, clock: Callable[[], datetime], installation: bool
) -> list[Counted]:
    """Purge these sites, and with `installation` what belongs to none; what was taken away.

    What a worker is at just now is left to it, and not told.
    """
    began = clock()
    with database.write() as session:
        for number in (*sites, INSTALLATION) if installation else sites:
            hasten(session, number, now=began)
    while work(database, worker="the command line", clock=clock, jitter=lambda: 0.0):
        pass
    with database.read() as session:
        return finished_since(session, sites, began, installation=installation)
