"""One look at a page: ask its site for it, read it, find what was reported in it, keep what there is to tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Self
from urllib.parse import urlsplit

import structlog
from sqlalchemy.orm import Session

from service.checks.claim import Taken
from service.checks.fetch import Marks, Problem, fetch
from service.checks.page_words import counted_words
from service.checks.reader import PageReader, Unreadable
from service.checks.readings import Target, is_unlike, located_in, targets_of
from service.checks.store import is_being_fixed, locked_issues, store
from service.database import Database
from service.demo.own_page import is_own_page
from service.domain.locate import Located
from service.domain.look_times import Interest, first_look, next_look, next_try
from service.domain.page_problems import LASTING
from service.domain.workflow import Status
from service.models import Issue, PageCheck, PageHost
from service.outbound.addresses import Reach
from service.outbound.client import Client
from service.settings import Settings
from service.suggestions.anew import ask_anew

_THIS_MACHINE = ("127.0.0.0/8", "::1/128")
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


@dataclass(frozen=True, slots=True)
class Read:
    """What a look has brought; `located` is None where the page is as it was."""

    marks: Marks
    located: dict[int, Located] | None
    words: dict[str, int] | None


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
    with database.read() as session:
        targets = targets_of(session, taken.check.page_id, now=clock())
    outcome = _ask(database, taken, targets, ways, reader, clock) if targets else None
    with database.write() as session:
        issues = locked_issues(session, [target.issue_id for target in targets])
        row = taken.check.held(session)
        if row is not None:
            _store(session, row, taken, issues, outcome, now=clock(), jitter=jitter())
        wait = outcome.wait if isinstance(outcome, Problem) else timedelta(0)
        host = PageHost.locked(session, taken.host, now=clock())
        host.leave(at=clock() + max(ways.pause, wait))
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


def _store(
    session: Session,
    row: PageCheck,
    taken: Taken,
    issues: Sequence[Issue],
    outcome: Read | Problem | None,
    *,
    now: datetime,
    jitter: float,
) -> None:
    again = _again(row, taken.check, now=now, jitter=jitter)
    if isinstance(outcome, Problem):
        row.problem, row.about, row.failures = outcome.code, dict(outcome.about), row.failures + 1
        lasting, is_known = outcome.code in LASTING, row.looked_at is not None
        following = next_try(row.failures, lasting=lasting, is_known=is_known, now=now, jitter=jitter)
        following = max(following, now + outcome.wait) if following else None
    else:
        if outcome is not None:
            _keep(session, row, issues, outcome, now=now)
        following = next_look(interest_in(issues), begun_at=row.begun_at, now=now, jitter=jitter)
    row.due_at = again or following
    row.attempts, row.worker, row.failure = 0, None, None


def _keep(session: Session, row: PageCheck, issues: Sequence[Issue], read: Read, *, now: datetime) -> None:
    row.problem, row.about, row.failures, row.looked_at = "", None, 0, now
    row.etag, row.modified = read.marks.etag, read.marks.modified
    if read.words is not None:
        row.words = read.words
    new, _ = store(session, issues, read.located, now=now)
    ask_anew(session, [issue for issue in new if issue.status is Status.OPEN], now=now)


def _again(row: PageCheck, claimed: PageCheck, *, now: datetime, jitter: float) -> datetime | None:
    """The next look where something happened while this one was taken: asked for once more, or a report came."""
    asked, row.asked_at = row.asked_at, None
    if asked is not None and asked != claimed.asked_at:
        row.asked_at = asked
        return now
    return first_look(now, jitter=jitter) if row.begun_at != claimed.begun_at else None


def interest_in(issues: Sequence[Issue]) -> Interest:
    """Why the page of these issues is to be looked at again."""
    if is_being_fixed(issues):
        return Interest.FIXING
    return Interest.OPEN if any(issue.status is Status.OPEN for issue in issues) else Interest.NONE


def _code(problem: Problem | None) -> str | None:
    return problem.code if problem else None
