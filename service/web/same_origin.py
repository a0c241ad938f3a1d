"""Forms of the desk are sent by the desk's own pages, and by nobody else's."""

import hashlib
import hmac
from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.messages import marked
from service.settings import Settings
from service.web.cors import is_public
from service.web.problems import problem

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOriginMiddleware:
    """Refuses unsafe requests that a browser marks as sent from elsewhere, or that carry a cookie and no mark at all.

    `Sec-Fetch-Site` is what every current browser sends by https; `Origin` serves for older ones, and by http. It is to
    be the service's address, or the asked host by that address's scheme: another scheme is another origin.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.own = settings.base_url
        self.scheme = urlsplit(settings.base_url).scheme

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _SAFE:
            request = Request(scope, receive)
            if not is_public(request) and not self._sent_by_us(request):
                detail = marked("This form was sent from another site, so nothing was changed.")
                await problem(request, HTTPStatus.FORBIDDEN, "forbidden", detail)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _sent_by_us(self, request: Request) -> bool:
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = request.headers.get("origin")
        if origin is not None:
            return origin in (self.own, f"{self.scheme}://{request.headers.get('host', '')}")
        return "cookie" not in request.headers


def form_token(settings: Settings, login_hash: bytes) -> str:
    """The token that the forms of one log-in carry."""
    return hmac.new(settings.secret(), b"form" + login_hash, hashlib.sha256).hexdigest()


def is_form_token(settings: Settings, login_hash: bytes, token: str) -> bool:
    """Whether a form carries its own log-in's token."""
    return hmac.compare_digest(form_token(settings, login_hash).encode(), token.encode("utf-8", "replace"))
