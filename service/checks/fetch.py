"""Asking a site for one of its pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from service.checks.decode import markup_of
from service.domain.origins import Origin, allowed
from service.domain.page_problems import problem_of_failure, problem_of_status
from service.outbound.answers import Answer, Limits
from service.outbound.client import Client
from service.outbound.failures import Refused, Unreachable

LIMITS = Limits(seconds=15, wire_bytes=2_000_000, bytes=5_000_000, redirects=3)
_LONGEST_MARK = 300
_LONGEST_WAIT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a page is recognised by: its own `ETag` and `Last-Modified`."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """Those of a request that wants the page only if it is another one."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Got:
    """A page, or the word that it is as it was: then there is no markup."""

    markup: str | None
    marks: Marks


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no page (`domain.page_problems`), and how long its server asks to be left alone."""

    code: str
    about: Mapping[str, str | int] = field(default_factory=dict)
    wait: timedelta = timedelta(0)


def fetch(
    client: Client, url: str, origins: list[str], marks: Marks, *, meant: Callable[[str], bool], now: datetime
) -> Got | Problem:
    """The page at this address, by whatever redirects, as long as each address is of one of the site's origins.

    `meant` says what else an address has to be.
    """
    left = url

    def is_meant(address: str) -> bool:
        nonlocal left
        left = address
        return _is_of(address, origins) and meant(address)

    try:
        answer = client.get(url, meant=is_meant, headers=marks.headers(), limits=LIMITS)
    except (Refused, Unreachable) as error:
        return Problem(problem_of_failure(error.code), {"host": urlsplit(left).hostname or ""})
    if answer.status == 304 and marks.headers():
        return Got(None, marks)
    if answer.status not in (200, 203):
        return Problem(problem_of_status(answer.status), {"status": answer.status}, _wait(answer, now))
    return Got(markup_of(answer), Marks(_mark(answer, "etag"), _mark(answer, "last-modified")))


def _is_of(address: str, origins: list[str]) -> bool:
    try:
        return allowed(Origin.of_page(address), origins)
    except ValueError:
        return False


def _mark(answer: Answer, name: str) -> str:
    """What is sent back later as it came: nothing that is too long, or could not stand in a header."""
    value = answer.header(name).strip()
    return value if len(value) <= _LONGEST_MARK and value.isascii() and value.isprintable() else ""


def _wait(answer: Answer, now: datetime) -> timedelta:
    """What `Retry-After` asks for, in seconds or as a date; at most a day."""
    said = answer.header("retry-after").strip()
    if said.isascii() and said.isdigit():
        return min(timedelta(seconds=int(said[:9])), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, OverflowError):  # in some fields any number of digits is read
        return timedelta(0)
    return min(max(until - now, timedelta(0)), _LONGEST_WAIT) if until.tzinfo else timedelta(0)
