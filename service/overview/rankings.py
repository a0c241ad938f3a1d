"""Where errors are: the most frequent ones, and the pages, sections, authors and languages with most of them.

Spam, duplicates and what was no error are nobody's errors and are left out.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.domain.characters import fold
from service.domain.workflow import Status
from service.models import Issue, Page, Report
from service.overview.figures import Scope

ERRORS = (Status.ACCEPTED, Status.RESOLVED)
_PERHAPS = (Status.OPEN, *ERRORS)
_SPELLINGS = 5_000
"""So many differently written pairs are put together; rarer ones can hardly be among the most frequent."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place of a ranking."""

    name: str
    issues: int
    reports: int
    more: str = ""
    """What else belongs to it: the correction of an error, the address of a page."""


def errors(session: Session, scope: Scope, limit: int) -> list[Ranked]:
    """What editors found to be errors, with what should stand there, whatever the case of their letters.

    They are shown as they are written most often, where that is equal in small letters.
    """
    right = func.coalesce(Issue.correction, "")
    issues, reports = _sums()
    query = select(Issue.exact, issues, reports, right).where(*scope.issues(), Issue.status.in_(ERRORS))
    query = query.group_by(Issue.exact, right).order_by(issues.desc(), Issue.exact, right)
    spellings = sorted(_ranked(session, query.limit(_SPELLINGS)), key=lambda each: (-each.issues, each.name.swapcase()))
    together: dict[tuple[str, str], Ranked] = {}
    for found in spellings:
        key = fold(found.name), fold(found.more)
        known = together.get(key, Ranked(found.name, 0, 0, found.more))
        together[key] = Ranked(known.name, known.issues + found.issues, known.reports + found.reports, known.more)
    return sorted(together.values(), key=lambda each: -each.issues)[:limit]


def pages(session: Session, scope: Scope, limit: int) -> list[Ranked]:
    """The pages with most issues."""
    issues, reports = _sums()
    query = select(Issue.page_id, issues.label("issues"), reports.label("reports"))
    query = query.where(*scope.issues(), Issue.status.in_(_PERHAPS)).group_by(Issue.page_id)
    most = query.order_by(issues.desc(), Issue.page_id).limit(limit).subquery()
    named = select(Page.title, most.c.issues, most.c.reports, Page.url).join(most, most.c.page_id == Page.id)
    return _ranked(session, named.order_by(most.c.issues.desc(), Page.id))


def sections(session: Session, scope: Scope, limit: int) -> list[Ranked]:
    """The sections with most issues, of pages that name one."""
    return _by_page(session, scope, Page.section, limit)


def authors(session: Session, scope: Scope, limit: int) -> list[Ranked]:
    """The authors with most issues, of pages that name one."""
    return _by_page(session, scope, Page.author, limit)


def languages(session: Session, scope: Scope, limit: int) -> list[Ranked]:
    """Issues and reports by the language of their pages, by the reports that came in the period."""
    reports = func.count()
    query = select(Issue.language, func.count(Issue.id.distinct()), reports).join(Report.issue)
    query = query.where(*scope.reports()).group_by(Issue.language)
    return _ranked(session, query.order_by(reports.desc(), Issue.language).limit(limit))


def _by_page(session: Session, scope: Scope, name: InstrumentedAttribute[str], limit: int) -> list[Ranked]:
    issues, reports = _sums()
    query = select(name, issues, reports).join(Issue.page)
    query = query.where(*scope.issues(), Issue.status.in_(_PERHAPS), name != "").group_by(name)
    return _ranked(session, query.order_by(issues.desc(), name).limit(limit))


def _sums() -> tuple[ColumnElement[int], ColumnElement[int]]:
    return func.count(), func.sum(Issue.report_count)


def _ranked(session: Session, query: Any) -> list[Ranked]:
    return [Ranked(*row) for row in session.execute(query)]
