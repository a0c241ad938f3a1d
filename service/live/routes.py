"""The stream of news for an open desk, and the same to be asked for where streams do not get through."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from service.accounts.current_user import CurrentEditor
from service.accounts.permissions import sites_of
from service.errors import Unavailable
from service.live.changes import changes_since, newest
from service.live.hub import Hub
from service.web.context import ReadSession

router = APIRouter(prefix="/desk", include_in_schema=False)
_MOST_DESKS = 500
_LASTS = 600
"""Seconds after which a stream ends and the desk asks again: by then somebody may be logged out, or no member."""
_PING_EVERY = 15
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.get("/live")
def live(request: Request, editor: CurrentEditor, session: ReadSession) -> Response:
    """Server-sent events: what happens to the issues of the editor's sites. Raises Unavailable for one too many."""
    hub: Hub = request.app.state.live
    if hub.open_desks >= _MOST_DESKS:
        raise Unavailable("Too many desks are open for live news.", retry_after=30)
    sites = frozenset(site.id for site in sites_of(session, editor.account_id))
    news = _stream(hub, editor.account_id, sites)
    return StreamingResponse(news, media_type="text/event-stream", headers=_HEADERS)


async def _stream(
    hub: Hub, account_id: int, sites: frozenset[int], *, ping_every: int = _PING_EVERY
) -> AsyncIterator[str]:
    yield "retry: 3000\n\n"
    async with hub.listening() as desk:
        for second in range(_LASTS):
            if hub.closed:
                return
            try:
                changes = await asyncio.wait_for(desk.get(), 1)
            except TimeoutError:
                if second % ping_every == 0:
                    yield ": still here\n\n"
                continue
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
