"""The feed at a secret address."""

from fastapi import APIRouter, Response

from service.notifications.feed import atom, entries_of, find_feed
from service.web.context import AppContext, Now, ReadSession

router = APIRouter(prefix="/feeds", include_in_schema=False)
_TYPE = "application/atom+xml"


@router.get("/{token}.atom")
def feed(session: ReadSession, context: AppContext, now: Now, token: str) -> Response:
    """What is open, as an Atom feed. Whoever knows the address may read it."""
    channel = find_feed(session, token)
    listed = entries_of(session, channel)
    document = atom(channel, listed, base_url=context.settings.base_url, now=now)
    return Response(document, headers={"Cache-Control": "private, max-age=300"}, media_type=_TYPE)
