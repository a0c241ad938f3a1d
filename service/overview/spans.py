"""How long things took: the median, the 90th percentile, and how many were done within an hour, a day, a week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import floor

WITHIN = (
    *(timedelta(hours=1), timedelta(hours=4), timedelta(days=1)),
    *(timedelta(days=3), timedelta(days=7), timedelta(days=30)),
)
"""The limits that the charts have, from what a newsroom is proud of to what it had better not show."""


@dataclass(frozen=True, slots=True)
class Spans:
    """What is to be known of many durations; no median without any."""

    count: int
    median: timedelta | None
    ninth: timedelta | None
    """The 90th percentile: nine of ten took no longer."""
    within: tuple[int, ...]
    """How many took no longer than each of WITHIN."""


def spans_of(seconds: Iterable[int]) -> Spans:
    """The durations, summed up."""
    ordered = sorted(seconds)
    within = tuple(sum(1 for each in ordered if each <= limit.total_seconds()) for limit in WITHIN)
    return Spans(len(ordered), percentile(ordered, 0.5), percentile(ordered, 0.9), within)


def percentile(ordered: list[int], share: float) -> timedelta | None:
    """The value below which this share lies, between two neighbours where it falls between them; None of nothing.

    The same as PostgreSQL's `percentile_cont`.
    """
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    lower = floor(place)
    upper = min(lower + 1, len(ordered) - 1)
    return timedelta(seconds=round(ordered[lower] + (ordered[upper] - ordered[lower]) * (place - lower)))
