"""How pages write moments, counts and languages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip


def age(moment: datetime, now: datetime) -> str:
    """How long ago, as short as a list needs it: now, 5 min, 3 h, 2 d, then the date."""
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return "now"
    if seconds < 3600:
        return f"{seconds // 60:.0f} min"
    if seconds < 86_400:
        return f"{seconds // 3600:.0f} h"
    if seconds < 30 * 86_400:
        return f"{seconds // 86_400:.0f} d"
    return f"{moment:%d %b %Y}"


def clock(moment: datetime, now: datetime) -> str:
    """The time of day, with the date where it was another day. UTC."""
    return f"{moment:%H:%M}" if moment.date() == now.date() else f"{moment:%d %b %Y, %H:%M}"


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def language_name(tag: str) -> str:
    """The English name of a language tag, or the tag itself; nothing for none."""
    return _LANGUAGES.get(tag.partition("-")[0].lower(), tag)


def percent(share: float) -> str:
    """A confidence, in whole percent; 100 is left to certainties."""
    return f"{min(99, round(share * 100))} %"


FILTERS: dict[str, Callable[..., Any]] = {
    "age": age,
    "clock": clock,
    "count_of": count,
    "language_name": language_name,
    "percent": percent,
}
