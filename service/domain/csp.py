"""Content Security Policy, level 3: whether a browser lets a page load a script, and connect to a service."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\*|(?:\*\.)?[a-z0-9_.-]+|\[[0-9a-f:.]+\])"
    r"(?::(?P<port>\d+|\*))?(?P<path>/[^?#]*)?",
    re.IGNORECASE,
)
_HASH = re.compile(r"'(sha(?:256|384|512)-[a-z0-9+/_-]+={0,2})'", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ScriptTag:
    """What of a script's tag matters to a policy."""

    src: str
    nonce: str = ""
    integrity: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: its directives in lower case with their sources as they were written."""

    directives: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Self:
        """As browsers read it: of two directives of one name, the first counts."""
        directives: dict[str, list[str]] = {}
        for part in text.split(";"):
            words = part.split()
            if words:
                directives.setdefault(words[0].lower(), words[1:])
        return cls(directives)

    def governing(self, *names: str) -> str:
        """The first of these directives that the policy has; empty where it has none of them."""
        return next((name for name in names if name in self.directives), "")

    def refuses_script(self, tag: ScriptTag, page: str) -> str:
        """The directive that keeps the page from loading this script; empty if none does."""
        if "allow-scripts" not in (word.lower() for word in self.directives.get("sandbox", ["allow-scripts"])):
            return "sandbox"
        name = self.governing("script-src-elem", "script-src", "default-src")
        if not name:
            return ""
        sources = self.directives[name]
        words = {source.lower() for source in sources}
        if tag.nonce and f"'nonce-{tag.nonce}'" in sources:
            return ""
        if _is_hashed(tag.integrity, sources):
            return ""
        if "'strict-dynamic'" in words:
            return name  # only a nonce or a hash counts then, not the host
        return "" if _any_covers(sources, tag.src, page) else name

    def refuses_connection(self, url: str, page: str) -> str:
        """The directive that keeps the page's scripts from sending to this address; empty if none does."""
        name = self.governing("connect-src", "default-src")
        return name if name and not _any_covers(self.directives[name], url, page) else ""


def policies(headers: Iterable[str]) -> list[Policy]:
    """Every policy of these headers: one header can hold several, separated by commas, and all of them hold."""
    return [Policy.parse(part) for header in headers for part in header.split(",") if part.strip()]


def _is_hashed(integrity: str, sources: list[str]) -> bool:
    """Whether each hash of the tag is one that the policy names."""
    named = {_plain(found[1]) for source in sources if (found := _HASH.fullmatch(source))}
    wanted = [_plain(part.partition("?")[0]) for part in integrity.split()]
    return bool(wanted) and all(part in named for part in wanted)


def _plain(digest: str) -> str:
    kind, _, value = digest.partition("-")
    return f"{kind.lower()}-{value.replace('-', '+').replace('_', '/')}"


def _any_covers(sources: list[str], url: str, page: str) -> bool:
    return any(_covers(source, url, page) for source in sources)


def _covers(source: str, url: str, page: str) -> bool:
    there, here = urlsplit(url), urlsplit(page)
    if source == "*":
        return there.scheme in _PORTS or there.scheme == here.scheme
    if _SCHEME.fullmatch(source):
        return _same_scheme(source[:-1].lower(), there.scheme)
    if source.lower() == "'self'":
        upgrade = here.hostname == there.hostname and _same_scheme(here.scheme, there.scheme)
        return upgrade and (_port(here) == _port(there) or {_port(here), _port(there)} == {80, 443})
    found = _HOST.fullmatch(source)
    if not found:
        return False
    scheme = (found["scheme"] or here.scheme).lower()
    return (
        _same_scheme(scheme, there.scheme)
        and _same_host(found["host"].lower(), there.hostname or "")
        and _same_port(found["port"], _port(there), there.scheme)
        and _same_path(found["path"] or "", there.path or "/")
    )


def _same_scheme(wanted: str, scheme: str) -> bool:
    """The named scheme, or its secure form."""
    return wanted == scheme or (wanted, scheme) in {("http", "https"), ("ws", "wss")}


def _same_host(wanted: str, host: str) -> bool:
    if wanted == "*":
        return True
    return host.endswith(wanted[1:]) if wanted.startswith("*.") else host == wanted.strip("[]")


def _same_port(wanted: str | None, port: int, scheme: str) -> bool:
    if wanted is None:
        return port == _PORTS.get(scheme)
    return wanted == "*" or int(wanted) == port or (int(wanted), port) == (80, 443)


def _same_path(wanted: str, path: str) -> bool:
    if wanted in ("", "/"):
        return True
    plain = unquote(path)
    return plain.startswith(unquote(wanted)) if wanted.endswith("/") else plain == unquote(wanted)


def _port(parts: object) -> int:
    port: int | None = getattr(parts, "port", None)
    return port or _PORTS.get(getattr(parts, "scheme", ""), 0)
