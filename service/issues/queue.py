"""The queue: the issues of one view, a page at a time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session, joinedload

from service.domain.characters import fold
from service.domain.workflow import Status
from service.errors import InvalidInput
from service.models import Issue, SuggestionRow

PAGE = 50
_CURSOR = re.compile(r"(\d{1,17})-(\d{1,18})")
_MICROSECOND = 1_000_000
Selected = TypeVarTuple("Selected")


@dataclass(frozen=True, slots=True)
class View:
    """Which issues a queue shows: of these sites, in this status, with this text somewhere in them."""

    site_ids: tuple[int, ...]
    status: Status = Status.OPEN
    text: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """The view as conditions of a query."""
        wanted = [Issue.site_id.in_(self.site_ids), Issue.status == self.status]
        return wanted + [Issue.search_text.contains(word, autoescape=True) for word in fold(self.text).split()[:8]]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a view: the newest first, and where the next page begins."""

    issues: Sequence[Issue]
    best: dict[int, SuggestionRow]
    """The best suggestion, by issue."""
    next: str | None


def listing(session: Session, view: View, *, after: str | None = None) -> Listing:
    """The first page of the view, or the one after a cursor. Raises InvalidInput for a cursor that is none."""
    query = select(Issue).where(*view.conditions()).options(joinedload(Issue.page), joinedload(Issue.site))
    if after:
        query = query.where(_later_than(*_place(after)))
    issues = session.scalars(_newest_first(query).limit(PAGE + 1)).all()
    shown = issues[:PAGE]
    rows = select(SuggestionRow).where(SuggestionRow.issue_id.in_([issue.id for issue in shown]))
    best = {row.issue_id: row for row in session.scalars(rows.where(SuggestionRow.rank == 0))}
    return Listing(shown, best, _cursor(shown[-1]) if len(issues) > PAGE else None)


def next_issue(session: Session, view: View, former: Issue) -> int | None:
    """The number of the issue that stands after this one in the view, or of the view's first one, or None."""
    others = select(Issue.id).where(*view.conditions(), Issue.id != former.id)
    after = _newest_first(others.where(_later_than(former.last_reported_at, former.id))).limit(1)
    following = session.scalar(after)
    return following if following is not None else session.scalar(_newest_first(others).limit(1))


def counts(session: Session, site_ids: Sequence[int]) -> dict[Status, int]:
    """How many issues of these sites wait: the open ones, and the accepted ones that are to be fixed."""
    waiting = (Status.OPEN, Status.ACCEPTED)
    counted = select(Issue.status, func.count()).where(Issue.site_id.in_(site_ids), Issue.status.in_(waiting))
    found = dict(iter(session.execute(counted.group_by(Issue.status))))
    return {status: found.get(status, 0) for status in waiting}


def _newest_first(query: Select[*Selected]) -> Select[*Selected]:
    return query.order_by(Issue.last_reported_at.desc(), Issue.id.desc())


def _later_than(moment: datetime, number: int) -> ColumnElement[bool]:
    return tuple_(Issue.last_reported_at, Issue.id) < tuple_(moment, number)


def _cursor(issue: Issue) -> str:
    return f"{round(issue.last_reported_at.timestamp() * _MICROSECOND)}-{issue.id}"


def _place(cursor: str) -> tuple[datetime, int]:
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        raise InvalidInput("That is no place in the queue.", field="after")
    seconds, rest = divmod(int(match[1]), _MICROSECOND)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), int(match[2])
    except (OverflowError, ValueError, OSError):
        raise InvalidInput("That is no place in the queue.", field="after") from None
