"""Figures for Prometheus: what this process answered, and what waits in the database."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, literal, or_, select, union_all

from service.database import Database
from service.errors import Unavailable
from service.models import Delivery, Issue, Letter, PageCheck, SuggestionTask

_FAILING = PageCheck.problem != ""
_PAGES = union_all(
    *(
        select(literal(state), func.count()).select_from(PageCheck).where(*which)
        for state, which in (
            ("waiting", (PageCheck.due_at.is_not(None), ~_FAILING)),
            ("failing", (PageCheck.due_at.is_not(None), _FAILING)),
            ("given_up", (PageCheck.due_at.is_(None), or_(_FAILING, PageCheck.failure.is_not(None)))),
        )
    )
)
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Metrics:
    """The figures of one process."""

    def __init__(self, database: Database) -> None:
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "bluepencil_request_seconds",
            "Requests by route and status.",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.reports = Counter("bluepencil_reports", "Reports by outcome.", ("outcome",), registry=self.registry)
        self.registry.register(_Waiting(database))


class _Waiting(Collector):
    """Read at each scrape, and the same from every process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def describe(self) -> Iterator[Metric]:
        """Nothing beforehand: registering must not ask the database."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        reachable = GaugeMetricFamily("bluepencil_database_up", "Whether the database answers.")
        try:
            figures = self._counted()
        except Unavailable:
            reachable.add_metric([], 0)
            yield reachable
            return
        reachable.add_metric([], 1)
        yield from (reachable, *figures)

    def _counted(self) -> tuple[Metric, ...]:
        issues = GaugeMetricFamily("bluepencil_issues", "Issues by status.", labels=["status"])
        tasks = GaugeMetricFamily("bluepencil_suggestion_tasks", "Issues that wait for the engine.", labels=["state"])
        messages = GaugeMetricFamily("bluepencil_messages", "Messages that have not arrived.", labels=["kind", "state"])
        waiting = select(func.count()).where(SuggestionTask.due_at.is_not(None))
        dead = select(func.count()).where(SuggestionTask.due_at.is_(None), SuggestionTask.failure.is_not(None))
        looks = GaugeMetricFamily("bluepencil_page_checks", "Pages that are looked at.", labels=["state"])
        with self._database.read() as session:
            for state, number in session.execute(_PAGES):
                looks.add_metric([state], number)
            for status, number in session.execute(select(Issue.status, func.count()).group_by(Issue.status)):
                issues.add_metric([status], number)
            tasks.add_metric(["waiting"], session.scalars(waiting).one())
            tasks.add_metric(["dead"], session.scalars(dead).one())
            for name, kind in (("delivery", Delivery), ("letter", Letter)):
                unsent = kind.sent_at.is_(None)
                for state, due in (("waiting", kind.due_at.is_not(None)), ("dead", kind.due_at.is_(None))):
                    messages.add_metric([name, state], session.scalars(select(func.count()).where(unsent, due)).one())
        return issues, tasks, messages, looks
