"""When a page is looked at: soon after what happened to it, ever less often after that, and then no more."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

FIRST = timedelta(seconds=60)
"""After a report."""
AFTER_DECISION: tuple[timedelta, ...] = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=12),
)
"""Looks after a decision, each counted from it; daily ones follow."""
DAILY = timedelta(days=1)
WATCHED = timedelta(days=30)
"""How long a page is looked at after the last decision on it that is to be seen there."""
OPEN_FOR = timedelta(days=14)
"""How long a page is that has open issues only."""
UNSEEN_FOR = timedelta(days=1.5)
"""How long one is that has had nothing of what was reported from it: time for one more look, for anybody can make up
addresses, and many servers have a page for each."""
FAILURES = 14
"""The last attempt in a row at a page that cannot be read: about a week after the first."""
LASTING_FAILURES = 7
"""The same where trying again will hardly help."""
UNKNOWN_FAILURES = 2
"""The same where, besides, no look has ever read the page: anybody can make up addresses."""
_FIRST_PAUSE = timedelta(minutes=15)
_SPREAD = 0.1


class Interest(StrEnum):
    """Why a page is looked at."""

    NONE = "none"
    OPEN = "open"
    """Some of its issues wait for a decision, and nothing else."""
    UNSEEN = "unseen"
    """The same, and no look has found any of them on the page."""
    FIXING = "fixing"
    """Some are accepted, or were resolved lately."""


def first_look(now: datetime, *, jitter: float) -> datetime:
    """When to look after a report; `jitter` in [0, 1) puts off by up to half a minute."""
    return now + FIRST * (1 + jitter / 2)


def after_decision(now: datetime, *, jitter: float) -> datetime:
    """When to look after an issue was accepted or resolved."""
    return now + AFTER_DECISION[0] * (1 + jitter * _SPREAD)


def next_look(interest: Interest, *, begun_at: datetime, now: datetime, jitter: float) -> datetime | None:
    """The next look after one that was taken now, or None when it was the last one.

    `begun_at` is when something last happened that is to be seen on the page.
    """
    lasts = {
        Interest.NONE: timedelta(0),
        Interest.UNSEEN: UNSEEN_FOR,
        Interest.OPEN: OPEN_FOR,
        Interest.FIXING: WATCHED,
    }[interest]
    soon: Sequence[timedelta] = AFTER_DECISION if interest is Interest.FIXING else ()
    passed = now - begun_at
    pause = next((after - passed for after in soon if after > passed), DAILY)
    pause *= 1 + jitter * _SPREAD
    return now + pause if passed + pause <= lasts * (1 + _SPREAD) else None


def next_try(failures: int, *, lasting: bool, is_known: bool, now: datetime, jitter: float) -> datetime | None:
    """When to try again after so many failures in a row (1 or more), or None after the last one.

    From a quarter of an hour, doubled each time up to a day; daily and less often where the failure is `lasting`.
    `is_known` is whether the page was ever read.
    """
    most = FAILURES if not lasting else LASTING_FAILURES if is_known else UNKNOWN_FAILURES
    if failures >= most:
        return None
    pause = DAILY if lasting else min(DAILY, _FIRST_PAUSE * int(2 ** (failures - 1)))
    return now + pause * (1 + jitter * _SPREAD)
