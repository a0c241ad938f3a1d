"""The characters of a page: its bytes in the encoding that a browser would take them for."""

import codecs
import re

from service.outbound.answers import Answer

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_LOOKED_THROUGH = 4096
"""Bytes in which a page says its encoding; browsers look through a quarter of that."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MEANT = {
    "ascii": "cp1252",
    "utf-16": "utf-16-le",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
"""Browsers read these names as those of larger sets (WHATWG Encoding Standard, "Names and labels")."""
_UTF_16 = frozenset({"utf-16-le", "utf-16-be"})
_KNOWN = frozenset(
    {"utf-8", *_UTF_16, "big5", "euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "cp866", *_MEANT.values()}
    | {f"cp125{number}" for number in range(9)}
    | {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)
"""By Python's names. It has others that are no encodings of pages, and some that take very long."""


def markup_of(answer: Answer) -> str:
    """The page's markup. What is in no known encoding is read as UTF-8; bytes that do not fit become U+FFFD."""
    body = answer.body
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    named = _IN_HEADER.search(answer.header("content-type"))
    declared = _DECLARED.search(body[:_LOOKED_THROUGH])
    if named:
        return body.decode(_encoding(named[1]), "replace")
    encoding = _encoding(declared[1].decode("ascii") if declared else "")
    return body.decode("utf-8" if encoding in _UTF_16 else encoding, "replace")  # in UTF-16, this could not be read


def _encoding(label: str) -> str:
    """Python's name of the encoding."""
    try:
        name = codecs.lookup(label).name if label else "utf-8"
    except LookupError:
        return "utf-8"
    name = _MEANT.get(name, name)
    return name if name in _KNOWN else "utf-8"
