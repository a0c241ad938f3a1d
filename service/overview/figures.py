"""What the overview counts: arrivals a day, outcomes, and how long decisions and fixes took.

Everything but the reports is about the issues that were first reported in the period. To stay quick with any number of
sites, all that needs more than an index is counted over its latest days only, as many as hold at most MOST issues and
reports; the page says so where that is less than the period.

SQLite has no percentiles. The durations of those at most MOST issues are fetched, as two numbers each, and summed up
here, the same way for both databases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Integer, case, cast, column, exists, extract, func, select, values
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from service.domain.events import Happening
from service.domain.workflow import Status
from service.models import Activity, Issue, Report
from service.models.base import Moment
from service.overview.period import Period
from service.overview.spans import Spans, spans_of

MOST = 20_000
_DECISIONS = (
    *(Happening.ACCEPTED, Happening.RESOLVED, Happening.SEEN_CORRECTED, Happening.REJECTED),
    *(Happening.MARKED_SPAM, Happening.MARKED_DUPLICATE),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures, and of when."""

    site_ids: tuple[int, ...]
    period: Period

    def issues(self) -> list[ColumnElement[bool]]:
        """The issues that were first reported then, as conditions of a query."""
        return self._within(Issue.site_id, Issue.first_reported_at)

    def reports(self) -> list[ColumnElement[bool]]:
        """The reports that came then."""
        return self._within(Report.site_id, Report.created_at)

    def _within(
        self, site: InstrumentedAttribute[int], moment: InstrumentedAttribute[datetime]
    ) -> list[ColumnElement[bool]]:
        return [site.in_(self.site_ids), moment >= self.period.start, moment < self.period.end]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came in, by day."""

    days: Sequence[date]
    reports: Sequence[int]
    issues: Sequence[int]


def arrivals(session: Session, scope: Scope) -> Arrivals:
    """Reports and new issues of each day of the period; indexes answer it.

    The days come with the query as moments: they are as long as the clocks of the editor's time zone make them, and
    SQLite knows no time zones.
    """
    period = scope.period
    starts = [period.midnight(day) for day in period.days]
    table = values(column("begins", Moment), column("ends", Moment), name="days")
    days = table.data(list(zip(starts, [*starts[1:], period.end], strict=True))).cte()
    counts = [
        select(func.count())
        .select_from(moment.class_)
        .where(site.in_(scope.site_ids), moment >= days.c.begins, moment < days.c.ends)
        .scalar_subquery()
        for site, moment in ((Report.site_id, Report.created_at), (Issue.site_id, Issue.first_reported_at))
    ]
    rows = session.execute(select(*counts).select_from(days).order_by(days.c.begins)).all()
    return Arrivals(period.days, [reports for reports, _ in rows], [issues for _, issues in rows])


def counted(scope: Scope, came: Arrivals) -> Scope:
    """The part of the scope that is looked at closely: its latest days with at most MOST issues and reports."""
    more = [max(pair) for pair in zip(came.reports, came.issues, strict=True)]
    return Scope(scope.site_ids, scope.period.latest(more, MOST))


def outcomes(session: Session, scope: Scope) -> dict[Status, int]:
    """How many of the issues stand where."""
    query = select(Issue.status, func.count()).where(*scope.issues()).group_by(Issue.status)
    return dict(iter(session.execute(query)))


def real_errors(found: Mapping[Status, int]) -> float | None:
    """The share of errors among what was decided; None before anything was."""
    decided = sum(found.values()) - found.get(Status.OPEN, 0)
    errors = found.get(Status.ACCEPTED, 0) + found.get(Status.RESOLVED, 0)
    return errors / decided if decided else None


def durations(session: Session, scope: Scope) -> tuple[Spans, Spans]:
    """From the first report to the first decision, and to the first time that it was fixed.

    A decision that was taken back is as if it had never been.
    """
    undoing = aliased(Activity)
    stands = ~exists().where(undoing.undoes_id == Activity.id)
    fixed = Activity.happening.in_((Happening.RESOLVED, Happening.SEEN_CORRECTED))
    fixed_at = func.min(case((fixed, Activity.at)))
    query = (
        select(_seconds_until(func.min(Activity.at)), _seconds_until(fixed_at))
        .join(Activity, Activity.issue_id == Issue.id)
        .where(*scope.issues(), Activity.happening.in_(_DECISIONS), stands)
        .group_by(Issue.id, Issue.first_reported_at)
    )
    rows = session.execute(query).all()
    decided = spans_of(seconds for seconds, _ in rows if seconds is not None)
    return decided, spans_of(seconds for _, seconds in rows if seconds is not None)


def _seconds_until(moment: ColumnElement[datetime]) -> ColumnElement[int | None]:
    return cast(extract("epoch", moment) - extract("epoch", Issue.first_reported_at), Integer)
