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
    check = session.get(PageCheck, issue.page_id, with_for_update=True, populate_existing=True)
    if check is None:
        want_look(session, issue.page_id, at=now, now=now)
        check = session.get_one(PageCheck, issue.page_id, with_for_update=True, populate_existing=True)
    check.asked_at = check.asked_at or now
    check.failures = 0
    if check.worker is None:  # else somebody is looking just now, and the row says when that is over
        check.due_at, check.slot_at = now, None
