"""A stranger's mailbox agrees to a channel: a page with a button, which alone changes something."""

from fastapi import APIRouter, Request, Response

from service.models import Channel
from service.notifications.addresses import place_of
from service.notifications.confirmation import agree, asked_for
from service.web.context import AppContext, Now, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(prefix="/mailbox", include_in_schema=False)


@router.get("/{token}")
def ask(request: Request, session: ReadSession, context: AppContext, now: Now, token: str) -> Response:
    """What would be sent, and the button. Looking at it changes nothing, so that link scanners may."""
    return _page(request, asked_for(session, context.settings, token, now=now))


@router.post("/{token}")
def confirm(request: Request, session: WriteSession, context: AppContext, now: Now, token: str) -> Response:
    """Have it sent from now on."""
    return _page(request, agree(session, context.settings, token, now=now))


def _page(request: Request, channel: Channel) -> Response:
    values = {"address": channel.config["address"], "place": place_of(channel), "waits": channel.waits}
    return render(request, "notifications/mailbox.html", values)
