"""The stream of news for an open desk, and the same to be asked for where streams do not get through."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from service.accounts.current_user import CurrentEditor, Editor
from service.accounts.logins import goes_on
from service.accounts.permissions import site_ids_of
from service.database import Database
from service.errors import Busy
from service.live.changes import MOST_MISSED, Change, missed_since, newest
from service.live.hub import Hub, in_thread
from service.web.context import AppContext, ReadSession

router = APIRouter(prefix="/desk", include_in_schema=False)
_MOST_DESKS = 500
_MOST_OF_ONE = 20
"""Desks of one editor: whoever opens more of them would take the others' places."""
_LASTS = 600
"""Seconds after which a stream ends and the desk asks again."""
_TRUSTED = 5
"""Seconds for which a stream goes by what it knows of the editor, who may be logged out by then, or no member."""
_PING_EVERY = 15
_EVENT_ID = re.compile(r"\d{1,18}")
Since = Annotated[int, Query(ge=-1, le=2**62)]
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.get("/live")
def live(
    request: Request,
    context: AppContext,
    editor: CurrentEditor,
    session: ReadSession,
    since: Since = -1,
    last_event_id: Annotated[str, Header()] = "",
) -> Response:
    """Server-sent events: what happens to the issues of the editor's sites. Raises Busy for one too many.

    It begins with what has happened after a number: that of the last event where the browser comes back by itself.
    """
    hub: Hub = request.app.state.live
    if hub.open_desks >= _MOST_DESKS or hub.open_desks_of(editor.account_id) >= _MOST_OF_ONE:
        raise Busy("Too many desks are open for live news.", retry_after=30)
    sites = site_ids_of(session, editor.account_id)
    after = int(last_event_id) if _EVENT_ID.fullmatch(last_event_id) else since
    missed = partial(_missed, context.database, after) if after >= 0 else None
    news = _stream(hub, editor.account_id, sites, partial(_sites_now, context.database, editor), missed)
    return StreamingResponse(news, media_type="text/event-stream", headers=_HEADERS)


def _sites_now(database: Database, editor: Editor) -> frozenset[int]:
    """The sites whose news the editor may still be told: none once the log-in has ended."""
    with database.read() as session:
        if not goes_on(session, editor.login_hash):
            return frozenset()
        return site_ids_of(session, editor.account_id)


def _missed(database: Database, after: int, sites: frozenset[int]) -> list[Change]:
    with database.read() as session:
        return missed_since(session, after, sites)


async def _stream(
    hub: Hub,
    account_id: int,
    sites: frozenset[int],
    look: Callable[[], frozenset[int]] | None = None,
    missed: Callable[[frozenset[int]], list[Change]] | None = None,
    *,
    ping_every: int = _PING_EVERY,
) -> AsyncIterator[str]:
    """News of these sites; `look` says, while the stream goes on, which sites they are by now.

    `missed` gives what has happened before; it is asked once the desk is listening, so that nothing is lost between.
    """
    looked = time.monotonic()
    async with hub.listening(account_id) as desk:
        before = await in_thread(partial(missed, sites)) if missed else []
        yield "retry: 3000\n\n" + _event(before, account_id)
        for second in range(_LASTS):
            if hub.closed:
                return
            try:
                changes = await asyncio.wait_for(desk.get(), 1)
            except TimeoutError:
                if second % ping_every == 0:
                    yield ": still here\n\n"
                continue
            if look is not None and time.monotonic() - looked >= _TRUSTED:
                sites, looked = await in_thread(look), time.monotonic()
            if event := _event([change for change in changes if change.site_id in sites], account_id):
                yield event


def _event(changes: list[Change], account_id: int) -> str:
    """One event of them all, with the number to go on from; empty where there are none."""
    if not changes:
        return ""
    told = json.dumps([change.told(account_id) for change in changes])
    return f"id: {changes[-1].number}\ndata: {told}\n\n"


@router.get("/changes")
def changes(
    editor: CurrentEditor,
    session: ReadSession,
    since: Since = -1,
) -> Response:
    """What happened after a number, and the number to ask with next time; with -1 just that number."""
    last = newest(session)
    if since < 0:
        return JSONResponse({"last": last, "changes": []})
    found = missed_since(session, since, site_ids_of(session, editor.account_id))
    if len(found) >= MOST_MISSED:
        last = found[-1].number
    told = [change.told(editor.account_id) for change in found]
    return JSONResponse({"last": last, "changes": told}, headers={"Cache-Control": "no-store"})
