"""Web origins: which pages may post for a site."""

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import SplitResult, urlsplit

import idna

from service.messages import marked

_PORTS = {"http": 80, "https": 443}
_IGNORED = re.compile(r"[\x00-\x20]")
"""What `urlsplit` drops, and no browser sends."""


def host_name(host: str) -> str:
    """The host as it goes over the wire: lower case, A-labels, no dot at the end. Raises ValueError for others."""
    plain = host.lower().rstrip(".")
    if plain.isascii():
        if not plain or any(c in plain for c in " \t\r\n\\/@?#<>\"'%^`{|}"):
            raise ValueError(marked("not a host name"))
        return plain
    try:
        return idna.encode(plain, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ValueError(marked("not a host name")) from error


def _port(parts: SplitResult) -> int:
    return _PORTS[parts.scheme] if parts.port is None else parts.port


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port. `subdomains` makes it stand for every host below the named one, and not for that one."""

    scheme: str
    host: str
    port: int
    subdomains: bool = False

    @classmethod
    def parse(cls, text: str, *, pattern: bool = False) -> Self:
        """An origin as browsers send it; as a `pattern`, `https://*.example.org` too.

        Raises ValueError for whatever else an Origin header can hold: `null`, a path, a user name, other schemes.
        """
        parts = urlsplit(text)
        if parts.scheme not in _PORTS or parts.username is not None or "@" in text or _IGNORED.search(text):
            raise ValueError(marked("an origin is http:// or https://, a host and perhaps a port"))
        if parts.path not in ("", "/" if pattern else "") or parts.query or parts.fragment or text[-1] in "?#":
            raise ValueError(marked("an origin ends after the host or the port"))
        host = parts.hostname or ""
        subdomains = pattern and host.startswith("*.")
        name = host_name(host.removeprefix("*.") if subdomains else host)
        if "*" in name or (subdomains and "." not in name):
            raise ValueError(
                marked("a star can only stand for everything before a whole domain: https://*.example.org")
            )
        return cls(parts.scheme, name, _port(parts), subdomains)

    @classmethod
    def of_page(cls, url: str) -> Self:
        """The origin of a page's address. Raises ValueError where it has none."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError(marked("an address of a page begins with http:// or https://"))
        return cls(parts.scheme, host_name(parts.hostname), _port(parts))

    def allows(self, other: "Origin") -> bool:
        """Whether this entry of a site's list covers the other, concrete origin."""
        if (self.scheme, self.port) != (other.scheme, other.port):
            return False
        if self.subdomains:
            return other.host.endswith("." + self.host)
        return other.host == self.host

    def __str__(self) -> str:
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{'*.' if self.subdomains else ''}{host}{port}"


def allowed(origin: Origin, entries: list[str]) -> bool:
    """Whether a site's list of origins covers this one."""
    return any(Origin.parse(entry, pattern=True).allows(origin) for entry in entries)


def covers_host(url: str, entries: list[str]) -> bool:
    """Whether the page's host, by whatever scheme and port, is one of the site's. False for what is no address."""
    try:
        page = Origin.of_page(url)
    except ValueError:
        return False
    patterns = (Origin.parse(entry, pattern=True) for entry in entries)
    return any(entry.allows(Origin(entry.scheme, page.host, entry.port)) for entry in patterns)
