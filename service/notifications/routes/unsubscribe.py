"""The way out that every e-mail offers: one click for mail programs, a page with a button for people."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from service.errors import NotFound
from service.models import Channel, Off
from service.notifications.addresses import shown
from service.notifications.channels import switch_off
from service.notifications.links import mailbox_of, read_unsubscribe
from service.settings import Settings
from service.web.context import AppContext, Now, ReadSession, WriteSession
from service.web.pages import render

router = APIRouter(prefix="/unsubscribe", include_in_schema=False)


@router.get("/{token}")
def ask(request: Request, session: ReadSession, context: AppContext, token: str) -> Response:
    """The page with the button. Looking at it changes nothing, so that link scanners may."""
    channel = _channel(session, context.settings, token)
    return _page(request, channel, is_off=channel.off_at is not None)


@router.post("/{token}")
def unsubscribe(request: Request, session: WriteSession, context: AppContext, now: Now, token: str) -> Response:
    """End it: by the button, or by a mail program (RFC 8058)."""
    channel = _channel(session, context.settings, token)
    switch_off(session, channel, Off.UNSUBSCRIBED, now=now)
    return _page(request, channel, is_off=True)


def _channel(session: Session, settings: Settings, token: str) -> Channel:
    number, mailbox = read_unsubscribe(settings, token)
    channel = session.get(Channel, number)
    if channel is None or mailbox_of(channel.config.get("address", "")) != mailbox:
        raise NotFound("These e-mails have ended already.", code="mails_gone")
    return channel


def _page(request: Request, channel: Channel, *, is_off: bool) -> Response:
    return render(request, "notifications/unsubscribe.html", {"address": shown(channel), "is_off": is_off})
