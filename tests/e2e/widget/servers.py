"""Two servers on loopback, of different origins: a stand-in for the service, and a site that carries the widget."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

DIST = Path(__file__).parents[3] / "widget" / "dist"
SITE = "pk_test"
HANG_UP = 0
"""As a status: the connection is closed without an answer."""


@dataclass
class Answer:
    """What comes back over the wire."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Request:
    """What came in."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes


class Server:
    """An HTTP server on a port of its own; `answer` says what to answer."""

    def __init__(self, answer: Callable[[Request], Answer]) -> None:
        outer = self
        self.requests: list[Request] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _handle(self) -> None:
                url = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                request = Request(self.command, url.path, parse_qs(url.query), dict(self.headers), body)
                outer.requests.append(request)
                reply = answer(request)
                if reply.status == HANG_UP:
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in ({"Content-Length": str(len(reply.body))} | reply.headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)

            do_GET = do_POST = do_OPTIONS = _handle  # noqa: N815 the names that http.server looks for

            def log_message(self, *_: object) -> None:
                """Tests speak for themselves."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"

    @contextmanager
    def running(self) -> Iterator["Server"]:
        """Serves until the block ends."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class Service(Server):
    """Answers as the real service does, or as a test tells it to."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.gate = threading.Event()
        self.reset()

    def reset(self) -> None:
        """As it is at the beginning of every test."""
        self.requests.clear()
        self.status = 202
        self.outcome = "received"
        self.code = "invalid"
        self.retry_after: int | None = None
        self.language = "en"
        self.options: dict[str, Any] = {}
        self.wording: dict[str, str] = {}
        self.states: dict[str, str] = {}
        self.missing_texts = False
        self.gate.set()

    @property
    def reports(self) -> list[dict[str, Any]]:
        """Every report that was posted, answered well or not."""
        return [json.loads(request.body) for request in self.requests if request.path == "/api/v1/reports"]

    def _answer(self, request: Request) -> Answer:
        public = {"Access-Control-Allow-Origin": "*"}
        script = {"Content-Type": "text/javascript; charset=utf-8"}
        if request.path == "/api/v1/reports":
            self.gate.wait(20)
            return self._answer_report(request, public | {"Access-Control-Expose-Headers": "Retry-After"})
        if request.path == "/api/v1/receipts":
            ids = request.query["id"][0].split(",")
            receipts = {name: self.states.get(name, "received") for name in ids}
            return _json({"receipts": receipts}, headers=public)
        if request.path == f"/w/{SITE}.js":
            return Answer(body=self._site_script(), headers=script)
        if request.path == "/widget.js":
            return Answer(body=(DIST / "widget.js").read_bytes(), headers=script | public)
        if (name := re.fullmatch(rf"/w/{SITE}/(\w+)\.json", request.path)) and not self.missing_texts:
            return _json(self._texts(name[1]), headers=public)
        return _json({"title": "Not found", "status": 404}, status=404, headers=public)

    def _answer_report(self, request: Request, headers: dict[str, str]) -> Answer:
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        if self.status >= 400 or self.status == HANG_UP:
            return _json({"title": "No", "status": self.status, "code": self.code}, status=self.status, headers=headers)
        return _json({"id": json.loads(request.body)["id"], "outcome": self.outcome}, status=202, headers=headers)

    def _texts(self, language: str) -> dict[str, str]:
        texts: dict[str, str] = json.loads((DIST / "texts" / f"{language}.json").read_text(encoding="utf-8"))
        return texts | self.wording

    def _site_script(self) -> bytes:
        settings = {
            "site": SITE,
            "endpoint": self.origin,
            "lang": self.language,
            "texts": self._texts(self.language),
            "options": self.options,
        }
        names_pages = "allowed" in self.options or "ignored" in self.options
        script = (DIST / ("site-pages.js" if names_pages else "site.js")).read_text(encoding="utf-8")
        return script.replace('"__BLUEPENCIL__"', json.dumps(settings)).encode()


class Pages(Server):
    """A site: a test puts its pages here."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.pages: dict[str, Answer] = {}

    def put(self, path: str, html: str, content_type: str = "text/html; charset=utf-8", **headers: str) -> str:
        """The address of a page with this content. Underscores in names of headers are hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Answer(body=html.encode(), headers={"Content-Type": content_type} | named)
        return self.origin + path

    def _answer(self, request: Request) -> Answer:
        return self.pages.get(request.path, Answer(404))


def _json(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    body = json.dumps(value).encode()
    return Answer(status, body, {"Content-Type": "application/json"} | (headers or {}))
