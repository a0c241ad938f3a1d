"""A client of the application, in the same process."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
from anyio.from_thread import start_blocking_portal
from starlette import testclient


class _OneGo(httpx2.BaseTransport):
    """Has a request answered in one visit to the event loop's thread; starlette's way makes seven, to stream."""

    def __init__(self, client: "TestClient", transport: httpx2.ASGITransport) -> None:
        self._client = client
        self._transport = transport

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()

        async def answer() -> httpx2.Response:
            answered = await self._transport.handle_async_request(request)
            content = b"".join([chunk async for chunk in answered.aiter_raw()])
            body = httpx2.ByteStream(content)
            return httpx2.Response(answered.status_code, headers=answered.headers.raw, stream=body, request=request)

        with self._client.event_loop() as portal:
            return portal.call(answer)


class TestClient(testclient.TestClient):
    """starlette's, with fewer visits to the event loop."""

    __test__ = False

    def __init__(self, app: Any, base_url: str = "http://testserver", **options: Any) -> None:
        raising = options.get("raise_server_exceptions", True)
        peer = options.get("client", ("testclient", 50000))
        super().__init__(app, base_url, **options)
        self._transport = _OneGo(self, httpx2.ASGITransport(app, raise_app_exceptions=raising, client=peer))

    event_loop = testclient.TestClient._portal_factory


@contextmanager
def one_event_loop() -> Iterator[None]:
    """Let all clients that do not open their own (by `with`) share one: they would start a thread for each request."""
    with start_blocking_portal() as portal:
        testclient.TestClient.portal = portal
        yield
        testclient.TestClient.portal = None
