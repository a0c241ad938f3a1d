"""Text in files that spreadsheet programs open: what looks like a formula must not become one."""

import re
import unicodedata

from service.domain.characters import drop_invisible

_BEFORE = re.compile("[^\\S\t\r\n]*(?:[\"'`´‘’‚‛“”„‟«»‹›＂＇][^\\S\t\r\n]*)*")
"""What programs strip, or a second reading of the file takes away, before they look for a formula."""
_STARTS = frozenset("=+-@\t\r\n")
_ENDS = re.compile("(?<=[;\r\n])")
"""Where a cell ends for Excel in countries with a decimal comma: it splits at semicolons, and the quotation marks of a
file with commas are none to it. What follows is then the beginning of another cell."""


def plain_cell(text: str) -> str:
    """The text, with an apostrophe before whatever in it a spreadsheet program would take for a formula.

    Full-width forms count as well: some programs read ＝ as =.
    """
    first, *others = _ENDS.split(text)
    return "".join((_plain(first, first), *(_plain(part, part.rstrip(";\r\n")) for part in others)))


def _plain(part: str, looked_at: str) -> str:
    begins = unicodedata.normalize("NFKC", _BEFORE.sub("", drop_invisible(looked_at), count=1)[:1])
    return f"'{part}" if begins in _STARTS else part
