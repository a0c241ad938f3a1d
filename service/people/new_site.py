"""A new site, as a form gives it."""

import re
from urllib.parse import urlsplit


def origins_of(text: str) -> list[str]:
    """The origins in what somebody pasted as the site's addresses: paths are cut off, and https is what is meant."""
    return [_origin(word) for word in re.split(r"[\s,]+", text) if word]


def languages_of(text: str) -> list[str]:
    """The language tags in a line."""
    return [word for word in re.split(r"[\s,]+", text) if word]


def _origin(word: str) -> str:
    address = word if "://" in word else f"https://{word}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc and "@" not in parts.netloc else address
