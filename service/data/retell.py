"""What an issue has from its readers, told again from the reports that are left."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload

from service.domain.search_words import SEARCHED, search_words, site_token
from service.issues.present import proposal_of
from service.models import Issue, Report


def retell(session: Session, numbers: Sequence[int]) -> None:
    """Have search find these issues by what is left, and propose what the last reader who is left proposed."""
    session.flush()
    query = select(Issue).where(Issue.id.in_(numbers)).options(joinedload(Issue.page))
    for issue in session.scalars(query.execution_options(populate_existing=True)):
        _retell(session, issue)


def _retell(session: Session, issue: Issue) -> None:
    theirs = select(Report).where(Report.issue_id == issue.id).options(defer(Report.words))
    with session.scalars(theirs.order_by(Report.id).execution_options(yield_per=100)) as reports:
        texts = (text for report in reports for text in (report.exact, report.correction or "", report.comment))
        issue.search_text = _searched(issue, texts)
    proposing = theirs.where(Report.correction.is_not(None)).order_by(Report.id.desc())
    with session.scalars(proposing.execution_options(yield_per=100)) as reports:
        proposals = (proposal_of(issue, report) for report in reports)
        issue.proposed = next((text for text in proposals if text), None)


def _searched(issue: Issue, texts: Iterable[str]) -> str:
    words = [site_token(issue.site_id)]
    length = 0
    for text in _told(issue, texts):
        words += search_words(text)
        length += len(text)
        if length > SEARCHED:
            break
    said = " ".join(words)[:SEARCHED]
    return " ".join((said, *search_words(issue.correction))) if issue.correction else said


def _told(issue: Issue, texts: Iterable[str]) -> Iterator[str]:
    yield from (issue.sentence, issue.page.title, issue.page.url, issue.exact)
    yield from texts
