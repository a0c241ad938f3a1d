"""Asking for a look at a page now, which the worker then takes."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.errors import Conflict
from service.models import Issue, PageCheck
from service.models.page_check import want_look


def ask(session: Session, issue: Issue, *, now: datetime) -> None:
    """Have the issue's page looked at as soon as its host may be asked. Asking again changes nothing until then.

    Raises Conflict where the site's owner has turned looks off.
    """
    if not issue.site.looks:
        raise Conflict("The pages of this site are not looked at: its owner has turned that off.", code="looks_off")
    ask_of(session, issue.page_id, now=now)


def ask_of(session: Session, page_id: int, *, now: datetime) -> None:
    """The same of a page, whoever's it is. What was given up, or had failed, is tried anew."""
    check = session.get(PageCheck, page_id, with_for_update=True, populate_existing=True)
    if check is None:
        want_look(session, page_id, at=now, now=now)
        check = session.get_one(PageCheck, page_id, with_for_update=True, populate_existing=True)
    check.asked_at = check.asked_at or now
    check.failures = 0
    if check.worker is None or check.due_at is None:  # else somebody is looking just now, and the row says until when
        check.due_at, check.slot_at, check.attempts = now, None, 0
    session.flush()
