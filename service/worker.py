"""The worker: does what rows are waiting for, one kind of work after another, until it is told to stop."""

import os
import random
import secrets
import signal
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog

from service.batches.work import work as decide_many
from service.checks.look import Ways
from service.checks.reader import PageReader
from service.checks.work import work as look_at_pages
from service.data.retention.prepare import prepare
from service.data.retention.work import work as purge
from service.database import Database
from service.errors import Unavailable
from service.models.page_host import forget_idle_hosts
from service.notifications.deliver import Post
from service.notifications.secrets import seal_former
from service.outbound.client import Client
from service.people.email_change import purge_changes
from service.people.invitations import purge_invitations
from service.people.resets import purge_resets
from service.people.undelivered import forget_ended_links
from service.settings import Settings
from service.sites.check.work import work as check_installations
from service.suggestions.work import work as suggest
from service.web import rate_limit

_log = structlog.get_logger("bluepencil.worker")
_LOOK_EVERY = timedelta(minutes=5)
_LONGEST_PAUSE = 30.0


class Worker:
    """Does what is due on one database. Many may run at once, in any number of processes."""

    def __init__(self, settings: Settings, database: Database, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stopping = threading.Event()
        self.client = Client.of(settings)
        self.post = Post(settings, database, self.client, clock, random.random)
        self._check = partial(check_installations, client=self.client, base_url=settings.base_url)
        self._reader = PageReader()
        self._look_at_page = partial(look_at_pages, ways=Ways.of(settings, self.client), reader=self._reader)
        self._looked_at: datetime | None = None

    def run_once(self) -> int:
        """Do all that is due now. How many rows were worked on. Raises Unavailable without a database."""
        done = 0
        with self._reader:
            while not self.stopping.is_set() and (step := self._think() + self._send() + self._look()):
                done += step
        self._look_after()
        return done

    def run(self) -> None:
        """Work until `stopping` is set. What waits for others has threads of its own: they may be slow."""
        others = [
            threading.Thread(target=self.loop, args=[partial(self._all, self._send)], name="sending"),
            threading.Thread(target=self.loop, args=[partial(self._all, self._look)], name="looking"),
        ]
        for thread in others:
            thread.start()
        try:
            self.loop(self._think_all)
        finally:
            self.stopping.set()
            for thread in others:
                thread.join()
            self._reader.close()

    def loop(self, step: Callable[[], object]) -> None:
        """Take this step until `stopping` is set. A database that is away is waited for, ever longer up to 30 s."""
        pause = self.settings.worker_poll_seconds
        while not self.stopping.is_set():
            try:
                step()
                pause = self.settings.worker_poll_seconds
            except Unavailable as error:
                pause = min(pause * 2, _LONGEST_PAUSE)
                _log.warning("database unavailable", cause=type(error.__cause__).__name__, wait=pause)
            self.stopping.wait(pause)

    def _think_all(self) -> None:
        self._all(self._think)
        self._look_after()

    def _all(self, step: Callable[[], int]) -> None:
        while not self.stopping.is_set() and step():
            pass

    def _think(self) -> int:
        """A step of what needs this machine only."""
        return sum(map(self._step, (suggest, decide_many, purge)))

    def _send(self) -> int:
        """A step of what goes out to others."""
        return self.post.work(self.name) + self._step(self._check)

    def _look(self) -> int:
        """A step of what is looked at on others' pages."""
        return self._step(self._look_at_page)

    def _step(self, work: Callable[..., int]) -> int:
        return work(self.database, worker=self.name, clock=self.clock, jitter=random.random)

    def stop_on_signals(self) -> None:
        """Let SIGINT and SIGTERM end `run` after the row at hand."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stopping.set())

    def _look_after(self) -> None:
        now = self.clock()
        if self._looked_at is None or now - self._looked_at >= _LOOK_EVERY:
            with self.database.write() as session:
                rate_limit.purge(session, now=now)
                purge_invitations(session, now=now)
                purge_resets(session, now=now)
                forget_ended_links(session, now=now)
                prepare(session, now=now)
                seal_former(session, self.settings)
                purge_changes(session, now=now)
                forget_idle_hosts(session, now=now)
            self._looked_at = now
