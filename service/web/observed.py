"""What is noted of each request, in the log and in the figures: its route's pattern, its status, how long it took.

No address, no query, nothing that a person sent; paths made up by strangers are all one.
"""

import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.metrics import Metrics

_log = structlog.get_logger("bluepencil.request")
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Machines ask for these every few seconds: they are counted, and leave no line in the log."""


class ObservedMiddleware:
    """Counts, times and logs requests. One that ends without an answer has the status 500."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, started = 500, time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = scope["method"], getattr(scope.get("route"), "path", "-")
        self.metrics.requests.labels(method, route, status).observe(seconds)
        if scope["path"] not in _QUIET:
            _log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))
