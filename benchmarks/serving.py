"""Servers to measure, as processes of their own."""

import http.client
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def process(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    """Run a server until the end of the block, which begins when it answers."""
    started = subprocess.Popen(command, env=environment)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and started.poll() is None:
            try:
                _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5))
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit(f"{command[2]} did not start")
        yield
    finally:
        started.terminate()
        started.wait(30)


def _ask(connection: http.client.HTTPConnection) -> None:
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    connection.close()
