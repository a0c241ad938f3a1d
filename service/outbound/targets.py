"""Addresses that people name: what of them can be asked for at all, before anything is looked up."""

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

from service.domain.origins import host_name
from service.outbound.addresses import WEB_PORTS, Reach
from service.outbound.failures import Refused

LONGEST = 4096
"""Characters of an address."""
_PORTS = {"http": 80, "https": 443}
_NEVER = re.compile(r"[\x00-\x20\x7f\\]")
"""What parsers drop or read in different ways."""
_SAFE = "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. `host` is as it goes over the wire; `path` has the query with it."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, url: str) -> Self:
        """Raises Refused for what is no http or https address without a user name and a password."""
        if len(url) > LONGEST or _NEVER.search(url):
            raise _no_address()
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise _no_address() from None
        if parts.scheme not in _PORTS:
            raise Refused("Only addresses that begin with http:// or https:// can be used.", code="scheme")
        if "@" in parts.netloc:
            raise Refused("An address with a user name or a password in it is not used.", code="credentials")
        try:
            host = host_name(parts.hostname or "")
            path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        except ValueError:
            raise _no_address() from None
        return cls(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, path)

    def join(self, location: str) -> Self:
        """Where a redirect leads. Raises Refused as `parse` does."""
        if _NEVER.search(location):
            raise _no_address()
        try:
            return self.parse(urljoin(str(self), location))
        except ValueError:
            raise _no_address() from None

    def require_possible(self, reach: Reach) -> None:
        """Raise Refused where it can be seen without a look-up that no connection will be made.

        A number is an address in every way that system libraries read one: `127.1`, `0x7f.1` and `2130706433` too.
        """
        address = _literal(self.host)
        if address is not None:
            require_reach([address], self, reach)
        elif self.host == "localhost" or self.host.endswith(".localhost"):
            require_reach(["127.0.0.1"], self, reach)
        elif self.port not in WEB_PORTS and not reach.networks:
            raise _other_port(self)

    @property
    def authority(self) -> str:
        """The host with its port, as addresses and the `Host` header have it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def require_reach(addresses: list[str], target: Target, reach: Reach) -> None:
    """Raise Refused unless the target may be connected to at every one of its host's addresses."""
    if not all(map(reach.covers, addresses)):
        raise Refused(
            "%(host)s is in a private network, and this service connects to none.", code="private", host=target.host
        )
    if target.port not in WEB_PORTS and not all(map(reach.names, addresses)):
        raise _other_port(target)


def _literal(host: str) -> str | None:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def _no_address() -> Refused:
    return Refused("This is no address that can be used, such as https://news.example.org/page.", code="address")


def _other_port(target: Target) -> Refused:
    return Refused(
        "Only the ports 80 and 443 are connected to, and this address names %(port)s.", code="port", port=target.port
    )
