"""No request of a person needs a large body: forms are small."""

from http import HTTPStatus

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import TooLarge
from service.messages import marked
from service.web.problems import problem

LARGEST = 256 * 1024
"""Bytes. The public interface has a smaller limit of its own."""
_TOO_LARGE = marked("A request has at most %(most)s KiB.")


class BodyLimitMiddleware:
    """Refuses larger bodies: at once where their length is declared, else as soon as the limit is passed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        declared = request.headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > LARGEST:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            too_large = problem(request, status, TooLarge.code, _TOO_LARGE, given={"most": LARGEST // 1024})
            await too_large(scope, receive, send)
            return
        received = 0

        async def counting() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LARGEST:
                raise TooLarge(_TOO_LARGE, most=LARGEST // 1024)
            return message

        await self.app(scope, counting, send)
