"""The stream of news for an open desk, and the same to be asked for where streams do not get through."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from service.accounts.current_user import CurrentEditor, Editor
from service.accounts.logins import goes_on
from service.accounts.permissions import sites_of
from service.database import Database
from service.errors import Busy
from service.live.changes import changes_since, newest
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
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.get("/live")
def live(request: Request, context: AppContext, editor: CurrentEditor, session: ReadSession) -> Response:
    """Server-sent events: what happens to the issues of the editor's sites. Raises Busy for one too many."""
    hub: Hub = request.app.state.live
    if hub.open_desks >= _MOST_DESKS or hub.open_desks_of(editor.account_id) >= _MOST_OF_ONE:
        raise Busy("Too many desks are open for live news.", retry_after=30)
    sites = frozenset(site.id for site in sites_of(session, editor.account_id))
    news = _stream(hub, editor.account_id, sites, partial(_sites_now, context.database, editor))
    return StreamingResponse(news, media_type="text/event-stream", headers=_HEADERS)


def _sites_now(database: Database, editor: Editor) -> frozenset[int]:
    """The sites whose news the editor may still be told: none once the log-in has ended."""
    with database.read() as session:
        if not goes_on(session, editor.login_hash):
            return frozenset()
        return frozenset(site.id for site in sites_of(session, editor.account_id))


async def _stream(
    hub: Hub,
    account_id: int,
    sites: frozenset[int],
    look: Callable[[], frozenset[int]] | None = None,
    *,
    ping_every: int = _PING_EVERY,
) -> AsyncIterator[str]:
    """News of these sites; `look` says, while the stream goes on, which sites they are by now."""
    yield "retry: 3000\n\n"
    looked = time.monotonic()
    async with hub.listening(account_id) as desk:
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
            told = [change.told(account_id) for change in changes if change.site_id in sites]
            if told:
                yield f"data: {json.dumps(told)}\n\n"


@router.get("/changes")
def changes(
    editor: CurrentEditor, session: ReadSession, since: Annotated[int, Query(ge=-1, le=2**62)] = -1
) -> Response:
    """What happened after a number, and the number to ask with next time; with -1 just that number."""
    last = newest(session)
    if since < 0:
        return JSONResponse({"last": last, "changes": []})
    sites = [site.id for site in sites_of(session, editor.account_id)]
    found = changes_since(session, since, sites)
    told = [change.told(editor.account_id) for change in found]
    return JSONResponse({"last": last, "changes": told}, headers={"Cache-Control": "no-store"})
