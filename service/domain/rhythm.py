"""When a channel's next message leaves."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

GATHERS = timedelta(seconds=60)
"""How long "at once" usually gathers what comes together; the engine's suggestion is there by then."""
QUIET = timedelta(minutes=10)
"""At least so far apart are messages "at once": a flood is one message every ten minutes."""
AUTHOR_LEAD = timedelta(minutes=30)
"""So much earlier than the others is the author of a page told."""
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_FRIDAY = 4


class Rhythm(StrEnum):
    """How often a channel is told. The values are stored."""

    AT_ONCE = "at_once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKDAYS = "weekdays"


def leaves_at(
    rhythm: Rhythm,
    *,
    now: datetime,
    told_at: datetime | None,
    minute: int,
    zone: tzinfo,
    held_back: bool = False,
    gathers: timedelta = GATHERS,
) -> datetime:
    """When a message that begins to gather now is to leave.

    `told_at` is when the channel's last one left. `minute` counts from midnight in `zone`, for digests of a day; where
    a clock that is put forward leaves that time out, the digest leaves an hour later by the clock. `held_back` gives
    the author of a page the time to be first; digests are late enough as they are. `gathers` is how long "at once"
    waits for more.
    """
    if rhythm is Rhythm.AT_ONCE:
        soonest = now + (AUTHOR_LEAD if held_back else gathers)
        return max(soonest, told_at + QUIET) if told_at else soonest
    if rhythm is Rhythm.HOURLY:
        return now.replace(minute=0, second=0, microsecond=0) + _HOUR
    at = time(minute // 60, minute % 60, tzinfo=zone)
    day = now.astimezone(zone).date()
    # By way of a moment: among times of one zone, Python compares what the clock shows.
    while (leaves := datetime.combine(day, at).astimezone(UTC)) <= now or not _counts(rhythm, day):
        day += _DAY
    return leaves


def _counts(rhythm: Rhythm, day: date) -> bool:
    return rhythm is Rhythm.DAILY or day.weekday() <= _FRIDAY
