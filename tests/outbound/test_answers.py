"""Section F, F11, F12, F13 and F20: answers that are too large, too slow, or not what they say."""

import gzip
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat

import pytest

from service.outbound.answers import Limits
from service.outbound.client import Client
from service.outbound.failures import Refused, Unreachable
from tests.outbound.server import Say, Server, answer, serving

MakeClient = Callable[..., Client]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SHORT = Limits(seconds=0.5)


def _refused(client: Client, say: Say, limits: Limits = SHORT) -> str:
    started = time.monotonic()
    with serving(say) as server, pytest.raises((Refused, Unreachable)) as failure:
        client.get(server.url, limits=limits)
    assert time.monotonic() - started < 8
    return failure.value.code


def test_a_page_comes_as_it_is(client_for: MakeClient) -> None:
    page = gzip.compress(b"<p>gzip") + gzip.compress(b" twice</p>")
    with serving(answer(page, "Content-Encoding: GZIP", "X-One: 1", "X-One: 2")) as server:
        got = client_for().get(server.url)
    assert (got.status, got.body, got.complete, got.url) == (200, b"<p>gzip twice</p>", True, server.url)
    assert got.all("x-one") == ["1", "2"] and got.header("none") == ""


@pytest.mark.parametrize(
    "body",
    [b"4\r\n<p>x\r\n4\r\n</p>\r\n0\r\n\r\n", b"4;a=b\r\n<p>x\r\n4\r\n</p>\r\n0\r\nTrailer: yes\r\n\r\n"],
)
def test_a_body_without_a_length_is_read(client_for: MakeClient, body: bytes) -> None:
    with serving(lambda _: [HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + body]) as server:
        assert client_for().get(server.url).body == b"<p>x</p>"
    with serving(lambda _: [HEAD + b"\r\n", b"<p>x", b"</p>"]) as server:
        assert client_for().get(server.url).body == b"<p>x</p>"


def test_a_bomb_is_stopped_before_it_fills_the_memory(client_for: MakeClient) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(200)) + packer.flush()
    assert len(bomb) < 200_000
    with serving(answer(bomb, "Content-Encoding: gzip")) as server:
        tracemalloc.start()
        with pytest.raises(Refused) as refused:
            client_for().get(server.url)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert refused.value.code == "too_large"
    assert peak < 12_000_000


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "compress", "x"])
def test_other_encodings_are_neither_asked_for_nor_taken(client_for: MakeClient, encoding: str) -> None:
    say = answer(gzip.compress(gzip.compress(b"x")), f"Content-Encoding: {encoding}")
    with serving(say) as server, pytest.raises(Refused) as refused:
        client_for().get(server.url)
    assert refused.value.code == "encoding"
    assert b"Accept-Encoding: gzip\r\n" in server.requests[0]


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/octet-stream", "text/plain", ""])
def test_what_is_no_page_is_not_read(client_for: MakeClient, kind: str) -> None:
    assert _refused(client_for(), answer(b"x" * 100, kind=kind)) == "content_type"


def test_an_error_is_an_answer_whatever_its_type(client_for: MakeClient) -> None:
    with serving(answer(b"{}", status="404 Not Found", kind="application/json")) as server:
        got = client_for().get(server.url)
    assert (got.status, got.body, got.complete) == (404, b"", False)


def test_more_bytes_than_agreed_are_not_read(client_for: MakeClient) -> None:
    def endless(_request: bytes) -> Iterator[bytes]:
        yield HEAD + b"\r\n"
        yield from repeat(b"x" * 65536)

    assert _refused(client_for(), endless, Limits()) == "too_large"
    assert _refused(client_for(), answer(b"x" * 3_000_000), Limits()) == "too_large"
    assert _refused(client_for(), answer(b"x" * 1001), Limits(bytes=1000)) == "too_large"


def test_heads_without_end_are_not_read(client_for: MakeClient) -> None:
    def one_line(_request: bytes) -> Iterator[bytes]:
        yield HEAD + b"X: "
        yield from repeat(b"x" * 65536, 256)

    def many_answers(_request: bytes) -> Iterator[bytes]:
        yield from repeat(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 1000)

    assert _refused(client_for(), one_line, Limits()) in ("protocol", "too_large")
    assert _refused(client_for(), many_answers, Limits()) == "too_large"


@contextmanager
def _falling_silent(before: bytes) -> Iterator[Server]:
    """A server that says this much and then nothing, until the other side has had enough."""

    def say(_request: bytes) -> Iterator[bytes]:
        yield before
        server.left.wait(10)

    with serving(say) as server:
        yield server


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200", HEAD, HEAD + b"Content-Length: 9\r\n\r\nabc"])
def test_a_server_that_falls_silent_is_left(client_for: MakeClient, before: bytes) -> None:
    with _falling_silent(before) as server, pytest.raises(Unreachable, match=r"took more than 0\.5 sec") as failure:
        client_for().get(server.url, limits=SHORT)
    assert failure.value.code == "time"


def test_a_drip_does_not_gain_time(client_for: MakeClient) -> None:
    def drip(_request: bytes) -> Iterator[bytes]:
        yield HEAD + b"\r\n"
        while not server.left.wait(0.05):
            yield b"x"

    with serving(drip) as server:
        started = time.monotonic()
        with pytest.raises(Unreachable) as failure:
            client_for().get(server.url, limits=SHORT)
    assert failure.value.code == "time" and time.monotonic() - started < 2


def test_a_look_up_that_hangs_is_left(client_for: MakeClient) -> None:
    enough = threading.Event()

    def look_up(_host: str, _port: int) -> list[str]:
        enough.wait(10)
        return ["127.0.0.1"]

    client = client_for()
    client.resolve = look_up
    with pytest.raises(Unreachable) as failure:
        client.get("http://slow.example/", limits=SHORT)
    enough.set()
    assert failure.value.code == "time"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        HEAD + b"Content-Length: x\r\n\r\n",
        HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        HEAD + b"Content-Length: 100\r\n\r\nshort",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"Content-Length: 6\r\nContent-Encoding: gzip\r\n\r\nnogzip",
        HEAD + b"Content-Length: 10\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 100, mtime=0)[:10],
    ],
)
def test_what_is_no_answer_is_told_so(client_for: MakeClient, said: bytes) -> None:
    assert _refused(client_for(), lambda _: [said]) == "protocol"


def test_of_a_webhooks_answer_only_the_beginning_is_read(client_for: MakeClient) -> None:
    def endless(_request: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        yield from repeat(b"x" * 65536)

    with serving(endless) as server:
        told = client_for().post(server.url, b"{}", {})
    assert (told.status, len(told.body), told.complete) == (200, 65536, False)


def test_a_webhook_that_drips_after_its_status_has_answered(client_for: MakeClient) -> None:
    with _falling_silent(b"HTTP/1.1 429 Slow\r\nRetry-After: 7\r\n\r\nwait") as server:
        told = client_for().post(server.url, b"{}", {}, seconds=0.5)
    assert (told.status, told.header("retry-after"), told.body, told.complete) == (429, "7", b"wait", False)
