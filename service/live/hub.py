"""One look at the database a second for all open desks of a process, and none where no desk is open."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, to_thread

from service.database import Database
from service.errors import Unavailable
from service.live.changes import Change, changes_since, newest

LOOK_EVERY = 1.0
"""Seconds."""
_OVERLAP = 100
"""Numbers that are looked at again: on PostgreSQL a smaller number may be committed after a larger one."""
_REMEMBERED = 1_000
_WAITING = 100

Desk = asyncio.Queue[list[Change]]
T = TypeVar("T")


class Hub:
    """Tells every open desk of this process what has happened."""

    def __init__(self, database: Database, look_every: float = LOOK_EVERY) -> None:
        self._database = database
        self._look_every = look_every
        self._desks: dict[Desk, int] = {}
        self._beginning = asyncio.Lock()
        self._looking: tuple[asyncio.Task[None], CancelScope] | None = None
        self._told: OrderedDict[int, None] = OrderedDict()
        self.closed = False
        """Set, from any thread, when the process is about to end: the streams end then."""

    @property
    def open_desks(self) -> int:
        return len(self._desks)

    def open_desks_of(self, account_id: int) -> int:
        """How many of them are one editor's."""
        return sum(whose == account_id for whose in self._desks.values())

    @asynccontextmanager
    async def listening(self, account_id: int) -> AsyncIterator[Desk]:
        """A queue that what happens from now on is put into. A desk that does not keep up is not waited for."""
        desk: Desk = asyncio.Queue(_WAITING)
        async with self._beginning:  # of two first desks one begins
            if self._looking is None:
                scope = CancelScope()  # cancelling the task itself would leave the thread behind that looks
                self._looking = asyncio.create_task(self._look(await in_thread(self._newest), scope)), scope
            self._desks[desk] = account_id
        try:
            yield desk
        finally:
            self._desks.pop(desk, None)
            if not self._desks and self._looking is not None:
                (task, scope), self._looking = self._looking, None
                scope.cancel()
                with CancelScope(shield=True):  # a look that has begun has a connection, and gives it back
                    await asyncio.wait([task])

    async def _look(self, last: int, scope: CancelScope) -> None:
        with scope:
            while not self.closed:
                await asyncio.sleep(self._look_every)
                with suppress(Unavailable):  # the next look may find it again
                    seen = await in_thread(partial(self._since, last))
                    last = max([last, *(change.number for change in seen)])
                    self._tell(seen)

    def _tell(self, seen: list[Change]) -> None:
        fresh = [change for change in seen if change.number not in self._told]
        for change in fresh:
            self._told[change.number] = None
        while len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)
        for desk in self._desks if fresh else ():
            with suppress(asyncio.QueueFull):
                desk.put_nowait(fresh)

    def _newest(self) -> int:
        with self._database.read() as session:
            number = newest(session)
            for change in changes_since(session, max(0, number - _OVERLAP)):
                self._told[change.number] = None
        return number

    def _since(self, last: int) -> list[Change]:
        with self._database.read() as session:
            return changes_since(session, max(0, last - _OVERLAP))


async def in_thread(work: Callable[[], T]) -> T:
    """Run this, not on one of the threads that run routes: these may all be busy."""
    return await to_thread.run_sync(work, limiter=CapacityLimiter(1))
