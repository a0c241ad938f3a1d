"""Links that open a page at a quote: URL text fragments (WICG Scroll To Text Fragment)."""

import re
from urllib.parse import quote as percent_encode

from service.domain.quote import Quote, is_cut_after, is_cut_before

_WORD = re.compile(r"[^\s、。，！？；：]+[、。，！？；：]*\s*|\S\s*")
"""A word with the space after it; where no spaces are written, what stands between two commas."""
_BESIDE = 4
_FALLBACK = 8
_WHOLE = 8
_EDGE = 3
_DISTINCT = 12
"""Letters that a fallback has at least: fewer would be found anywhere."""


def link_to(url: str, quote: Quote) -> str:
    """The address with directives for the quote in its context, then for the words before it, then for those after.

    Browsers take the first directive that they find, so that the link still lands there once the error is fixed.
    """
    before, after = _words_before(quote), _words_after(quote)
    directives = [_in_context(before[-_BESIDE:], quote.exact, after[:_BESIDE])]
    fallbacks = ("".join(words).strip() for words in (before[-_FALLBACK:], after[:_FALLBACK]))
    directives += [_encode(text) for text in fallbacks if len(text) >= _DISTINCT]
    return f"{url.partition('#')[0]}#:~:{'&'.join(f'text={directive}' for directive in directives)}"


def _words_before(quote: Quote) -> list[str]:
    """The words before the quote, of its own block or of the one above: one term cannot cross a block."""
    block = quote.prefix.rstrip().rpartition("\n")[2]
    words = _WORD.findall(block)
    return words[1:] if is_cut_before(quote) and len(block) == len(quote.prefix.rstrip()) else words


def _words_after(quote: Quote) -> list[str]:
    block = quote.suffix.lstrip().partition("\n")[0]
    words = _WORD.findall(block)
    return words[:-1] if is_cut_after(quote) and len(block) == len(quote.suffix.lstrip()) else words


def _in_context(before: list[str], exact: str, after: list[str]) -> str:
    lead, trail = "".join(before).strip(), "".join(after).strip()
    return f"{f'{_encode(lead)}-,' if lead else ''}{_middle(exact)}{f',-{_encode(trail)}' if trail else ''}"


def _middle(exact: str) -> str:
    """The quote as one term, or as a range from its first to its last words if it is long or crosses a block."""
    blocks = exact.split("\n")
    words = len(exact.split())
    if len(blocks) == 1 and words <= _WHOLE:
        return _encode(exact)
    first, last = _WORD.findall(blocks[0])[:_EDGE], _WORD.findall(blocks[-1])[-_EDGE:]
    return f"{_encode(''.join(first).strip())},{_encode(''.join(last).strip())}"


def _encode(text: str) -> str:
    return percent_encode(text, safe="").replace("-", "%2D")
