"""The one way out: requests to addresses that people name.

No proxies, cookies, passwords or other things of the environment are used. What a caller gets is an answer within its
limits, or one of the two failures.
"""

import ssl
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import Self, TypedDict

import httpcore2

from service import __version__
from service.outbound.addresses import Reach
from service.outbound.answers import Answer, Limits
from service.outbound.bodies import unpacked
from service.outbound.connect import CheckedBackend, Deadline, Resolve, resolve
from service.outbound.exchange import exchange
from service.outbound.failures import Refused
from service.outbound.targets import Target
from service.settings import Settings

PAGES = frozenset({"text/html", "application/xhtml+xml"})
"""The content types of pages."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADS = 128 * 1024
"""Bytes that may come besides the body."""


class _Body(TypedDict):
    body: bytes
    complete: bool


class Client:
    """Makes requests, each on a connection of its own. May be used by several threads at once."""

    def __init__(self, reach: Reach, *, agent: str, resolve: Resolve = resolve) -> None:
        self.reach = reach
        self.agent = agent
        self.resolve = resolve

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """With an installation's reach, and its address as the contact that servers' logs show."""
        agent = f"Bluepencil/{__version__} (+{settings.base_url})"
        return cls(Reach.of(settings.reachable_networks), agent=agent)

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """Trusts whom this machine trusts."""
        return ssl.create_default_context()

    def get(
        self,
        url: str,
        *,
        types: frozenset[str] = PAGES,
        meant: Callable[[str], bool] = lambda _url: True,
        headers: Mapping[str, str] = MappingProxyType({}),
        limits: Limits = Limits(),  # noqa: B008 (frozen)
    ) -> Answer:
        """Fetch what stands at this address. Redirects are followed and each is checked anew.

        `types` are the content types that a success may have; `meant` says of each address on the way whether the
        caller wants it fetched; `headers` go with each request. Raises Refused and Unreachable.
        """
        deadline = Deadline(limits.seconds)
        target = Target.parse(url)
        sent = {"Accept": ", ".join(sorted(types)), "Accept-Encoding": "gzip", **headers}
        for _ in range(limits.redirects + 1):
            if not meant(str(target)):
                raise Refused("%(host)s is another host than was meant.", code="elsewhere", host=target.host)
            with self._exchange("GET", target, sent, b"", deadline, limits.wire_bytes) as response:
                answer = _head(target, response)
                location = answer.header("location")
                if answer.status not in _REDIRECTS or not location:
                    return _page(answer, response, types, limits)
            target = target.join(location)
        raise Refused("There are more than %(most)s redirects.", code="redirects", most=limits.redirects)

    def post(
        self,
        url: str,
        content: bytes,
        headers: Mapping[str, str],
        *,
        seconds: float = 15,
        most: int = 64 * 1024,
    ) -> Answer:
        """Send this to a webhook. A redirect is an answer like any other and never followed.

        Of the body, `most` bytes are read, and no more than come in time: the status says how it went. Raises Refused
        and Unreachable where not even that is known.
        """
        target = Target.parse(url)
        sent = {"Accept-Encoding": "identity", "Content-Length": str(len(content)), **headers}
        with self._exchange("POST", target, sent, content, Deadline(seconds), most) as response:
            answer = _head(target, response)
            return replace(answer, **_beginning(response, most))

    def _exchange(
        self, method: str, target: Target, headers: Mapping[str, str], content: bytes, deadline: Deadline, most: int
    ) -> AbstractContextManager[httpcore2.Response]:
        target.require_possible(self.reach)
        backend = CheckedBackend(target, self.reach, self.resolve, deadline, most + _HEADS)
        sent = {"User-Agent": self.agent, **headers}
        return exchange(method, target, sent, content, backend=backend, tls=lambda: self.tls)


def _head(target: Target, response: httpcore2.Response) -> Answer:
    headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in response.headers)
    return Answer(str(target), response.status, headers, b"")


def _page(answer: Answer, response: httpcore2.Response, types: frozenset[str], limits: Limits) -> Answer:
    if answer.content_type not in types:
        if 200 <= answer.status < 300:
            raise Refused("What stands at this address is no page.", code="content_type")
        return replace(answer, complete=False)
    encodings = ", ".join(answer.all("content-encoding")).strip().lower()
    return replace(answer, body=b"".join(unpacked(response.iter_stream(), encodings, most=limits.bytes)))


def _beginning(response: httpcore2.Response, most: int) -> _Body:
    """As much of the body as is wanted, and whether that is all of it."""
    body = bytearray()
    try:
        for piece in response.iter_stream():
            body += piece
            if len(body) > most:
                return {"body": bytes(body[:most]), "complete": False}
    except (Refused, httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError):
        return {"body": bytes(body), "complete": False}
    return {"body": bytes(body), "complete": True}
