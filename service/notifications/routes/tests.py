"""Trying a channel: a message is queued, and a page waits for what the other side answers."""

from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, FormEditor
from service.errors import Conflict
from service.models import Channel
from service.notifications import find
from service.notifications.channels import queue_test
from service.notifications.routes.holder import OFFICE, OWN, HolderOfPath, go_to, page
from service.web import rate_limit
from service.web.context import AppContext, Now, ReadSession, WriteSession

router = APIRouter(include_in_schema=False)
_TESTS_AN_HOUR = 30
"""Of one person, through all channels that they make: addresses may be strangers'; what is removed counts as well."""
_SOON = timedelta(seconds=45)
"""After so long a test message should have left, if a worker is running at all."""


@router.post(OFFICE + "/{number}/test")
@router.post(OWN + "/{number}/test")
def begin(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    holder: HolderOfPath,
    context: AppContext,
    now: Now,
    number: int,
    session: WriteSession,
) -> Response:
    """Have a test message sent."""
    try:
        queue_test(session, find.find_channel(session, holder, number), now=now)
        key = rate_limit.key_of(context.settings, now, "test", str(editor.account_id))
        rate_limit.count(session, key, limit=_TESTS_AN_HOUR, seconds=3600, now=now)
    except Conflict as error:
        session.rollback()
        values = last_test(reading, find.find_channel(reading, holder, number), now)
        return page(request, "test", editor, holder, values | {"now": now}, refused=error)
    return go_to(f"{holder.path}/{number}/test")


@router.get(OFFICE + "/{number}/test")
@router.get(OWN + "/{number}/test")
def answer(
    request: Request, session: ReadSession, editor: CurrentEditor, holder: HolderOfPath, now: Now, number: int
) -> Response:
    """What came of it. The page is loaded again by itself while that is open, with or without a script."""
    channel = find.find_channel(session, holder, number)
    values = last_test(session, channel, now)
    shown = page(request, "test", editor, holder, values | {"now": now})
    if values["test"] is not None and values["test"].due_at is not None and not values["late"]:
        shown.headers["Refresh"] = "2"
    return shown


def last_test(session: Session, channel: Channel, now: datetime) -> dict[str, Any]:
    """The channel, its last test, and whether that should have left by now."""
    test = find.last_test(session, channel)
    late = test is not None and test.due_at is not None and now - test.created_at > _SOON
    return {"channel": channel, "test": test, "late": late}
