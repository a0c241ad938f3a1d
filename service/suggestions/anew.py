"""Asking the engine once more, where there is more to tell it than at the first time."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.models import Issue, Report, SuggestionTask
from service.suggestions.work import REPORTS_ASKED


def ask_anew(session: Session, issues: Sequence[Issue], words: Collection[str], *, now: datetime) -> list[int]:
    """Have suggestions made anew for those of the issues whose reports lack some of these words. Their numbers."""
    lacking = [issue.id for issue in issues if set(words) - _brought(session, issue.id)]
    if lacking:
        waiting = update(SuggestionTask).where(SuggestionTask.issue_id.in_(lacking), SuggestionTask.due_at.is_(None))
        session.execute(waiting.values(due_at=now, attempts=0), execution_options={"synchronize_session": False})
    return lacking


def _brought(session: Session, issue_id: int) -> set[str]:
    brought = select(Report.words).where(Report.issue_id == issue_id).order_by(Report.id).limit(REPORTS_ASKED)
    return {word for words in session.scalars(brought) for word in words}
