"""Reading what an answer brings: no further than was agreed, before and after it is unpacked."""

import zlib
from collections.abc import Iterable, Iterator

from service.outbound.failures import Refused, Unreachable

_STEP = 65_536
_GZIP = 31
"""Tells zlib to take gzip's format and no other."""


def unpacked(pieces: Iterable[bytes], encoding: str, *, most: int) -> Iterator[bytes]:
    """The body in pieces, without its content encoding.

    Raises Refused for any encoding but gzip, once, and where there are more than `most` bytes; Unreachable where the
    body is not what its encoding says, or breaks off.
    """
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise Refused("The answer is encoded in a way that was not asked for.", code="encoding")
    size = 0
    for piece in pieces if encoding in ("", "identity") else _gunzipped(pieces):
        size += len(piece)
        if size > most:
            raise Refused("The answer is too large.", code="too_large")
        yield piece


def _gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    member = zlib.decompressobj(_GZIP)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if member.eof:  # one file of gzip may follow another
                    member = zlib.decompressobj(_GZIP)
                yield member.decompress(rest, _STEP)
                rest = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error:
        raise _broken() from None
    if not member.eof:
        raise _broken()


def _broken() -> Unreachable:
    return Unreachable("The answer is broken.", code="protocol")
