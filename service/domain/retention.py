"""Kinds of data that a site keeps for a time, and for how long where its owner says nothing else."""

from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """One kind of data with a period of its own. The values are stored; add to them, never rename them.

    A new kind needs its days below, its name on the office's page and its step in `data.retention.steps`.
    """

    EMAILS = "emails"
    """Readers' e-mail addresses, counted from the report's arrival."""
    COMMENTS = "comments"
    """Readers' comments, from the report's arrival."""
    REPORTS = "reports"
    """Whole reports, from their arrival; the issue keeps the quote and how many readers there were."""
    HISTORY = "history"
    """Entries of issues' histories, with what editors wrote there, from when they were written."""
    ISSUES = "issues"
    """Decided issues with all that belongs to them, from the decision or the last report after it."""


DAYS = {Kind.EMAILS: 90, Kind.COMMENTS: 365, Kind.REPORTS: 730, Kind.HISTORY: 730, Kind.ISSUES: 1095}
"""The periods of a site whose owner has chosen none."""
LONGEST = 36_500
"""The longest period in days; 0 stands for as long as the site is there."""


def before(now: datetime, days: int) -> datetime | None:
    """What is older than this moment has been kept for so many days; None where it is kept on."""
    return now - timedelta(days=days) if days else None
