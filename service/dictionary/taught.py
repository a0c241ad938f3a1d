"""What an editor's decision teaches the site."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.dictionary.learn import forget, teach
from service.domain.workflow import Decision
from service.models import Issue

_CORRECTED = frozenset({Decision.ACCEPT, Decision.RESOLVE})


def learn_from(session: Session, issue: Issue, decision: Decision, *, account_id: int, now: datetime) -> None:
    """Learn what this decision says of the issue's words, in place of what the decisions before it had taught.

    Called when the decision has been carried out, with the correction in the issue. Accepting and resolving teach the
    correction, rejecting teaches that the words are right, and every other decision that nothing is known any more.
    Never raises InvalidInput: what cannot be learned is left.
    """
    forget(session, issue.id)
    if decision is Decision.REJECT or decision in _CORRECTED:
        teach(session, issue, rejected=decision is Decision.REJECT, account_id=account_id, now=now)
