"""Sections A and B where they take a real server: bytes that no client library would send, bodies without an end."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.factories import PAGE, report
from tests.hostile.servers import Fleet, body, head, report_head, status
from tests.hostile.target import REPORTS, Target

param = pytest.param

GIGABYTE = 1024**3
BOMB = gzip.compress(b" " * 10_000_000)


def encoded(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields).encode()


def chunks(size: int) -> Iterator[bytes]:
    """A chunked body of so many bytes that never says how long it is."""
    yield report_head("Transfer-Encoding: chunked")
    for _ in range(size // 65536):
        yield b"10000\r\n" + b" " * 65536 + b"\r\n"
    yield b"0\r\n\r\n"


DECLARED = [param(20_480, id="A04"), param(GIGABYTE, id="A05-1-GB-declared")]


@pytest.mark.parametrize("length", DECLARED)
def test_a_body_that_is_declared_too_large_is_not_waited_for(servers: Fleet, length: int) -> None:
    server = servers.members[0]
    answer = server.exchange(report_head(f"Content-Length: {length}"))
    assert (status(answer), body(answer)["code"]) == (413, "too_large")
    assert server.lives()


@pytest.mark.parametrize("size", [param(3 * 1024**2, id="A05-3-MB"), param(64 * 1024**2, id="A05-64-MB")])
def test_an_endless_body_is_cut_short_and_costs_no_memory(servers: Fleet, size: int) -> None:
    server = servers.members[0]
    assert server.lives()
    before = server.memory()
    answer, _ = server.stream(chunks(size))
    assert (status(answer), body(answer)["code"]) == (413, "too_large")
    assert server.memory() - before < 8 * 1024**2
    assert server.lives()


def test_the_log_stays_one_json_object_a_line_whatever_is_sent(servers: Fleet) -> None:
    """A22, A23: line breaks, escapes and controls in the body, the path and the headers."""
    server = servers.members[0]
    marks = '\x1b[31m canary \r\n {"event": "canary"} \u2028 \u202e \x07'
    bodies = (report(comment=marks), report(site=marks), report(page={"url": marks}))
    for content in (*map(encoded, bodies), marks.encode()):
        assert status(server.exchange(report_head(f"Content-Length: {len(content)}"), content)) in (202, 400, 404, 422)
    path = f"{REPORTS}/%0d%0a%1b%5b31mcanary"
    hidden = ("User-Agent: canary \x1b[31m", "Referer: https://canary.example/", "Content-Length: 0")
    assert status(server.exchange(report_head().replace(REPORTS.encode(), path.encode(), 1))) == 404
    assert status(server.exchange(report_head(*hidden))) == 400
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert any(line["event"] == "request" for line in lines)
    assert "canary" not in server.log.read_text()


def raw_report(*headers: str) -> bytes:
    content = json.dumps(report(page={"url": f"{PAGE}/raw"})).encode()
    return head("POST", REPORTS, *headers, f"Content-Length: {len(content)}") + content


RAW = [
    param(raw_report("Origin: https://news.example"), 415, "unsupported", id="B01"),
    param(raw_report("Content-Type: text/plain"), 403, "origin_forbidden", id="B08"),
    param(
        raw_report("Content-Type: text/plain", "Origin: https://b\xfccher.example"),
        403,
        "origin_forbidden",
        id="B11-latin-1-header",
    ),
    param(
        report_head("Content-Encoding: gzip", f"Content-Length: {len(BOMB)}") + BOMB, 415, "unsupported", id="B04-bomb"
    ),
    param(head("TRACE", REPORTS, "Origin: https://news.example"), 405, "method_not_allowed", id="B05"),
]


@pytest.mark.parametrize(("sent", "expected", "code"), RAW)
def test_a_real_server_refuses_the_same(servers: Fleet, target: Target, sent: bytes, expected: int, code: str) -> None:
    before = target.count()
    answer = servers.members[0].exchange(sent)
    assert (status(answer), body(answer)["code"]) == (expected, code)
    assert servers.members[0].lives()
    assert target.count() == before
    assert "Traceback" not in servers.logs()
