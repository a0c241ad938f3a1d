"""Connections that dawdle or shout, on a real server."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn

from service.web import http_protocol
from service.web.http_protocol import HEAD_BYTES, HttpProtocol

_HEAD = b"GET / HTTP/1.1\r\nhost: localhost\r\n"


async def _app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    body = b""
    while scope["path"] != "/early":
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@asynccontextmanager
async def _serving() -> AsyncIterator[int]:
    config = uvicorn.Config(_app, port=0, http=HttpProtocol, log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await running


def _run(conversation: Any) -> None:
    async def whole() -> None:
        async with _serving() as port:
            async with asyncio.timeout(20):
                await conversation(port)

    # In a thread of its own: Playwright, where it runs in this process, has an event loop in the main one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, whole()).result()


def test_heads_that_never_end_are_closed_and_others_are_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.2)

    async def conversation(port: int) -> None:
        slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(50)]
        for _, writer in slow[1:]:  # the first one says nothing at all
            writer.write(_HEAD)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(_HEAD + b"\r\n")
        assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
        assert [await reader.read() for reader, _ in slow] == [b""] * 50
        for _, closing in (*slow, (reader, writer)):
            closing.close()

    _run(conversation)


@pytest.mark.parametrize("pieces", [1, 40])
def test_a_head_that_is_too_large_is_refused(pieces: int) -> None:
    async def conversation(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(_HEAD + b"x-a: ")
        for _ in range(pieces):
            writer.write(b"a" * (HEAD_BYTES // pieces + 1))
            await asyncio.sleep(0)
        assert (await reader.read()).startswith(b"HTTP/1.1 431 ")
        writer.close()

    _run(conversation)


def test_the_rest_of_a_refused_body_is_no_head() -> None:
    async def conversation(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /early HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n")
        assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
        for _ in range(10):
            writer.write(b"2000\r\n" + b"a" * 0x2000 + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n" + _HEAD + b"\r\n")
        assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
        writer.close()

    _run(conversation)


def test_a_large_body_behind_a_small_head_is_no_large_head() -> None:
    async def conversation(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(2):  # twice on one connection: the second request's head is counted anew
            writer.write(b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 200000\r\n\r\n" + b"a" * 200_000)
            assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
        writer.close()

    _run(conversation)
