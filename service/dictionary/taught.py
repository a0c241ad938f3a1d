"""What a decision teaches the site."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.dictionary.learn import REJECTED, add_word, remember_pair
from service.domain.dictionary import entry_of
from service.domain.workflow import Decision
from service.models import Issue


def learn_from(session: Session, issue: Issue, decision: Decision, *, account_id: int, now: datetime) -> None:
    """Remember an accepted correction, and hold a rejected word correct from now on."""
    if decision in (Decision.ACCEPT, Decision.RESOLVE) and issue.correction:
        remember_pair(
            session, issue.site_id, issue.exact, issue.correction, account_id=account_id, issue_id=issue.id, now=now
        )
    if decision is Decision.REJECT and entry_of(issue.exact):
        add_word(
            session, issue.site_id, issue.exact, origin=REJECTED, account_id=account_id, issue_id=issue.id, now=now
        )
