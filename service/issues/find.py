"""Finding one issue, for those who may see it."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from service.domain.events import Happening
from service.domain.workflow import Status
from service.errors import NotFound
from service.models import Account, Activity, Issue, Report, SuggestionRow

_LARGEST = 2**63 - 1
_REPORTS_SHOWN = 100
_OTHERS_SHOWN = 20


def find_issue(session: Session, number: int, site_ids: Collection[int], *, lock: bool = False) -> Issue:
    """The issue with this number, if it is of one of these sites. Raises NotFound, whether or not others have one.

    `lock` keeps it from changing until the end of the transaction.
    """
    query = select(Issue).where(Issue.id == number)
    if lock:
        query = query.with_for_update(of=Issue)
    issue = (
        session.scalar(query.options(joinedload(Issue.page), joinedload(Issue.site)))
        if 0 < number <= _LARGEST
        else None
    )
    if issue is None or issue.site_id not in site_ids:
        raise NotFound("There is no such issue, or it belongs to a site that you are no member of.")
    return issue


def reports_of(session: Session, issue: Issue) -> Sequence[Report]:
    """What readers sent about it, oldest first; the first hundred."""
    query = select(Report).where(Report.issue_id == issue.id).order_by(Report.created_at, Report.id)
    return session.scalars(query.limit(_REPORTS_SHOWN)).all()


def suggestions_of(session: Session, issue: Issue) -> Sequence[SuggestionRow]:
    """What the engine proposes, best first."""
    query = select(SuggestionRow).where(SuggestionRow.issue_id == issue.id)
    return session.scalars(query.order_by(SuggestionRow.rank)).all()


def others_on_page(session: Session, issue: Issue) -> Sequence[tuple[int, str]]:
    """Numbers and words of other issues of its page that wait to be decided or fixed, newest first; a few of them."""
    waiting = (Issue.page_id == issue.page_id, Issue.id != issue.id, Issue.status.in_((Status.OPEN, Status.ACCEPTED)))
    query = select(Issue.id, Issue.exact).where(*waiting).order_by(Issue.id.desc()).limit(_OTHERS_SHOWN)
    return [(number, exact) for number, exact in session.execute(query)]


def history_of(session: Session, issue: Issue) -> Sequence[Activity]:
    """What happened to it, oldest first."""
    query = select(Activity).where(Activity.issue_id == issue.id).options(joinedload(Activity.account))
    return session.scalars(query.order_by(Activity.at, Activity.id)).all()


def assignees_in(session: Session, history: Sequence[Activity]) -> dict[str, str]:
    """The names of those whom a history assigns the issue to, by their numbers as it has them."""
    numbers = {int(entry.text) for entry in history if entry.happening is Happening.ASSIGNED and entry.text.isdecimal()}
    if not numbers:
        return {}
    named = select(Account.id, Account.name).where(Account.id.in_(numbers))
    return {str(number): name for number, name in session.execute(named)}
