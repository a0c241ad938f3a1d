"""Periods: what is too old by them, and that every kind has one."""

from datetime import UTC, datetime

from service.domain.retention import DAYS, LONGEST, Kind, before

NOW = datetime(2026, 3, 2, 14, 20, tzinfo=UTC)


def test_what_is_older_than_its_period_is_before_this_moment() -> None:
    assert before(NOW, 1) == datetime(2026, 3, 1, 14, 20, tzinfo=UTC)
    assert before(NOW, LONGEST) == datetime(1926, 3, 27, 14, 20, tzinfo=UTC)


def test_without_a_period_nothing_is_too_old() -> None:
    assert before(NOW, 0) is None


def test_every_kind_has_a_default_that_can_be_chosen_too() -> None:
    assert set(DAYS) == set(Kind) and all(0 < days <= LONGEST for days in DAYS.values())
    assert DAYS[Kind.EMAILS] < DAYS[Kind.COMMENTS] < DAYS[Kind.REPORTS] < DAYS[Kind.ISSUES]
