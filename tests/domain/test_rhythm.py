"""When messages leave: soon, but not too often; digests at the hour that people chose, whatever their clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.domain.rhythm import AUTHOR_LEAD, GATHERS, QUIET, Rhythm, leaves_at

NOW = datetime(2026, 3, 2, 14, 20, 30, tzinfo=UTC)  # a Monday
KYIV = ZoneInfo("Europe/Kyiv")


def _leaves(
    rhythm: Rhythm,
    now: datetime = NOW,
    *,
    told: datetime | None = None,
    at: str = "08:00",
    zone: str = "Europe/Kyiv",
    held_back: bool = False,
) -> datetime:
    minute = int(at[:2]) * 60 + int(at[3:])
    return leaves_at(rhythm, now=now, told_at=told, minute=minute, zone=ZoneInfo(zone), held_back=held_back)


def test_at_once_gathers_for_a_minute() -> None:
    assert _leaves(Rhythm.AT_ONCE) == NOW + GATHERS
    short = leaves_at(Rhythm.AT_ONCE, now=NOW, told_at=None, minute=0, zone=UTC, gathers=timedelta(seconds=5))
    assert short == NOW + timedelta(seconds=5)
    assert _leaves(Rhythm.AT_ONCE, told=NOW - timedelta(days=1)) == NOW + GATHERS


def test_at_once_is_no_flood() -> None:
    told = NOW - timedelta(minutes=2)
    assert _leaves(Rhythm.AT_ONCE, told=told) == told + QUIET


def test_an_author_is_told_earlier_than_the_others() -> None:
    assert _leaves(Rhythm.AT_ONCE, held_back=True) == NOW + AUTHOR_LEAD
    assert _leaves(Rhythm.AT_ONCE, told=NOW, held_back=True) == NOW + AUTHOR_LEAD
    assert _leaves(Rhythm.HOURLY, held_back=True) == _leaves(Rhythm.HOURLY)


def test_hourly_leaves_at_the_full_hour() -> None:
    assert _leaves(Rhythm.HOURLY) == datetime(2026, 3, 2, 15, tzinfo=UTC)
    full = NOW.replace(minute=0, second=0)
    assert _leaves(Rhythm.HOURLY, full) == full + timedelta(hours=1)


@pytest.mark.parametrize(
    ("rhythm", "at", "expected"),
    [
        (Rhythm.DAILY, "17:00", "2026-03-02 17:00"),
        (Rhythm.DAILY, "08:00", "2026-03-03 08:00"),
        (Rhythm.DAILY, "16:20", "2026-03-03 16:20"),
        (Rhythm.WEEKDAYS, "08:00", "2026-03-03 08:00"),
    ],
)
def test_a_digest_leaves_at_its_local_time(rhythm: Rhythm, at: str, expected: str) -> None:
    now = NOW.replace(second=0)  # 16:20 in Kyiv
    assert _leaves(rhythm, now, at=at) == datetime.fromisoformat(expected).replace(tzinfo=KYIV)


def test_weekdays_leave_out_the_weekend() -> None:
    friday = datetime(2026, 3, 6, 14, 20, tzinfo=UTC)
    assert _leaves(Rhythm.WEEKDAYS, friday) == datetime(2026, 3, 9, 8, tzinfo=KYIV)
    assert _leaves(Rhythm.DAILY, friday) == datetime(2026, 3, 7, 8, tzinfo=KYIV)


def test_the_local_time_holds_when_clocks_are_changed() -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert _leaves(Rhythm.DAILY, before, at="03:30") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 is left out
    assert _leaves(Rhythm.DAILY, before, at="08:00") == datetime(2026, 3, 29, 5, tzinfo=UTC)
    assert _leaves(Rhythm.DAILY, before - timedelta(days=1), at="08:00") == datetime(2026, 3, 28, 6, tzinfo=UTC)


def test_the_day_is_that_of_the_time_zone() -> None:
    late = datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert _leaves(Rhythm.DAILY, late, at="13:30", zone="Pacific/Auckland") == datetime(2026, 3, 3, 0, 30, tzinfo=UTC)
