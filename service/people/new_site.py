"""A new site, as a form gives it."""

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"localhost\b|[^/]*[^/.]\.[^/.]|\[")
"""How a host begins that somebody typed without a scheme: a plain word is more likely a mistake."""


def origins_of(text: str) -> list[str]:
    """The origins in what somebody pasted as the site's addresses: paths are cut off, and https is what is meant.

    What is neither an address nor the name of a host stays as it is, to be refused.
    """
    return [_origin(word) for word in re.split(r"[\s,]+", text) if word]


def languages_of(text: str) -> list[str]:
    """The language tags in a line."""
    return [word for word in re.split(r"[\s,]+", text) if word]


def _origin(word: str) -> str:
    address = word if "://" in word or not _HOST.match(word) else f"https://{word}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc and "@" not in parts.netloc else address
