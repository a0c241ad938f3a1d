"""One look at a page: ask its site for it, read it, find what was reported in it, keep what there is to tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Self
from urllib.parse import urlsplit

import structlog

from service.checks.claim import Taken
from service.checks.fetch import Marks, Problem, fetch
from service.checks.outcome import Read, keep
from service.checks.page_words import counted_words
from service.checks.reader import PageReader, Unreadable
from service.checks.readings import Target, is_unlike, located_in, targets_of
from service.checks.store import locked_issues
from service.database import Database
from service.demo.own_page import is_own_page
from service.models import PageHost
from service.outbound.addresses import Reach
from service.outbound.client import Client
from service.settings import Settings

_THIS_MACHINE = ("127.0.0.0/8", "::1/128")
_SLOW = timedelta(seconds=5)
"""What takes longer than this keeps others waiting."""
_log = structlog.get_logger("bluepencil.looks")


@dataclass(frozen=True, slots=True)
class Ways:
    """How pages are reached: by everybody's way out, but for the service's own demo."""

    client: Client
    own: Client
    is_own: Callable[[str, str], bool]
    """Whether this address is the demo's own page, and this site's key the demo's."""
    pause: timedelta
    """How long a host is let alone between two requests."""

    @classmethod
    def of(cls, settings: Settings, client: Client) -> Self:
        """With an installation's settings; its own demo may be on this machine."""
        own = Client(Reach.of((*settings.reachable_networks, *_THIS_MACHINE)), agent=client.agent)
        is_own = partial(is_own_page, base_url=settings.base_url)
        return cls(client, own, is_own, timedelta(seconds=settings.page_pause_seconds))


def look(
    database: Database,
    taken: Taken,
    ways: Ways,
    reader: PageReader,
    *,
    clock: Callable[[], datetime],
    jitter: Callable[[], float],
) -> Problem | None:
    """Look at a page that was claimed, outside of any transaction, and store the result if the lease is still held.

    Why nothing was read, if nothing was.
    """
    begun_at = clock()
    with database.read() as session:
        targets = targets_of(session, taken.check.page_id, now=clock())
    outcome = _ask(database, taken, targets, ways, reader, clock) if targets else None
    with database.write() as session:
        issues = locked_issues(session, [target.issue_id for target in targets])
        row = taken.check.held(session)
        if row is not None:  # else page and host are another worker's by now
            keep(session, row, taken.check, issues, outcome, now=clock(), jitter=jitter())
            wait = outcome.wait if isinstance(outcome, Problem) else timedelta(0)
            host = PageHost.locked(session, taken.host, now=clock())
            host.leave(at=clock() + max(ways.pause, wait, _respite(clock() - begun_at)))
    problem = outcome if isinstance(outcome, Problem) else None
    _log.info("page looked at", page=taken.check.page_id, host=taken.host, issues=len(targets), problem=_code(problem))
    return problem


def _ask(
    database: Database,
    taken: Taken,
    targets: Sequence[Target],
    ways: Ways,
    reader: PageReader,
    clock: Callable[[], datetime],
) -> Read | Problem:
    """What the page says of the targets."""
    own = ways.is_own(taken.url, taken.site_key)
    client = ways.own if own else ways.client
    marks = taken.marks if all(target.is_known for target in targets) else Marks()
    got = fetch(
        client,
        taken.url,
        taken.origins,
        marks,
        meant=lambda url: ways.is_own(url, taken.site_key) or not own,
        now=clock(),
    )
    if isinstance(got, Problem):
        return got
    if got.markup is None:
        return Read(got.marks, None, None)
    try:
        text = reader.text_of(got.markup)
    except Unreadable:
        return Problem("unreadable", {"host": urlsplit(taken.url).hostname or ""})
    with database.write() as session:
        taken.check.renew(session, now=clock())
    located = located_in(text, targets)
    with database.read() as session:
        if is_unlike(session, text, located):
            return Problem("unlike")
    return Read(got.marks, located, counted_words(text))


def _respite(took: timedelta) -> timedelta:
    """How long a slow host is let alone: it gets a quarter of a worker's time, however many of its pages are due."""
    return 3 * took if took > _SLOW else timedelta(0)


def _code(problem: Problem | None) -> str | None:
    return problem.code if problem else None
