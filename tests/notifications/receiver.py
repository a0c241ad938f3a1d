"""A web server on this machine that plays chat services and webhooks: it keeps what it is sent, and answers as told."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What is answered once."""

    status: int = 200
    body: bytes = b"ok"
    headers: Mapping[str, str] = field(default_factory=dict)
    drips: bool = False
    """Send the head, then a little now and then until nobody listens; its body is not sent."""


@dataclass(frozen=True)
class Posted:
    """What was sent once."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Receiver:
    """All that came, and what is still to be answered; when that is at its end, all is well."""

    port: int = 0
    posted: list[Posted] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    meanwhile: list[Callable[[], None]] = field(default_factory=list)
    """What happens before the next answers."""
    came: threading.Event = field(default_factory=threading.Event)
    """Set when something was sent."""
    ended: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/hook") -> str:
        """An address of it."""
        return f"http://127.0.0.1:{self.port}{path}"


@contextlib.contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver for as long as the block lasts."""
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            kept.posted.append(Posted(self.path, headers, body))
            reply = kept.replies.pop(0) if kept.replies else Reply()
            kept.came.set()
            if kept.meanwhile:
                kept.meanwhile.pop(0)()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "1000000" if reply.drips else str(len(reply.body)))
            self.end_headers()
            if reply.drips:
                self.wfile.flush()
                while not kept.ended.wait(0.1) and self._drip():
                    pass
                return
            with contextlib.suppress(OSError):
                self.wfile.write(reply.body)

        def _drip(self) -> bool:
            """Whether somebody is listening still."""
            with contextlib.suppress(OSError):
                return self.wfile.write(b".") == 1
            return False

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    kept.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        kept.ended.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
