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
from service.database import Database
from service.errors import Unavailable
from service.outbound.client import Client
from service.settings import Settings
from service.sites.check.work import work as check_installations
from service.sites.keys import purge_former_keys
from service.suggestions.work import work as suggest
from service.web import rate_limit

_log = structlog.get_logger("bluepencil.worker")
_PURGE_EVERY = timedelta(minutes=5)
_LONGEST_PAUSE = 30.0


class Worker:
    """Does what is due on one database. Many may run at once, in any number of processes."""

    def __init__(self, settings: Settings, database: Database, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stopping = threading.Event()
        self._purged_at: datetime | None = None
        self._check = partial(check_installations, client=Client.of(settings), base_url=settings.base_url)

    def run_once(self) -> int:
        """Do all that is due now. How many rows were worked on. Raises Unavailable without a database."""
        done = 0
        while not self.stopping.is_set():
            step = sum(
                work(self.database, worker=self.name, clock=self.clock, jitter=random.random)
                for work in (suggest, decide_many, self._check)
            )
            if not step:
                break
            done += step
        self._purge()
        return done

    def run(self) -> None:
        """Work until `stopping` is set. A database that is away is waited for, ever longer up to half a minute."""
        pause = self.settings.worker_poll_seconds
        while not self.stopping.is_set():
            try:
                self.run_once()
                pause = self.settings.worker_poll_seconds
            except Unavailable as error:
                pause = min(pause * 2, _LONGEST_PAUSE)
                _log.warning("database unavailable", cause=type(error.__cause__).__name__, wait=pause)
            self.stopping.wait(pause)

    def stop_on_signals(self) -> None:
        """Let SIGINT and SIGTERM end `run` after the row at hand."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stopping.set())

    def _purge(self) -> None:
        now = self.clock()
        if self._purged_at is None or now - self._purged_at >= _PURGE_EVERY:
            with self.database.write() as session:
                rate_limit.purge(session, now=now)
                purge_former_keys(session, now=now)
            self._purged_at = now
