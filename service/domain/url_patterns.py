"""Patterns of addresses, as a site's owner writes them: `/archive/*`, `blog.example.org/*`, `/show?id=*`.

A star stands for anything. A pattern that begins with a slash is for every host of the site; one with a question mark
is compared with the query too. The widget compares in the same way (widget/src/pages.js).
"""

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from service.domain.origins import host_name

LONGEST = 300
"""Characters of a pattern."""
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_NEVER = re.compile(r"[\x00-\x20\\#]")
_SAFE = "/%:@!$&'()*+,;=~-._?[]|"


def parse_pattern(text: str) -> str:
    """The pattern in the one way that it is kept: no scheme, host in lower case and A-labels, the rest in percent.

    Raises ValueError for what is no pattern of an address.
    """
    bare = _SCHEME.sub("", text.strip(), count=1)
    if not bare or len(bare) > LONGEST or _NEVER.search(bare):
        raise ValueError("not a pattern")
    host, slash, rest = bare.partition("/")
    if not slash:
        raise ValueError("not a pattern")
    try:
        return f"{_host(host)}/{quote(rest, safe=_SAFE)}"
    except ValueError:
        raise ValueError("not a pattern") from None


def fits(url: str, pattern: str) -> bool:
    """Whether the pattern covers this address of a page."""
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe=_SAFE)
    host = "" if pattern.startswith("/") else parts.netloc.lower()
    query = f"?{parts.query}" if "?" in pattern and parts.query else ""
    return _stands(host + path + query, pattern.split("*"))


def is_allowed(url: str, *, allowed: Sequence[str], ignored: Sequence[str]) -> bool:
    """Whether readers may report from this page: it is one of those allowed, if any are named, and not ignored."""
    if allowed and not any(fits(url, pattern) for pattern in allowed):
        return False
    return not any(fits(url, pattern) for pattern in ignored)


def _host(host: str) -> str:
    """The host, whose port stays; its stars too."""
    if not host:
        return ""
    name, colon, port = host.partition(":")
    if colon and not port.isdecimal():
        raise ValueError("not a port")
    labels = [label if label == "*" else host_name(label) for label in name.split(".")]
    return ".".join(labels) + colon + port


def _stands(text: str, pieces: list[str]) -> bool:
    """Whether the pieces stand in the text one after another, from its beginning to its end.

    Each piece is looked for once, from where the one before it ended: no address makes this slow.
    """
    first, *middle = pieces
    if not middle:
        return text == first
    last = middle.pop()
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
