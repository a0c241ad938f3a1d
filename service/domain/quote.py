"""Normalised text and quotes of it: the same text is made in the browser, and shared vectors hold both sides to it.

Quote and position are the W3C Web Annotation Data Model's TextQuoteSelector and TextPositionSelector.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.characters import WHITE, drop_invisible

CONTEXT = 96
"""Code points of context on either side of a quote."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHITE = re.compile(f"[{WHITE}]")
_RUN = re.compile("[ \n]+")
_LONGEST_WORD = 48
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a page's normalised text with what stands before and after it."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a quote stands in the normalised text, in code points; `length` is that of the whole text."""

    start: int
    end: int
    length: int | None = None


def normalise(pieces: Iterable[str]) -> str:
    """The normalised text of a page, from its visible text nodes, with a line break for each block boundary."""
    joined = "".join(piece if piece == "\n" else _spaced(piece) for piece in pieces)
    return _RUN.sub(lambda run: "\n" if "\n" in run[0] else " ", joined).strip(" \n")


def _spaced(piece: str) -> str:
    return _WHITE.sub(" ", drop_invisible(_SURROGATE.sub("\ufffd", piece)))


def cut(text: str, start: int, end: int) -> tuple[Quote, Position]:
    """The quote of `text[start:end]`, with contexts and position. Raises ValueError for an empty or outlying range."""
    if not 0 <= start < end <= len(text):
        raise ValueError("a quote is a stretch of one character or more inside the text")
    quote = Quote(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    return quote, Position(start, end, len(text))


def whole_words(quote: Quote) -> Quote:
    """The quote grown to whole words where it begins or ends inside of one.

    Scripts that put no spaces between words (Chinese, Japanese, Thai ...) stay as they were selected.
    """
    lead = _edge_letters(reversed(quote.prefix)) if _joins(quote.prefix[-1:], quote.exact[:1]) else 0
    trail = _edge_letters(quote.suffix) if _joins(quote.exact[-1:], quote.suffix[:1]) else 0
    cut_at = len(quote.prefix) - lead
    return Quote(
        exact=quote.prefix[cut_at:] + quote.exact + quote.suffix[:trail],
        prefix=quote.prefix[:cut_at],
        suffix=quote.suffix[trail:],
    )


def bare(quote: Quote) -> Quote:
    """The quote without the signs and spaces at its edges, which readers select along or do not; signs alone stay."""
    inside = [i for i, character in enumerate(quote.exact) if is_word_character(character)]
    if not inside:
        return quote
    start, end = inside[0], inside[-1] + 1
    return Quote(quote.exact[start:end], quote.prefix + quote.exact[:start], quote.exact[end:] + quote.suffix)


def is_cut_before(quote: Quote) -> bool:
    """Whether the prefix may begin anywhere, even inside a word: it is as long as contexts are.

    Up to the quote's first word less, for `whole_words` may have taken that much from it.
    """
    return len(quote.prefix) > CONTEXT - max(1, len(quote.exact.partition(" ")[0]))


def is_cut_after(quote: Quote) -> bool:
    """Whether the suffix may end anywhere, as `is_cut_before`."""
    return len(quote.suffix) > CONTEXT - max(1, len(quote.exact.rpartition(" ")[2]))


def is_word_character(character: str) -> bool:
    """Whether words are made of it: letters, digits and the marks on them."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _joins(left: str, right: str) -> bool:
    return bool(left and right) and all(map(_grows, (left, right)))


def _grows(character: str) -> bool:
    return is_word_character(character) and not _UNSPACED.match(character)


def _edge_letters(characters: Iterable[str]) -> int:
    count = 0
    for character in characters:
        if not _grows(character):
            return count
        count += 1
        if count > _LONGEST_WORD:
            return 0
    return count
