"""A view as the conditions of a query, but for its search.

They are written so that SQLite walks through an index in the view's order and stops after a page. It knows little about
how often a value occurs, and would rather collect whatever one filter leaves and sort all of it: `column + 0` and
`column || ''` keep the column's index from it. PostgreSQL counts values and chooses well by itself.
"""

import json
from datetime import timedelta

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Select, any_, false, func, literal, select
from sqlalchemy.orm import Session

from service.domain.dictionary import word_key
from service.domain.page_check import Notice
from service.domain.workflow import Status
from service.issues.view import Scope, Sort, View
from service.models import Issue, IssueCheck, Mention, Page
from service.models.issue_check import NOTICED
from service.models.upsert import dialect_of

_MANY_PAGES = 500
"""With so many pages of a section, each issue's page is looked up; of fewer, their issues are collected and sorted."""
_MANY_ASSIGNED = 1_000
"""So many issues of one person are met on the way through all; fewer are collected and sorted."""
_ASSIGNED = Issue.__table__.alias("assigned")
_MANY_NOTICED = 1_000
"""So many issues of which the page check has noticed something are met on the way; fewer are collected and sorted."""
_MANY_READERS = 4
"""Issues of so many readers are few enough to be collected and sorted."""


def conditions(session: Session, view: View, scope: Scope, *, any_status: bool = False) -> list[ColumnElement[bool]]:
    """The issues of these sites that the view wants; with `any_status` whatever their status is."""
    steered = dialect_of(session) == "sqlite"
    wanted = [_of_sites(scope.site_ids, steered=steered, by_word=bool(view.word))]
    wanted += [] if any_status else [_of_status(view)]
    wanted += _by_word(view) + _by_text(view, steered=steered)
    if view.confidence:
        wanted.append(Issue.confidence >= view.confidence / 100)
    if view.age:
        wanted.append(Issue.last_reported_at <= scope.now - timedelta(days=view.age))
    wanted += _by_assignee(session, view, scope, steered=steered)
    if view.mention:
        wanted.append(Issue.id.in_(select(Mention.issue_id).where(Mention.account_id == scope.account_id)))
    return wanted + _by_page(session, view, scope) + _by_live_page(session, view, scope, any_status=any_status)


def _of_sites(site_ids: tuple[int, ...], *, steered: bool, by_word: bool) -> ColumnElement[bool]:
    """One site has indexes of its own, and so have words; else several are picked out on the way through those of all.

    Both databases are sent one list: hundreds of parameters take longer to write down than the rest of the query.
    """
    if len(site_ids) == 1:
        return Issue.site_id == site_ids[0]
    if not steered:
        return Issue.site_id == any_(literal(list(site_ids), ARRAY(BigInteger)))
    listed = select(func.json_each(json.dumps(site_ids)).table_valued("value").c.value)
    return (Issue.site_id if by_word else Issue.site_id + 0).in_(listed)


def _of_status(view: View) -> ColumnElement[bool]:
    """A word's issues are few and have an index, those of a status may be many: the addition keeps theirs from it."""
    return Issue.status + "" == view.status.value if view.word else Issue.status == view.status


def _by_word(view: View) -> list[ColumnElement[bool]]:
    if not view.word:
        return []
    key = word_key(view.word)
    return [Issue.word_key == key if key else false()]


def _by_text(view: View, *, steered: bool) -> list[ColumnElement[bool]]:
    """By kind and language, which have an index together, and by the number of readers."""
    wanted: list[ColumnElement[bool]] = []
    together = bool(view.kind and view.language)
    for column, value in ((Issue.kind, view.kind), (Issue.language, view.language)):
        if value:
            wanted.append((column if together or not steered else column + "") == value)
    if view.readers > 1:
        walked = steered and view.sort is not Sort.READERS and view.readers < _MANY_READERS
        wanted.append((Issue.report_count + 0 if walked else Issue.report_count) >= view.readers)
    return wanted


def _by_assignee(session: Session, view: View, scope: Scope, *, steered: bool) -> list[ColumnElement[bool]]:
    if view.assignee == "none":
        return [Issue.assignee_id.is_(None)]
    if not view.assignee:
        return []
    assignee = scope.account_id if view.assignee == "me" else int(view.assignee)
    if not steered or len(scope.site_ids) == 1:
        return [Issue.assignee_id == assignee]
    theirs = select(_ASSIGNED.c.id).where(_ASSIGNED.c.assignee_id == assignee)
    number = session.scalar(select(func.count()).select_from(theirs.limit(_MANY_ASSIGNED).subquery())) or 0
    return [Issue.assignee_id + 0 == assignee if number == _MANY_ASSIGNED else Issue.id.in_(theirs)]


def _by_page(session: Session, view: View, scope: Scope) -> list[ColumnElement[bool]]:
    said = [getattr(Page, name) == getattr(view, name) for name in ("section", "author") if getattr(view, name)]
    if not said:
        return []
    pages: Select[int] = select(Page.id).where(*said)
    of_sites = pages.where(Page.site_id.in_(scope.site_ids))
    number = session.scalar(select(func.count()).select_from(of_sites.limit(_MANY_PAGES).subquery())) or 0
    return [pages.where(Page.id == Issue.page_id).exists() if number == _MANY_PAGES else Issue.page_id.in_(of_sites)]


def _by_live_page(session: Session, view: View, scope: Scope, *, any_status: bool) -> list[ColumnElement[bool]]:
    """By what the page check has noticed: of issues that are called fixed one thing, of those that wait the others."""
    if not view.live:
        return []
    wanted = Notice(view.live)
    statuses = (Status.RESOLVED,) if wanted is Notice.STILL else (Status.OPEN, Status.ACCEPTED)
    if not any_status and view.status not in statuses:
        return [false()]
    noticed = select(IssueCheck.issue_id).where(NOTICED, IssueCheck.notice == wanted)
    of_sites = noticed.where(IssueCheck.site_id.in_(scope.site_ids))
    number = session.scalar(select(func.count()).select_from(of_sites.limit(_MANY_NOTICED).subquery())) or 0
    many = number == _MANY_NOTICED
    # The offset keeps PostgreSQL from collecting them all the same: it takes them for a few hundred.
    found = noticed.where(IssueCheck.issue_id == Issue.id).offset(0).exists() if many else Issue.id.in_(of_sites)
    return [found, Issue.status.in_(statuses)] if any_status else [found]
