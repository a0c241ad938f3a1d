"""Real server processes, and sockets to send them what no client library would."""

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from tests.hostile.target import REPORTS

_READY_SECONDS = 60


@dataclass(frozen=True)
class ServerProcess:
    """One server: its port, its process, and where its log goes."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def exchange(self, *pieces: bytes) -> bytes:
        """Send these bytes; what comes back until the server closes, or has sent an answer's head and body."""
        return self.stream(iter(pieces))[0]

    def stream(self, pieces: Iterator[bytes]) -> tuple[bytes, int]:
        """Send pieces until they end, or the server answers or hangs up; the answer, and how many bytes were sent."""
        sent = 0
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            with contextlib.suppress(ConnectionError):
                for piece in pieces:
                    if select.select([connection], [], [], 0)[0]:
                        break
                    connection.sendall(piece)
                    sent += len(piece)
            return _answer(connection), sent

    def memory(self) -> int:
        """The process's resident memory, in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        (kilobytes,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(kilobytes) * 1024

    def lives(self) -> bool:
        """Whether it answers."""
        return self.exchange(head("GET", "/healthz")).startswith(b"HTTP/1.1 200")


@dataclass(frozen=True)
class Fleet:
    """Servers that share one database."""

    members: tuple[ServerProcess, ...]

    def logs(self) -> str:
        return "".join(member.log.read_text() for member in self.members)


def head(method: str, path: str, *headers: str) -> bytes:
    """The head of a request for this machine; without a length unless the headers name one."""
    return "\r\n".join((f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", "")).encode("latin-1")


def report_head(*headers: str) -> bytes:
    """The head of a report of the courier's."""
    return head("POST", REPORTS, "Origin: https://news.example", "Content-Type: text/plain", *headers)


def status(answer: bytes) -> int:
    """The status of an answer; 0 where there was none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def body(answer: bytes) -> Any:
    """The JSON that the answer begins with. Another may follow, to the rest of a body that nobody read."""
    return json.JSONDecoder().raw_decode(answer.partition(b"\r\n\r\n")[2].decode())[0]


@contextlib.contextmanager
def fleet(size: int, folder: Path, database_url: str, secret: str) -> Iterator[Fleet]:
    """Run so many servers on one database until the end of the block. Each ends well when it is told to end."""
    members = tuple(_start(folder / f"{number}.log", database_url, secret) for number in range(size))
    try:
        for member in members:
            _wait_until_ready(member)
        yield Fleet(members)
    finally:
        for member in members:
            member.process.terminate()
        codes = [member.process.wait(30) for member in members]
    assert codes == [0] * size, Fleet(members).logs()


def _start(log: Path, database_url: str, secret: str) -> ServerProcess:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BLUEPENCIL_")} | {
        "BLUEPENCIL_DATA_DIR": str(log.parent),
        "BLUEPENCIL_DATABASE_URL": database_url,
        "BLUEPENCIL_SECRET_KEY": secret,
        "BLUEPENCIL_REPORTS_PER_MINUTE": "100000",
        "BLUEPENCIL_SITE_REPORTS_PER_MINUTE": "100000",
        "BLUEPENCIL_LOG_FORMAT": "json",
    }
    command = [sys.executable, "-m", "service", "serve", "--no-worker", "--no-migrate", "--port", str(port)]
    with log.open("wb") as output:
        return ServerProcess(port, subprocess.Popen(command, env=environment, stdout=output, stderr=output), log)


def _wait_until_ready(server: ServerProcess) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if server.exchange(head("GET", "/readyz")).startswith(b"HTTP/1.1 200"):
                return
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise AssertionError(f"it ended with exit code {server.process.wait(0.1)}: {server.log.read_text()}")
    raise AssertionError(f"it is not ready after {_READY_SECONDS} seconds")


def _answer(connection: socket.socket) -> bytes:
    received = b""
    with contextlib.suppress(ConnectionError):
        while not _complete(received) and (piece := connection.recv(65536)):
            received += piece
    return received


def _complete(received: bytes) -> bool:
    lead, end, content = received.partition(b"\r\n\r\n")
    lengths = [line for line in lead.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return bool(end) and bool(lengths) and len(content) >= int(lengths[0].partition(b":")[2])


@contextlib.contextmanager
def in_thread(app: FastAPI) -> Iterator[str]:
    """Serve this very application from a thread until the end of the block; its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", log_config=None, access_log=False))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)
