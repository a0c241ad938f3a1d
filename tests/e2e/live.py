"""The service as it runs for people: web server and worker in processes of their own; and a site on another origin."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.languages import cache_home

_READY_SECONDS = 60


@dataclass(frozen=True)
class Live:
    """A running service with the demo in it."""

    url: str
    owner: str
    password: str
    environment: dict[str, str]

    def run(self, *command: str) -> str:
        """Run `bluepencil` beside it; what it printed."""
        return _bluepencil(self.environment, *command)


@contextlib.contextmanager
def running(data: Path, database_url: str | None = None) -> Iterator[Live]:
    """Make the demo and serve it on a free port until the end of the block."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = _environment(data, BASE_URL=url, REPORTS_PER_MINUTE="1000")
    if database_url:
        environment["BLUEPENCIL_DATABASE_URL"] = database_url
    printed = re.search(r"Demo owner: (\S+) +password: (\S+)", _bluepencil(environment, "demo"))
    assert printed is not None
    with _serving(environment, port):
        yield Live(url, printed[1], printed[2], environment)


@contextlib.contextmanager
def new_installation(data: Path, **settings: str) -> Iterator[str]:
    """Serve an installation in which nothing is yet; the address that it prints for whoever sets it up.

    `settings` without their prefix. Its own address is among them only if a test puts it there: by itself, the service
    knows it by the port.
    """
    port = free_port()
    with _serving(_environment(data, **settings), port) as log:
        printed = re.search(rf"http://127.0.0.1:{port}/setup\?token=\S+", log.read_text())
        assert printed is not None, log.read_text()
        yield printed[0]


def _environment(data: Path, **settings: str) -> dict[str, str]:
    """This process's, with these settings and no others; languages are expanded where tests have them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BLUEPENCIL_")}
    kept |= {"XDG_CACHE_HOME": str(cache_home())}
    settings = {"DATA_DIR": str(data), "WORKER_POLL_SECONDS": "0.1"} | settings
    return kept | {f"BLUEPENCIL_{name}": value for name, value in settings.items()}


@contextlib.contextmanager
def _serving(environment: dict[str, str], port: int) -> Iterator[Path]:
    """The web server and its worker; the file with all that they print."""
    file = Path(environment["BLUEPENCIL_DATA_DIR"]) / "serve.log"
    with file.open("wb") as log:
        command = [sys.executable, "-m", "service", "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}", process)
            yield file
        finally:
            process.terminate()
            assert process.wait(30) == 0, file.read_text()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _bluepencil(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "service", *command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _READY_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the service ended by itself"
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise AssertionError("the service is not ready")


@contextlib.contextmanager
def newspaper(pages: dict[str, bytes]) -> Iterator[str]:
    """A site of its own origin that serves these pages by path; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path.partition("?")[0])
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
