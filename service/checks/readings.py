"""Where the quotes of a page's issues stand in it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from service.checks.page_words import share_of
from service.domain.locate import Located, Verdict, locate
from service.domain.look_times import WATCHED
from service.domain.page_check import trusted
from service.domain.quote import Position, Quote
from service.domain.workflow import Status
from service.models import Issue, IssueCheck, Report

MOST_ISSUES = 200
"""Issues of one page that one look is for; the others' turn comes with the next look."""
_MOST_WORK = 5_000_000
"""Code points of the page that are compared with words, for all issues together: some seconds of the machine's time."""
_MOST_FOR_ONE = 10_000_000
"""The same for one issue alone: a quote of a thousand letters is not looked for in a book."""
_LETTERS_OF_A_WORD = 64
"""Code points of a quote that are compared in the time one word takes; the contexts are counted with the first."""
_LIKE = 0.3
"""The page has at least so many of the words that readers' browsers saw there, else it is something else."""
_FEW_WORDS = 20
_HARDLY_ANY_TEXT = 200
_REPORTS_COMPARED = 20


@dataclass(frozen=True, slots=True)
class Target:
    """An issue that the look is for."""

    issue_id: int
    quote: Quote
    position: Position | None
    is_known: bool
    """Whether an earlier look has told of it."""


def watched(page_id: int, now: datetime) -> ColumnElement[bool]:
    """The issues of a page that a look tells something of: those that wait, and those resolved lately."""
    lately = and_(Issue.status == Status.RESOLVED, Issue.decided_at > now - WATCHED)
    return and_(Issue.page_id == page_id, or_(Issue.status.in_((Status.OPEN, Status.ACCEPTED)), lately))


def targets_of(session: Session, page_id: int, *, now: datetime) -> list[Target]:
    """The issues to look at: accepted ones first, then those that were looked at longest ago, or never."""
    accepted_first = case((Issue.status == Status.ACCEPTED, 0), else_=1)
    never_first = case((IssueCheck.looked_at.is_(None), 0), else_=1)
    query = select(Issue, IssueCheck.looked_at).outerjoin(IssueCheck, IssueCheck.issue_id == Issue.id)
    ordered = query.where(watched(page_id, now)).order_by(
        accepted_first, never_first, IssueCheck.looked_at, Issue.id.desc()
    )
    rows = session.execute(ordered.limit(MOST_ISSUES))
    return [Target(issue.id, issue.quote, issue.position, looked_at is not None) for issue, looked_at in rows]


def located_in(text: str, targets: Sequence[Target]) -> dict[int, Located]:
    """Where they stand, by their issues' numbers: of those that there is time for, and of one at least unless huge."""
    located, left = dict[int, Located](), _MOST_WORK
    for each in targets:
        work = len(text) * (1 + len(each.quote.exact) // _LETTERS_OF_A_WORD)
        if work <= left or (not located and work <= _MOST_FOR_ONE):
            located[each.issue_id] = trusted(locate(text, each.quote, each.position))
            left -= work
    return located


def is_unlike(session: Session, text: str, located: Mapping[int, Located]) -> bool:
    """Whether this is no page that readers see: one that asks for consent first, or is drawn by script.

    Nothing of what was reported is there, and hardly any text at all, or few of the words that the reports brought.
    """
    if not located or any(each.verdict is not Verdict.GONE for each in located.values()):
        return False
    if len(text) < _HARDLY_ANY_TEXT:
        return True
    brought = select(Report.words).where(Report.issue_id.in_(located)).order_by(Report.id.desc())
    words = {word for some in session.scalars(brought.limit(_REPORTS_COMPARED)) for word in some}
    return len(words) >= _FEW_WORDS and share_of(text, words) < _LIKE
