"""What became of reports: for whoever holds their ids."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.domain.origins import Origin, allowed
from service.domain.workflow import Status
from service.models import Issue, Report, Site

MOST = 50
"""Receipts that can be asked after at once."""
UNKNOWN = "unknown"
_STATES = {
    Status.OPEN: "received",
    Status.SPAM: "received",
    Status.ACCEPTED: "accepted",
    Status.RESOLVED: "fixed",
    Status.REJECTED: "not_an_error",
}


def states(session: Session, receipts: Collection[str], *, origin: str | None) -> dict[str, str]:
    """The state of each of these reports: received, accepted, fixed, not_an_error or unknown.

    A page is told only of reports to sites that it may post for.
    """
    found = select(Report.receipt, Site.origins, Issue).join(Issue, Issue.id == Report.issue_id)
    rows = session.execute(found.join(Site, Site.id == Report.site_id).where(Report.receipt.in_(receipts)))
    known = {receipt: _state(session, issue) for receipt, origins, issue in rows if _may_ask(origin, origins)}
    return {receipt: known.get(receipt, UNKNOWN) for receipt in receipts}


def _may_ask(origin: str | None, origins: list[str]) -> bool:
    try:
        return origin is None or allowed(Origin.parse(origin), origins)
    except ValueError:
        return False


def _state(session: Session, issue: Issue) -> str:
    seen = set[int]()
    while issue.status is Status.DUPLICATE and issue.duplicate_of_id is not None and issue.id not in seen:
        seen.add(issue.id)
        issue = session.get_one(Issue, issue.duplicate_of_id)
    return _STATES.get(issue.status, "received")
