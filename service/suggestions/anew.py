"""Asking the engine once more, where there is more to tell it than at the first time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from service.models import Issue, SuggestionTask


def ask_anew(session: Session, issues: Sequence[Issue], *, now: datetime) -> None:
    """Have suggestions made anew for these issues, but for those that wait for the engine as it is."""
    numbers = [issue.id for issue in issues]
    waiting = update(SuggestionTask).where(SuggestionTask.issue_id.in_(numbers), SuggestionTask.due_at.is_(None))
    session.execute(waiting.values(due_at=now, attempts=0), execution_options={"synchronize_session": False})
