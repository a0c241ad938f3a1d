"""The text of pages whose markup nobody has looked at: parsed in a process that is ended if it takes too long."""

import os
import select
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

from service.checks.child import LENGTH

MOST_BYTES = 32 * 1024 * 1024
"""Of a page's markup."""
MOST_LETTERS = 2_000_000
"""Code points of a page's text."""
_PATIENCE = 10.0
"""Seconds for a page, however busy the machine is; the process has fewer of processor time."""


class Unreadable(Exception):
    """A page whose text cannot be had; the message says why."""


class PageReader:
    """Reads pages one after the other, in one process, which begins with the first of them. For one thread.

    with PageReader() as reader:
        text = reader.text_of("<p>It was recieved.</p>")
    """

    def __init__(self, *, seconds: int = 3) -> None:
        """`seconds` of processor time are allowed for a page."""
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def text_of(self, markup: str) -> str:
        """The page's normalised text.

        Raises Unreadable for a page that is larger than 32 MiB, takes too much time or memory, or has more than two
        million code points of text: nothing is known of such a page, least of all that an error is gone from it.
        """
        page = markup.encode("utf-8", "replace")
        if len(page) > MOST_BYTES:
            raise Unreadable("the page is too large to be read")
        if self._child is not None and self._child.poll() is not None:
            self.close()  # whatever has ended it since the last page, this one is not to blame
        self._child = self._child or _begin(self._seconds)
        try:
            answer = _exchange(self._child, page)
        except (OSError, EOFError):
            self.close()
            raise Unreadable("the page's markup takes too much time or memory") from None
        text = answer.decode()
        if len(text) > MOST_LETTERS:
            raise Unreadable("the page's text is too long")
        return text

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _begin(seconds: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-m", "service.checks.child", str(seconds)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={"LC_ALL": "C.UTF-8"}
    )


def _exchange(child: subprocess.Popen[bytes], page: bytes) -> bytes:
    """Raises OSError (a broken pipe, a timeout) or EOFError where the process has ended or does not answer."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(LENGTH.pack(len(page)) + page)
    child.stdin.flush()
    until = time.monotonic() + _PATIENCE
    (length,) = LENGTH.unpack(_read(child.stdout.fileno(), LENGTH.size, until))
    return _read(child.stdout.fileno(), length, until)


def _read(source: int, length: int, until: float) -> bytes:
    parts: list[bytes] = []
    while length:
        if not select.select([source], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError
        part = os.read(source, min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
