"""What is held of one reader, for the reader."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.models import Issue, Report, Site


def told(session: Session, numbers: Sequence[int], *, now: datetime) -> dict[str, Any]:
    """These reports with all that was sent, and what became of them; fit for JSON."""
    query = select(Report, Issue.status, Site.name).join(Issue, Issue.id == Report.issue_id)
    rows = session.execute(
        query.join(Site, Site.id == Report.site_id).where(Report.id.in_(numbers)).order_by(Report.id)
    )
    return {
        "made_at": now.isoformat(),
        "what": "All that Bluepencil holds of this reader's reports. Addresses and browsers of readers are not kept.",
        "reports": [_report(report, status.value, site) for report, status, site in rows],
    }


def _report(report: Report, status: str, site: str) -> dict[str, Any]:
    return {
        "site": site,
        "receipt": report.receipt,
        "received_at": report.created_at.isoformat(),
        "written_at": report.written_at.isoformat() if report.written_at else None,
        "page": report.url,
        "quote": {"exact": report.exact, "prefix": report.prefix, "suffix": report.suffix},
        "sentence": report.sentence,
        "words": report.words,
        "correction": report.correction,
        "comment": report.comment,
        "kind": report.kind,
        "email": report.email,
        "client": report.client,
        "answer": report.outcome.value,
        "issue": report.issue_id,
        "status": status,
    }
