"""The life of an issue: which decisions its status allows, and what a further report of the same place does to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from service.domain.events import Happening
from service.errors import Conflict


class Status(StrEnum):
    """Where an issue stands. The values are stored."""

    OPEN = "open"
    ACCEPTED = "accepted"
    RESOLVED = "resolved"
    REJECTED = "rejected"
    SPAM = "spam"
    DUPLICATE = "duplicate"


class Decision(StrEnum):
    """What an editor can decide."""

    ACCEPT = "accept"
    RESOLVE = "resolve"
    REJECT = "reject"
    SPAM = "spam"
    DUPLICATE = "duplicate"
    REOPEN = "reopen"


class Outcome(StrEnum):
    """What a reader is told about a report. The values are public."""

    RECEIVED = "received"
    KNOWN = "known"
    NOT_AN_ERROR = "not_an_error"
    FIXED = "fixed"


_LEADS_TO = {
    Decision.ACCEPT: (Status.ACCEPTED, Happening.ACCEPTED),
    Decision.RESOLVE: (Status.RESOLVED, Happening.RESOLVED),
    Decision.REJECT: (Status.REJECTED, Happening.REJECTED),
    Decision.SPAM: (Status.SPAM, Happening.MARKED_SPAM),
    Decision.DUPLICATE: (Status.DUPLICATE, Happening.MARKED_DUPLICATE),
    Decision.REOPEN: (Status.OPEN, Happening.REOPENED),
}
_CLOSING = frozenset({Decision.RESOLVE, Decision.REJECT, Decision.SPAM, Decision.DUPLICATE})
ALLOWED: dict[Status, frozenset[Decision]] = {
    Status.OPEN: _CLOSING | {Decision.ACCEPT},
    Status.ACCEPTED: _CLOSING | {Decision.REOPEN},
    Status.RESOLVED: frozenset({Decision.REOPEN}),
    Status.REJECTED: frozenset({Decision.REOPEN}),
    Status.SPAM: frozenset({Decision.REOPEN}),
    Status.DUPLICATE: frozenset({Decision.REOPEN}),
}

CACHED_FOR = timedelta(days=1)
"""For so long after a fix a reader may still see an old copy of the page."""
DOUBTS = 3
"""So many further readers make editors look again at what they called no error."""


def decide(status: Status, decision: Decision) -> tuple[Status, Happening]:
    """The status that follows and what to write into the history. Raises Conflict where the status forbids it."""
    if decision not in ALLOWED[status]:
        raise Conflict("As it stands now, the issue cannot be changed this way.", code="not_allowed")
    return _LEADS_TO[decision]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a further report does: the reader's answer, and whether (and why) the issue opens again."""

    outcome: Outcome
    reopened: Happening | None = None


def on_report(status: Status, *, decided_at: datetime | None, reports_since: int, now: datetime) -> Effect:
    """The effect of one more report on an issue in this status.

    `reports_since` counts the reports that came after the decision, the new one among them.
    """
    if status is Status.RESOLVED:
        if decided_at is not None and now - decided_at < CACHED_FOR:
            return Effect(Outcome.FIXED)
        return Effect(Outcome.RECEIVED, Happening.REGRESSED)
    if status is Status.REJECTED:
        if reports_since >= DOUBTS:
            return Effect(Outcome.RECEIVED, Happening.DOUBTED)
        return Effect(Outcome.NOT_AN_ERROR)
    return Effect(Outcome.KNOWN)
