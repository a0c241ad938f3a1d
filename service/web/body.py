"""Request bodies of the public interface: size, encoding and JSON are checked strictly before anything looks inside."""

import json
import math
import re
from collections.abc import Callable
from typing import Any

import anyio
from fastapi import Request

from service.domain.characters import has_surrogate
from service.errors import Malformed, TooLarge, TooSlow, Unsupported

_TYPES = ("application/json", "text/plain")
_SECONDS = 10
_DEPTH = 7
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
"""What half of a surrogate pair, or a whole one, is written as: UTF-8 itself can hold none."""


def json_object(limit: int) -> Callable[[Request], Any]:
    """A dependency that gives the request's body as one JSON object of at most `limit` bytes.

    Raises Unsupported, TooLarge, TooSlow or Malformed. Stricter than `json`: no duplicate keys, no NaN or infinity, no
    halves of surrogate pairs, at most 7 levels.
    """

    async def body(request: Request) -> dict[str, Any]:
        return parse_object(await _read(request, limit))

    return body


async def _read(request: Request, limit: int) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _TYPES:
        raise Unsupported(f"The content type is to be {' or '.join(_TYPES)}.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Unsupported("A report is sent uncompressed.")
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise TooLarge(f"A report has at most {limit} bytes.")
    received = bytearray()
    with anyio.move_on_after(_SECONDS) as patience:
        async for chunk in request.stream():
            received += chunk
            if len(received) > limit:
                raise TooLarge(f"A report has at most {limit} bytes.")
    if patience.cancelled_caught:
        raise TooSlow("The rest of the report did not come in time.")
    return bytes(received)


def parse_object(received: bytes) -> dict[str, Any]:
    """The bytes as one JSON object. Raises Malformed."""
    try:
        parsed = json.loads(
            received.decode("utf-8"),
            object_pairs_hook=_without_duplicates,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except (ValueError, RecursionError):
        raise Malformed("The body is not one well-formed JSON object in UTF-8.") from None
    if not isinstance(parsed, dict):
        raise Malformed("The body is to be one JSON object.")
    _check(parsed, _DEPTH, strings=_SURROGATE_ESCAPE.search(received) is not None)
    return parsed


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("duplicate key")
    return values


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return number


def _check(value: Any, depth: int, *, strings: bool) -> None:
    """Refuse what is nested too deep and, where `strings` says that there may be some, halves of surrogate pairs."""
    if isinstance(value, str) and has_surrogate(value):
        raise Malformed("A text holds half of a surrogate pair.")
    if not isinstance(value, (dict, list)):
        return
    if depth == 0:
        raise Malformed("The body is nested too deep.")
    inner = value if isinstance(value, list) else (*value, *value.values())
    for each in inner:
        if strings or isinstance(each, (dict, list)):
            _check(each, depth - 1, strings=strings)
