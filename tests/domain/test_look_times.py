"""When pages are looked at: soon, then ever less often, and not for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from service.domain.look_times import FAILURES, Interest, after_decision, first_look, next_look, next_try

NOW = datetime(2026, 3, 2, 14, 20, tzinfo=UTC)


def _looks(interest: Interest, first: datetime) -> list[timedelta]:
    """All looks from the first one on, as the time since it began."""
    looks, at = [], first
    while True:
        looks.append(at - NOW)
        following = next_look(interest, begun_at=NOW, now=at, jitter=0)
        if following is None:
            return looks
        at = following


def test_what_was_decided_is_looked_for_six_times_in_the_first_day_and_then_daily_for_a_month() -> None:
    looks = _looks(Interest.FIXING, after_decision(NOW, jitter=0))
    minutes = [look.total_seconds() / 60 for look in looks]
    assert minutes[:6] == [5, 15, 60, 180, 720, 720 + 1440]
    assert looks[-1] < timedelta(days=33) < looks[-1] + timedelta(days=1) and len(looks) == 37


def test_an_open_issue_s_page_is_looked_at_after_a_minute_and_then_daily_for_two_weeks() -> None:
    looks = _looks(Interest.OPEN, first_look(NOW, jitter=0))
    assert looks[0] == timedelta(minutes=1) and looks[1] == timedelta(days=1, minutes=1)
    assert timedelta(days=14) <= looks[-1] < timedelta(days=16)


@pytest.mark.parametrize("jitter", [0.0, 0.999])
def test_a_page_that_has_nothing_of_what_was_reported_is_looked_at_once_more(jitter: float) -> None:
    first = first_look(NOW, jitter=jitter)
    second = next_look(Interest.UNSEEN, begun_at=NOW, now=first, jitter=jitter)
    assert second is not None and second - first >= timedelta(days=1)
    assert next_look(Interest.UNSEEN, begun_at=NOW, now=second, jitter=jitter) is None


def test_a_page_without_anything_to_look_for_is_let_alone() -> None:
    assert next_look(Interest.NONE, begun_at=NOW, now=NOW, jitter=0) is None


def test_chance_puts_looks_off_and_never_forward() -> None:
    assert first_look(NOW, jitter=0.999) - NOW < timedelta(seconds=90)
    assert timedelta(minutes=5) < after_decision(NOW, jitter=0.999) - NOW < timedelta(minutes=6)
    put_off = next_look(Interest.OPEN, begun_at=NOW, now=NOW, jitter=0.5)
    assert put_off is not None and timedelta(days=1) < put_off - NOW < timedelta(days=1.1)


@pytest.mark.parametrize(
    ("lasting", "is_known", "hours"),
    [
        (False, True, [0.25, 0.5, 1, 2, 4, 8, 16, *[24] * 6]),
        (False, False, [0.25, 0.5, 1, 2, 4, 8, 16, *[24] * 6]),
        (True, True, [24] * 6),
        (True, False, [24]),
    ],
)
def test_failures_back_off_up_to_a_last_attempt(lasting: bool, is_known: bool, hours: list[float]) -> None:
    pauses = [
        next_try(number, lasting=lasting, is_known=is_known, now=NOW, jitter=0) for number in range(1, FAILURES + 1)
    ]
    assert [(at - NOW).total_seconds() / 3600 for at in pauses if at is not None] == hours
    assert pauses[-1] is None
