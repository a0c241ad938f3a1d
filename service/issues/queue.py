"""The queue: the issues of one view, a page at a time, in the view's order.

Pages begin after a cursor, the sort key and number of the last issue before: page 500 costs what page 2 costs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Row, Select, exists, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.domain.page_check import Notice
from service.domain.workflow import Status
from service.errors import InvalidInput
from service.issues.lines import BESTS, LINES, Best, Line
from service.issues.live_page import notices
from service.issues.narrow import conditions
from service.issues.search import found
from service.issues.view import Scope, Sort, View
from service.models import Issue, SuggestionRow

PAGE = 30
"""Issues that a page of the queue begins with: more than any screen shows, and the list goes on where it ends."""
COUNTED = 1_000
"""Issues are counted up to this; what is more is `1,000+`."""
FEW = 100
"""Of saved views and of what is found elsewhere, up to this."""
_CURSOR = re.compile(r"(\d{1,17})-(\d{1,18})")
_MICROSECOND = 1_000_000
_KEYS: dict[Sort, InstrumentedAttribute[Any]] = {
    Sort.NEWEST: Issue.last_reported_at,
    Sort.OLDEST: Issue.last_reported_at,
    Sort.READERS: Issue.report_count,
    Sort.PAGE: Issue.page_id,
}
Selected = TypeVarTuple("Selected")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a view, and where the next page begins."""

    issues: Sequence[Line]
    best: dict[int, Best]
    """The best suggestion, by issue."""
    notices: dict[int, Notice]
    """What the page check has noticed, by issue."""
    next: str | None


def listing(session: Session, view: View, scope: Scope, *, after: str = "", most: int = PAGE) -> Listing:
    """The first page of the view, or the one after a cursor. Raises InvalidInput for a cursor that is none."""
    queries = _in_order(session, LINES, view, scope, after=_place(view, after) if after else None)
    issues = [Line(*row) for row in _first(session, queries, most + 1)]
    shown = issues[:most]
    noticed = notices(session, [issue.id for issue in shown])
    return Listing(shown, _best(session, shown), noticed, cursor(view, shown[-1]) if len(issues) > most else None)


def _best(session: Session, issues: Sequence[Line]) -> dict[int, Best]:
    if not issues:
        return {}
    rows = session.execute(BESTS.where(SuggestionRow.issue_id.in_([issue.id for issue in issues])))
    return {row.issue_id: row for row in map(Best._make, rows)}


def next_issue(session: Session, view: View, scope: Scope, after: str, *, but: int) -> int | None:
    """The number of the issue that follows this place of the view, or of the view's first one, or None.

    `but` is the issue that has just been decided: it may still stand in the view.
    """
    numbers = select(Issue.id).where(Issue.id != but)
    for place in (_place(view, after), None):
        following = _first(session, _in_order(session, numbers, view, scope, after=place), 1)
        if following:
            return following[0][0]
    return None


def first_rows(
    session: Session, query: Select[*Selected], view: View, scope: Scope, *, most: int
) -> list[Row[*Selected]]:
    """What the query selects of the view's first issues."""
    return _first(session, _in_order(session, query, view, scope, after=None), most)


def numbers_after(session: Session, view: View, scope: Scope, *, above: int, upto: int, most: int) -> list[int]:
    """The numbers of the view's issues between two numbers, ascending: for going through all of it in steps."""
    query = _narrowed(session, select(Issue.id), view, scope)
    if query is None:
        return []
    steps = query.where(Issue.id > above, Issue.id <= upto).order_by(None).order_by(Issue.id)
    return list(session.scalars(steps.limit(most)))


def count(session: Session, view: View, scope: Scope, *, most: int | None = COUNTED) -> int:
    """How many issues the view has; with `most`, that or anything more is `most`."""
    counted = _counted(session, view, scope, most)
    return 0 if counted is None else session.scalars(counted).one()


def waiting(session: Session, scope: Scope, site: str = "") -> dict[Status, int]:
    """How many issues wait: the open ones, and the accepted ones that are to be fixed; each up to COUNTED."""
    statuses = (Status.OPEN, Status.ACCEPTED)
    counted = [_counted(session, View(status=status, site=site), scope, COUNTED) for status in statuses]
    if None in counted:
        return dict.fromkeys(statuses, 0)
    numbers = session.execute(select(*(each.scalar_subquery() for each in counted if each is not None))).one()
    return dict(zip(statuses, numbers, strict=True))


def elsewhere(session: Session, view: View, scope: Scope) -> dict[Status, int]:
    """How many issues the view would have in the other statuses, where it would have any; each up to FEW."""
    others = [status for status in Status if status is not view.status]
    counts = {status: count(session, view.of(status=status), scope, most=FEW) for status in others}
    return {status: number for status, number in counts.items() if number}


def _counted(session: Session, view: View, scope: Scope, most: int | None) -> Select[int] | None:
    query = _narrowed(session, select(Issue.id), view, scope)
    if query is None:
        return None
    return select(func.count()).select_from(query.order_by(None).limit(most).subquery())


def is_silent(session: Session, scope: Scope) -> bool:
    """Whether readers have never reported anything to these sites."""
    return not session.scalar(select(exists().where(Issue.site_id.in_(scope.site_ids))))


def cursor(view: View, issue: Issue | Line) -> str:
    """The place of an issue in the view's order."""
    value = 0 if view.q else getattr(issue, _KEYS[view.sort].key)
    key = round(value.timestamp() * _MICROSECOND) if isinstance(value, datetime) else value
    return f"{key}-{issue.id}"


def _narrowed(session: Session, query: Select[*Selected], view: View, scope: Scope) -> Select[*Selected] | None:
    if not scope.site_ids:
        return None
    narrowed = query.where(*conditions(session, view, scope))
    return found(session, narrowed, view.q, scope.site_ids) if view.q else narrowed


def _in_order(
    session: Session,
    query: Select[*Selected],
    view: View,
    scope: Scope,
    *,
    after: tuple[Any, int] | None,
) -> list[Select[*Selected]]:
    """The queries whose rows, one query's after the other's, are the view from this place on."""
    narrowed = _narrowed(session, query, view, scope)
    if narrowed is None:
        return []
    if view.q:
        return [narrowed if after is None else narrowed.where(Issue.id < after[1])]
    key = _KEYS[view.sort]
    upwards = view.sort is Sort.OLDEST
    ordered = narrowed.order_by(key, Issue.id) if upwards else narrowed.order_by(key.desc(), Issue.id.desc())
    return [ordered] if after is None else [ordered.where(beyond) for beyond in _beyond(view.sort, *after)]


def _beyond(sort: Sort, value: Any, number: int) -> list[ColumnElement[bool]]:
    """What lies beyond a place; most issues have one reader, and SQLite would walk through all of these again."""
    key = _KEYS[sort]
    if sort is Sort.READERS:
        return [(key == value) & (Issue.id < number), key < value]
    here, there = tuple_(key, Issue.id), tuple_(value, number)
    return [here > there if sort is Sort.OLDEST else here < there]


def _first(session: Session, queries: Sequence[Select[*Selected]], most: int) -> list[Row[*Selected]]:
    rows: list[Row[*Selected]] = []
    for query in queries:
        if len(rows) < most:
            rows += session.execute(query.limit(most - len(rows)))
    return rows


def _place(view: View, text: str) -> tuple[Any, int]:
    match = _CURSOR.fullmatch(text)
    if match is None:
        raise InvalidInput("That is no place in the queue.", field="after")
    key, number = int(match[1]), int(match[2])
    if view.q or view.sort not in (Sort.NEWEST, Sort.OLDEST):
        return key, number
    seconds, rest = divmod(key, _MICROSECOND)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), number
    except (OverflowError, ValueError, OSError):
        raise InvalidInput("That is no place in the queue.", field="after") from None
