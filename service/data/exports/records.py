"""Issues and reports as records: the same fields in every form, and texts as they are stored."""

from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from service.data.exports.schemas import Record, Wanted
from service.data.exports.windows import Window
from service.domain.locate import Verdict
from service.domain.workflow import Status
from service.issues.narrow import conditions
from service.issues.search import found
from service.models import Account, Issue, IssueCheck, Page, Report, Site, SuggestionRow
from service.models.suggestion import shown_correction

Selected = TypeVarTuple("Selected")
_assignee, _decider = aliased(Account), aliased(Account)
_ISSUES = (
    select(Issue, Page, Site.key, SuggestionRow, _assignee.name, _decider.name, IssueCheck)
    .join(Page, Page.id == Issue.page_id)
    .join(Site, Site.id == Issue.site_id)
    .outerjoin(SuggestionRow, and_(SuggestionRow.issue_id == Issue.id, SuggestionRow.rank == 0))
    .outerjoin(_assignee, _assignee.id == Issue.assignee_id)
    .outerjoin(_decider, _decider.id == Issue.decided_by_id)
    .outerjoin(IssueCheck, IssueCheck.issue_id == Issue.id)
)
_REPORTS = select(Report, Issue.status, Site.key).join(Issue, Issue.id == Report.issue_id)
_REPORTS = _REPORTS.join(Site, Site.id == Report.site_id)


def newest(session: Session, wanted: type[Issue | Report]) -> int:
    """The highest number that there is."""
    return session.scalar(select(func.max(wanted.id))) or 0


def issues(session: Session, wanted: Wanted, window: Window) -> list[Record]:
    """The issues of a window, by their numbers."""
    query = _narrowed(session, _ISSUES, wanted)
    if query is None:
        return []
    rows = query.where(Issue.id > window.above, Issue.id <= window.upto).order_by(None).order_by(Issue.id)
    return [_issue(wanted, *row) for row in session.execute(rows)]


def reports(session: Session, wanted: Wanted, window: Window) -> list[Record]:
    """The reports of a window, by their numbers, whose issues are wanted."""
    query = _narrowed(session, _REPORTS, wanted)
    if query is None:
        return []
    rows = query.where(Report.id > window.above, Report.id <= window.upto).order_by(None).order_by(Report.id)
    return [_report(wanted, *row) for row in session.execute(rows)]


def _narrowed(session: Session, query: Select[*Selected], wanted: Wanted) -> Select[*Selected] | None:
    """The query with the view's conditions; None where nothing can be found.

    They stand in a CASE, through which no database sees: it is to go by the window's numbers, and not to read through
    an index of all open issues again in every step.
    """
    if not wanted.scope.site_ids:
        return None
    chosen = conditions(session, wanted.view, wanted.scope, any_status=wanted.any_status)
    fits: ColumnElement[int] = case((and_(*chosen), 1), else_=0)
    query = query.where(fits == 1)
    searched, sites = wanted.view.q, wanted.scope.site_ids
    return found(session, query, searched, sites) if searched else query


def _issue(
    wanted: Wanted,
    issue: Issue,
    page: Page,
    key: str,
    best: SuggestionRow | None,
    assignee: str | None,
    decider: str | None,
    check: IssueCheck | None,
) -> Record:
    return {
        "number": issue.id,
        "site": key,
        "status": issue.status.value,
        "kind": issue.kind,
        "language": issue.language,
        "page": page.url,
        "title": page.title,
        "section": page.section,
        "author": page.author,
        "prefix": issue.prefix,
        "exact": issue.exact,
        "suffix": issue.suffix,
        "sentence": issue.sentence,
        "correction": issue.correction,
        "proposed": shown_correction(issue, best),
        "confidence": issue.confidence,
        "readers": issue.report_count,
        "assigned_to": assignee,
        "decided_by": decider,
        "decided_at": issue.decided_at,
        "duplicate_of": issue.duplicate_of_id,
        "first_reported_at": issue.first_reported_at,
        "last_reported_at": issue.last_reported_at,
        "on_page": check.verdict.value if check else None,
        "page_reads": check.found if check and check.verdict is Verdict.CHANGED else None,
        "looked_at": check.looked_at if check else None,
        "desk": f"{wanted.base_url}/desk/issues/{issue.id}",
    }


def _report(wanted: Wanted, report: Report, status: Status, key: str) -> Record:
    is_owner = report.site_id in wanted.owned
    return {
        "number": report.id,
        "issue": report.issue_id,
        "site": key,
        "status": status.value,
        "outcome": report.outcome.value,
        "kind": report.kind,
        "page": report.url,
        "prefix": report.prefix,
        "exact": report.exact,
        "suffix": report.suffix,
        "sentence": report.sentence,
        "correction": report.correction,
        "comment": report.comment,
        "email": report.email if is_owner else None,
        "receipt": report.receipt if is_owner else None,
        "written_at": report.written_at,
        "received_at": report.created_at,
        "erased_at": report.erased_at,
    }
