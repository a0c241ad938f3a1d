"""A server that says exactly what a test has it say, byte by byte."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

Say = Callable[[bytes], Iterable[bytes]]
"""From a request, the pieces that are sent back."""
_TLS = b"\x16"
"""What a TLS client begins with; a server that speaks none takes it for a request."""


@dataclass
class Server:
    """A server on this machine's loopback: its port, and the requests it got."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    """Set when the other side hung up before all was sent, or the block has ended."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/page"


@contextlib.contextmanager
def serving(say: Say, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Answer every connection so until the end of the block."""
    with socket.create_server((host, 0)) as listener:
        server = Server(listener.getsockname()[1])
        thread = threading.Thread(target=_accept, args=(listener, server, say, tls), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.left.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)


def _accept(listener: socket.socket, server: Server, say: Say, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):
                connection.settimeout(10)
                _answer(tls.wrap_socket(connection, server_side=True) if tls else connection, server, say)


def _answer(connection: socket.socket, server: Server, say: Say) -> None:
    with connection:
        request = b""
        while b"\r\n\r\n" not in request and request[:1] != _TLS and (piece := connection.recv(65536)):
            request += piece
        head, _, body = request.partition(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0)
        while len(body) < length:
            body += connection.recv(65536)
        server.requests.append(head + b"\r\n\r\n" + body)
        try:
            for piece in say(head):
                connection.sendall(piece)
        except OSError:
            server.left.set()


def answer(body: bytes = b"<p>Hello</p>", *headers: str, status: str = "200 OK", kind: str = "text/html") -> Say:
    """One whole answer."""
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *([f"Content-Type: {kind}"] if kind else []))
    head = "\r\n".join((*lines, *headers, "", "")).encode()
    return lambda _request: [head + body]


def redirect(location: str, status: str = "302 Found") -> Say:
    """An answer that leads on."""
    return answer(b"", f"Location: {location}", status=status)
