"""Which decisions are allowed, and what a further report does."""

from datetime import UTC, datetime, timedelta

import pytest

from service.domain.events import Happening
from service.domain.workflow import ALLOWED, CACHED_FOR, DOUBTS, Decision, Effect, Outcome, Status, decide, on_report
from service.errors import Conflict

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
_AFTER = {
    Decision.ACCEPT: (Status.ACCEPTED, Happening.ACCEPTED),
    Decision.RESOLVE: (Status.RESOLVED, Happening.RESOLVED),
    Decision.REJECT: (Status.REJECTED, Happening.REJECTED),
    Decision.SPAM: (Status.SPAM, Happening.MARKED_SPAM),
    Decision.DUPLICATE: (Status.DUPLICATE, Happening.MARKED_DUPLICATE),
    Decision.REOPEN: (Status.OPEN, Happening.REOPENED),
}
_POSSIBLE = {
    Status.OPEN: "accept resolve reject spam duplicate",
    Status.ACCEPTED: "resolve reject spam duplicate reopen",
    Status.RESOLVED: "reopen",
    Status.REJECTED: "reopen",
    Status.SPAM: "reopen",
    Status.DUPLICATE: "reopen",
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("decision", Decision)
def test_every_decision_on_every_status(status: Status, decision: Decision) -> None:
    if decision in _POSSIBLE[status].split():
        assert decide(status, decision) == _AFTER[decision]
        return
    with pytest.raises(Conflict) as refused:
        decide(status, decision)
    assert refused.value.code == "not_allowed" and "cannot be changed this way" in refused.value.detail


def test_every_status_can_be_left_and_every_closed_one_reopened() -> None:
    assert set(ALLOWED) == set(Status) and all(ALLOWED.values())
    assert all(Decision.REOPEN in ALLOWED[status] for status in Status if status is not Status.OPEN)


def _report(status: Status, *, ago: timedelta | None = timedelta(hours=1), since: int = 1) -> Effect:
    return on_report(status, decided_at=None if ago is None else NOW - ago, reports_since=since, now=NOW)


@pytest.mark.parametrize("status", [Status.OPEN, Status.ACCEPTED, Status.SPAM, Status.DUPLICATE])
def test_a_place_that_editors_have_is_known(status: Status) -> None:
    assert _report(status, since=99) == Effect(Outcome.KNOWN)


@pytest.mark.parametrize(
    ("ago", "effect"),
    [
        (timedelta(0), Effect(Outcome.FIXED)),
        (CACHED_FOR - timedelta(microseconds=1), Effect(Outcome.FIXED)),
        (CACHED_FOR, Effect(Outcome.RECEIVED, Happening.REGRESSED)),
        (None, Effect(Outcome.RECEIVED, Happening.REGRESSED)),
    ],
)
def test_a_fixed_place_is_fixed_for_a_day_and_regressed_after(ago: timedelta | None, effect: Effect) -> None:
    assert _report(Status.RESOLVED, ago=ago) == effect


@pytest.mark.parametrize("since", range(1, DOUBTS + 2))
def test_three_more_readers_reopen_what_was_no_error(since: int) -> None:
    doubted = Effect(Outcome.RECEIVED, Happening.DOUBTED)
    assert _report(Status.REJECTED, since=since) == (doubted if since >= DOUBTS else Effect(Outcome.NOT_AN_ERROR))
