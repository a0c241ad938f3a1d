"""The engine on JSON lines, for the command line."""

import json
from typing import Any

from service.spelling import Query, suggest

_TEXTS = ("exact", "prefix", "suffix", "sentence", "title", "article", "correction")
_TOLD = ("start", "end", "replacement", "confidence", "rule")


def answer(line: bytes, language: str, region: str = "") -> tuple[str, bool]:
    """The answer to one line, and whether the line could be read; an unreadable one is told what is wrong with it."""
    try:
        query = _query(json.loads(line), language, region)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, _Unfit) else "not a JSON object in UTF-8"
        return json.dumps({"suggestions": [], "error": reason}), False
    told = [{name: getattr(each, name) for name in _TOLD} for each in suggest(query)]
    return json.dumps({"suggestions": told}, ensure_ascii=False), True


class _Unfit(ValueError):
    pass


def _query(fields: Any, language: str, region: str) -> Query:
    if not isinstance(fields, dict):
        raise _Unfit("a line is to be one JSON object")
    texts = {name: fields[name] for name in _TEXTS if fields.get(name) is not None}
    for name, text in texts.items():
        if not isinstance(text, str):
            raise _Unfit(f"{name} is to be a string")
    words = fields.get("words") or []
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise _Unfit("words is to be a list of strings")
    if not texts.get("exact"):
        raise _Unfit("exact is missing")
    return Query(**texts, language=language, words=tuple(words), region=region)
