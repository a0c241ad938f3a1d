"""Latin names as Cyrillic newspapers write them, roughly: letter by letter, with the usual pairs."""

import re
import unicodedata
from collections.abc import Mapping

_PAIRS = {
    "sch": "ш",
    "sh": "ш",
    "ch": "ч",
    "th": "т",
    "ph": "ф",
    "kh": "х",
    "zh": "ж",
    "ts": "ц",
    "tz": "ц",
    "ck": "к",
    "sz": "ш",
    "cz": "ч",
    "dj": "дж",
    "ai": "ай",
    "ei": "ей",
    "oi": "ой",
    "ia": "ія",
    "iu": "ію",
    "yo": "йо",
    "qu": "кв",
    "oo": "у",
    "ya": "я",
    "yu": "ю",
    "ja": "я",
    "ju": "ю",
    "ce": "се",
    "cy": "сі",
    "ci": "сі",
    "ee": "і",
}
_LETTERS = dict(zip("abcdefgklmnopqrstuvwz", "абкдефгклмнопкрстуввз", strict=True))
_ALIKE = _PAIRS | _LETTERS | {"h": "г", "i": "і", "j": "дж", "x": "кс", "y": "і", "ł": "л", "ß": "сс", "ø": "о"}
_RUSSIAN = {"h": "х", "i": "и", "y": "и", "cy": "си", "ci": "си", "ee": "и", "ia": "ия", "iu": "ию"}
_LONGEST_FIRST = re.compile("|".join(sorted(_ALIKE, key=len, reverse=True)))


def in_cyrillic(name: str, language: str) -> str:
    """Return a Latin `name` in the letters of Ukrainian or Russian; letters that neither has are left."""
    table: Mapping[str, str] = _ALIKE | (_RUSSIAN if language == "ru" else {})
    plain = "".join(each for each in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(each))
    written = _LONGEST_FIRST.sub(lambda match: table[match.group()], plain)
    return written[:1].upper() + written[1:]
