"""Which reports speak of the same place: the second "China" of a page is not the first, whatever else was edited."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from service.domain.characters import fold
from service.domain.diff import changed_range
from service.domain.quote import Position, Quote, whole_words

_NEAR = 24
"""So many letters on one side of the quote tell one place from another, if the far context was edited..."""
_BESIDE = 4
"""... and so many on its other side: names stand behind the same words again and again."""
_SLACK = 200
"""Code points by which a place may shift beyond the change of the page's length: some text went, some came."""


@dataclass(frozen=True, slots=True)
class Place:
    """The words on a page that a report is about: whole words, only the wrong ones where the reader corrected them."""

    quote: Quote
    position: Position | None = None
    correction: str | None = None


def place_of(quote: Quote, position: Position | None, correction: str | None) -> Place:
    """The place that a report means.

    Half a selected word means the word. Of a selected sentence that the reader has corrected in one spot, that spot is
    meant. The correction is carried along, so that it fits the place's words.
    """
    whole = whole_words(quote)
    lead, trail = len(quote.prefix) - len(whole.prefix), len(quote.suffix) - len(whole.suffix)
    if position is not None:
        position = Position(position.start - lead, position.end + trail, position.length)
    if correction is None or correction == quote.exact:
        return Place(whole, position)
    completed = _completed(whole.exact, correction, lead, trail)
    return _narrowed(whole, position, completed)


def _completed(whole: str, correction: str, lead: int, trail: int) -> str:
    """The correction of the whole words; a reader who selected half a word may have written the half or the whole."""
    if not lead and not trail:
        return correction
    grown = whole[:lead] + correction + whole[len(whole) - trail :]
    return max(grown, correction, key=lambda text: SequenceMatcher(None, whole, text, autojunk=False).ratio())


def _narrowed(quote: Quote, position: Position | None, correction: str) -> Place:
    start, end = changed_range(quote.exact, correction)
    after = len(quote.exact) - end
    if not quote.exact[start:end].strip() or not correction[start : len(correction) - after].strip():
        return Place(quote, position, correction)
    narrow = Quote(quote.exact[start:end], quote.prefix + quote.exact[:start], quote.exact[end:] + quote.suffix)
    if position is not None:
        position = Position(position.start + start, position.end - after, position.length)
    return Place(narrow, position, correction[start : len(correction) - after])


def place_key(quote: Quote) -> str:
    """Equal for all places that may be the same; places with different keys never are."""
    return fold(quote.exact)


def find_same(place: Place, others: Iterable[Place]) -> int | None:
    """The index of the place that is the same one, the nearest if several could be, or None."""
    fits = [(_distance(place, other), index) for index, other in enumerate(others) if _same(place, other)]
    return min(fits)[1] if fits else None


def _same(one: Place, other: Place) -> bool:
    if place_key(one.quote) != place_key(other.quote) or not _within_reach(one, other):
        return False
    before = _shared(fold(one.quote.prefix)[::-1], fold(other.quote.prefix)[::-1])
    after = _shared(fold(one.quote.suffix), fold(other.quote.suffix))
    if before.all and after.all:
        return True
    return max(before, after).length >= _NEAR and min(before, after).length >= _BESIDE


@dataclass(frozen=True, slots=True, order=True)
class _Shared:
    length: int
    all: bool


def _shared(one: str, other: str) -> _Shared:
    shorter = min(len(one), len(other))
    length = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    return _Shared(length, length == shorter)


def _within_reach(one: Place, other: Place) -> bool:
    """Whether edits of the page between the reports can have moved the one place to the other."""
    a, b = one.position, other.position
    if a is None or b is None:
        return True
    shift = abs(a.start - b.start)
    if a.length is None or b.length is None:
        return shift <= _SLACK
    if a.length == b.length:
        return shift == 0
    return shift <= abs(a.length - b.length) + _SLACK


def _distance(one: Place, other: Place) -> int:
    if one.position is None or other.position is None:
        return 0
    return abs(one.position.start - other.position.start)
