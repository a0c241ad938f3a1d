"""Text in files that spreadsheet programs open: what looks like a formula must not become one."""

import re
import unicodedata

from service.domain.characters import drop_invisible

_BEFORE = re.compile("[^\\S\t\r\n]*(?:[\"'`´‘’‚‛“”„‟«»‹›＂＇][^\\S\t\r\n]*)*")
"""What programs strip, or a second reading of the file takes away, before they look for a formula."""
_STARTS = frozenset("=+-@\t\r\n")


def plain_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet program would take it for a formula.

    Full-width forms count as well: some programs read ＝ as =.
    """
    begins = unicodedata.normalize("NFKC", _BEFORE.sub("", drop_invisible(text), count=1)[:1])
    return f"'{text}" if begins in _STARTS else text
