"""The server that takes e-mails, as one address names it."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mails are handed in, and how.

    `scheme` is `smtps` (TLS from the start), `smtp` (STARTTLS, and nothing without it) or `smtp+plain` (no TLS at all:
    for a relay on this machine).
    """

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read `smtp://user:password@host:port`. Raises ValueError, which repeats nothing of it."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise ValueError("names no port that can be reached") from None
        if parts.scheme not in _PORTS:
            raise ValueError("must begin with smtp:// (STARTTLS), smtps:// (TLS) or smtp+plain:// (no TLS)")
        if not parts.hostname or port == 0 or parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("must name a host, as smtp://user:password@mail.example.org:587")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if not (user + password).isprintable() or bool(user) != bool(password):
            raise ValueError("has a user without a password, a password without a user, or signs that cannot be typed")
        return cls(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], user, password)
