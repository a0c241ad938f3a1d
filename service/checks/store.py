"""Keeping what a look has told, and resolving what it has seen corrected."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.domain.locate import Located, Verdict
from service.domain.page_check import KEPT, Known, notice, resolves
from service.issues.seen_corrected import resolve_as_seen
from service.models import Issue, IssueCheck, SuggestionRow


def locked_issues(session: Session, numbers: Sequence[int]) -> list[Issue]:
    """These issues, kept from editors' decisions until the end of the transaction."""
    query = select(Issue).where(Issue.id.in_(numbers)).order_by(Issue.id).with_for_update(of=Issue)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def store(
    session: Session, issues: Sequence[Issue], located: Mapping[int, Located] | None, *, now: datetime
) -> list[Issue]:
    """Keep what was found of each, and resolve what is corrected; None where the page is as it was at the last look.

    The issues that were looked at for the first time.
    """
    numbers = [issue.id for issue in issues]
    known = {row.issue_id: row for row in session.scalars(select(IssueCheck).where(IssueCheck.issue_id.in_(numbers)))}
    best = _best(session, numbers)
    new: list[Issue] = []
    for issue in issues:
        row = known.get(issue.id)
        found = row.located if located is None and row is not None else (located or {}).get(issue.id)
        if found is None:
            continue
        if row is None:
            row = IssueCheck(issue_id=issue.id, site_id=issue.site_id)
            session.add(row)
            new.append(issue)
        _keep(session, issue, row, found, best.get(issue.id), now=now)
    return new


def _keep(
    session: Session, issue: Issue, row: IssueCheck, found: Located, best: SuggestionRow | None, *, now: datetime
) -> None:
    known = Known(
        status=issue.status,
        exact=issue.exact,
        decided_at=issue.decided_at,
        corrections=_corrections(issue, best),
        was_present=row.seen_present_at is not None,
        resolved_as=row.resolved_as,
    )
    row.verdict, row.found, row.confidence = found.verdict, found.found[:KEPT], found.confidence
    row.looked_at = now
    row.notice = notice(found, known, now=now)
    if found.verdict is Verdict.PRESENT:
        row.seen_present_at, row.resolved_as = now, None
    if resolves(found, known):
        row.resolved_as, row.notice = row.found, None
        resolve_as_seen(session, issue, row.found, now=now)


def _corrections(issue: Issue, best: SuggestionRow | None) -> list[str]:
    """What the quote is expected to become: the editor's word alone where it was given, else whatever was proposed."""
    if issue.correction:
        return [issue.correction]
    return [text for text in (issue.proposed, best.apply_to(issue.exact) if best else None) if text is not None]


def _best(session: Session, numbers: Sequence[int]) -> dict[int, SuggestionRow]:
    query = select(SuggestionRow).where(SuggestionRow.issue_id.in_(numbers), SuggestionRow.rank == 0)
    return {row.issue_id: row for row in session.scalars(query)}
