"""Connections that go to the very addresses that were checked, and that end when their time is over.

A name is looked up once for each connection. Whoever answers with a public address first and a private one a moment
later (DNS rebinding) gains nothing: nobody asks a second time.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from httpcore2 import NetworkBackend, NetworkError, NetworkStream, ReadTimeout, SyncBackend, TimeoutException

from service.outbound.addresses import Reach
from service.outbound.failures import Refused, Unreachable
from service.outbound.targets import Target, require_reach

Resolve = Callable[[str, int], list[str]]
"""The addresses of a host, best first. Raises OSError where there are none."""

_TRIED = 3
"""How many of a host's addresses are tried."""


def resolve(host: str, port: int) -> list[str]:
    """As this machine looks names up."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Deadline:
    """The end of all that one request takes, however slowly the other side drips."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds. Raises ReadTimeout when there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise ReadTimeout("no time is left")
        return left


class CheckedBackend(NetworkBackend):
    """Connects to one target, after all of its host's addresses have been checked."""

    def __init__(self, target: Target, reach: Reach, resolve: Resolve, deadline: Deadline, most_bytes: int) -> None:
        self.target = target
        self.reach = reach
        self.resolve = resolve
        self.deadline = deadline
        self.most_bytes = most_bytes

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (the deadline is for everything together)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        addresses = self._looked_up(host, port)
        require_reach(addresses, self.target, self.reach)
        failure: NetworkError | TimeoutException | None = None
        for index, address in enumerate(addresses[:_TRIED]):
            share = self.deadline.left() / (min(len(addresses), _TRIED) - index)
            try:
                stream = SyncBackend().connect_tcp(address, port, share, local_address, socket_options or ())
            except (NetworkError, TimeoutException) as error:
                failure = error
            else:
                return _BoundedStream(stream, self.deadline, self.most_bytes)
        assert failure is not None
        raise failure

    def _looked_up(self, host: str, port: int) -> list[str]:
        """The system's look-up cannot be stopped, so that it runs in a thread that may be left behind."""
        found: list[str] = []

        def look_up() -> None:
            try:
                found.extend(self.resolve(host, port))
            except (OSError, UnicodeError):
                found.clear()

        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self.deadline.left())
        if thread.is_alive():
            raise ReadTimeout("looking up the name takes too long")
        if not found:
            raise Unreachable("There is no server called %(host)s.", code="name", host=host)
        return list(dict.fromkeys(address.partition("%")[0] for address in found))


class _BoundedStream(NetworkStream):
    """A connection's bytes, up to a number of them that includes all heads and framing."""

    def __init__(self, stream: NetworkStream, deadline: Deadline, most_bytes: int) -> None:
        self.stream = stream
        self.deadline = deadline
        self.left = most_bytes

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        piece = self.stream.read(max_bytes, self.deadline.left())
        self.left -= len(piece)
        if self.left < 0:
            raise Refused("The answer is too large.", code="too_large")
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> NetworkStream:
        secured = self.stream.start_tls(ssl_context, server_hostname, self.deadline.left())
        return _BoundedStream(secured, self.deadline, self.left)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
