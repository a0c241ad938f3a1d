"""The page's charts, made of its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.domain.workflow import Status
from service.overview.charts import Bar, Column, bars, columns, sparse, weekly
from service.overview.gather import Figures
from service.overview.rankings import ERRORS, Ranked
from service.overview.schemas import TableName
from service.overview.spans import WITHIN, Spans
from service.overview.tables import status_names
from service.overview.words import Words

ROW = 28
"""Pixels of a row of bars; the style sheet gives the words beside them the same."""
_ROWS = 8
_DAYS_DRAWN = 92
"""With more days than these, a column is a week."""


@dataclass(frozen=True, slots=True)
class ByDay:
    """Something a day, or a week."""

    columns: Sequence[Column]
    most: int
    day: date
    """The day with most of it, or the first of that week."""


@dataclass(frozen=True, slots=True)
class List:
    """A ranking with its bars."""

    rows: Sequence[Ranked]
    bars: Sequence[Bar]
    height: int
    leads: bool
    """Whether the first one stands before all others."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of the issues; the bars of real errors stand out."""

    names: Sequence[str]
    bars: Sequence[Bar]
    height: int


@dataclass(frozen=True, slots=True)
class Charts:
    """All charts of the page."""

    weekly: bool
    reports: ByDay
    issues: ByDay
    decided: Sequence[Column]
    fixed: Sequence[Column]
    outcomes: Outcomes
    rankings: Mapping[TableName, List]


def draw(figures: Figures, words: Words) -> Charts:
    """The charts of these figures. Reports and issues share a scale, and so do decisions and fixes."""
    came = figures.came
    by_week = len(came.days) > _DAYS_DRAWN
    reports, issues = (weekly(came.reports), weekly(came.issues)) if by_week else (came.reports, came.issues)
    starts = came.days[len(came.days) % 7 :: 7] if by_week else came.days
    top = max(*reports, *issues, 1)
    return Charts(
        weekly=by_week,
        reports=_by_day(reports, starts, top, words),
        issues=_by_day(issues, starts, top, words),
        decided=_within(figures.decided, words),
        fixed=_within(figures.fixed, words),
        outcomes=_outcomes(figures, words),
        rankings={name: _list(name, ranked) for name, ranked in figures.ranked.items()},
    )


def _by_day(counts: Sequence[int], starts: Sequence[date], top: int, words: Words) -> ByDay:
    most = max(counts)
    labels = sparse([words.day(day) for day in starts])
    return ByDay(columns(counts, labels, top=top), most, starts[counts.index(most)])


def _within(spans: Spans, words: Words) -> list[Column]:
    shares = [count / spans.count if spans.count else 0.0 for count in spans.within]
    return columns(shares, [words.brief(limit) for limit in WITHIN], top=1)


def _outcomes(figures: Figures, words: Words) -> Outcomes:
    found = [status for status in Status if figures.outcomes.get(status)]
    peaks = [index for index, status in enumerate(found) if status in ERRORS]
    drawn = bars([figures.outcomes[status] for status in found], ROW, peaks=peaks)
    names = status_names(words)
    return Outcomes([names[status] for status in found], drawn, ROW * len(found))


def _list(name: TableName, ranked: Sequence[Ranked]) -> List:
    rows = ranked[:_ROWS]
    counts = [each.reports if name is TableName.LANGUAGES else each.issues for each in rows]
    return List(rows, bars(counts, ROW), ROW * len(rows), leads=counts[:1] > counts[1:2])
