"""What is taken away of each kind of data: how what is too old is found, and how it goes.

Finding is a read, so that nobody waits for it; whatever is then removed is looked at once more, under its lock. A kind
that is added to `domain.retention.Kind` gets its line in OF_SITES.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import Session, aliased

from service.data.retention import removal
from service.domain.retention import Kind
from service.domain.workflow import Status
from service.models import Activity, Batch, Issue, Login, Page, Report
from service.models.report import HAS_COMMENT, HAS_EMAIL

DECIDED = (Status.RESOLVED, Status.REJECTED, Status.SPAM, Status.DUPLICATE)
_duplicate = aliased(Issue)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a purge does again and again, a batch of rows at a time, until none are left."""

    name: str
    """What its rows are counted under."""
    kind: Kind | int
    """Whose period counts; for the installation's own data the days themselves."""
    due: Callable[[int, datetime], Select[int]]
    """The numbers of a site's rows that are older than a moment."""
    remove: Callable[[Session, Sequence[int], Select[int]], int]
    """Take away those of these rows that are still due. How many were."""


def _emails(site_id: int, before: datetime) -> Select[int]:
    return select(Report.id).where(Report.site_id == site_id, Report.created_at < before, HAS_EMAIL)


def _comments(site_id: int, before: datetime) -> Select[int]:
    return select(Report.id).where(Report.site_id == site_id, Report.created_at < before, HAS_COMMENT)


def _reports(site_id: int, before: datetime) -> Select[int]:
    return select(Report.id).where(Report.site_id == site_id, Report.created_at < before)


def _history(site_id: int, before: datetime) -> Select[int]:
    # By the index of when issues were first reported: nothing happened to an issue before.
    old = and_(Issue.site_id == site_id, Issue.first_reported_at < before)
    return select(Activity.id).join(Issue, Issue.id == Activity.issue_id).where(old, Activity.at < before)


def _issues(site_id: int, before: datetime) -> Select[int]:
    """Not those that others are marked as duplicates of: these go first."""
    old: list[ColumnElement[bool]] = [Issue.last_reported_at < before, Issue.decided_at < before]
    of_others = exists().where(_duplicate.duplicate_of_id == Issue.id)
    return select(Issue.id).where(Issue.site_id == site_id, Issue.status.in_(DECIDED), *old, ~of_others)


def _pages(site_id: int, before: datetime) -> Select[int]:
    without = ~exists().where(Issue.page_id == Page.id)
    return select(Page.id).where(Page.site_id == site_id, Page.last_seen_at < before, without)


def _logins(_site: int, before: datetime) -> Select[int]:
    return select(Login.id).where(Login.ends_at < before)


def _batches(_site: int, before: datetime) -> Select[int]:
    return select(Batch.id).where(Batch.finished_at < before)


OF_SITES = (
    Step("emails", Kind.EMAILS, _emails, removal.clear_emails),
    Step("comments", Kind.COMMENTS, _comments, removal.clear_comments),
    Step("reports", Kind.REPORTS, _reports, removal.delete_reports),
    Step("history", Kind.HISTORY, _history, removal.delete_history),
    Step("issues", Kind.ISSUES, _issues, removal.delete_issues),
    Step("pages", Kind.ISSUES, _pages, removal.delete_pages),
)
OF_INSTALLATION = (
    Step("logins", 1, _logins, removal.delete_logins),
    Step("batches", 90, _batches, removal.delete_batches),
)
