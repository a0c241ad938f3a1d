"""Locating quotes on JSON lines, for the command line."""

import json
from typing import Any

from service.checks.reader import MOST_LETTERS, PageReader, Unreadable
from service.domain.locate import Located, locate
from service.domain.quote import Position, Quote

_LONGEST_QUOTE, _LONGEST_CONTEXT = 1000, 200
"""Code points, more than reports may have. They are multiplied by the text's length to have the time it takes."""
_NOTHING = {"verdict": None, "start": None, "end": None, "confidence": 0.0, "found": ""}


def answer(line: bytes, reader: PageReader) -> tuple[str, bool]:
    """The answer to one line, and whether the line could be read; an unreadable one is told what is wrong with it."""
    try:
        located = _located(line, reader)
    except (_Unfit, Unreadable) as error:
        return json.dumps(_NOTHING | {"error": str(error)}), False
    told = {
        "verdict": located.verdict.value,
        "start": located.start,
        "end": located.end,
        "confidence": located.confidence,
        "found": located.found.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    }
    return json.dumps(told, ensure_ascii=False), True


class _Unfit(ValueError):
    pass


def _located(line: bytes, reader: PageReader) -> Located:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise _Unfit("not a JSON object in UTF-8") from None
    if not isinstance(fields, dict):
        raise _Unfit("a line is to be one JSON object")
    if ("html" in fields) == ("text" in fields):
        raise _Unfit("html or text is to be given, and one of them only")
    quote, position = _quote(fields.get("quote")), _position(fields.get("position"))
    text = reader.text_of(_string(fields, "html")) if "html" in fields else _string(fields, "text", MOST_LETTERS)
    return locate(text, quote, position)


def _quote(fields: Any) -> Quote:
    if not isinstance(fields, dict):
        raise _Unfit("quote is to be an object with exact, prefix and suffix")
    exact = _string(fields, "exact", _LONGEST_QUOTE)
    if not exact:
        raise _Unfit("exact is missing")
    return Quote(exact, *(_string(fields, name, _LONGEST_CONTEXT) for name in ("prefix", "suffix")))


def _position(fields: Any) -> Position | None:
    if fields is None:
        return None
    if not isinstance(fields, dict):
        raise _Unfit("position is to be an object with start and end")
    start, end = _number(fields, "start"), _number(fields, "end")
    return Position(start, end, _number(fields, "length") if fields.get("length") is not None else None)


def _string(fields: dict[str, Any], name: str, most: int | None = None) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise _Unfit(f"{name} is to be a string")
    if most is not None and len(value) > most:
        raise _Unfit(f"{name} is longer than {most} code points")
    return value


def _number(fields: dict[str, Any], name: str) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise _Unfit(f"{name} is to be a number of code points")
    return value
