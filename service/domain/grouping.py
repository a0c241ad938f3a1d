"""Which reports speak of the same place: the second "China" of a page is not the first, whatever else was edited.

Where the evidence does not tell, two places are two: editors rather see one error twice than never see the second.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from service.domain.agreement import Agreement, agreement
from service.domain.characters import fold
from service.domain.diff import changed_range
from service.domain.quote import Position, Quote, bare, is_word_character, whole_words

_SLACK = 200
"""Code points by which a place may shift beyond the change of the page's length: some text went, some came."""


@dataclass(frozen=True, slots=True)
class Place:
    """The words on a page a report is about: whole words, and only the wrong ones where the reader corrected them."""

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
    # By the letters alone, in linear time: to compare their order as well can take seconds.
    return max(grown, correction, key=lambda text: SequenceMatcher(None, whole, text, autojunk=False).quick_ratio())


def _narrowed(quote: Quote, position: Position | None, correction: str) -> Place:
    start, end = changed_range(quote.exact, correction)
    after = len(quote.exact) - end
    if not (_has_word(quote.exact[start:end]) and _has_word(correction[start : len(correction) - after])):
        start, end = _with_neighbour(quote.exact, correction, start, end)
        after = len(quote.exact) - end
    corrected = correction[start : len(correction) - after]
    if not (_has_word(quote.exact[start:end]) and _has_word(corrected)):
        return Place(quote, position, correction)
    narrow = Quote(quote.exact[start:end], quote.prefix + quote.exact[:start], quote.exact[end:] + quote.suffix)
    if position is not None:
        position = Position(position.start + start, position.end - after, position.length)
    return Place(narrow, position, corrected)


def _with_neighbour(exact: str, correction: str, start: int, end: int) -> tuple[int, int]:
    """The changed range with the word before it, or after it at the beginning: one cannot point at what is only put in.

    A space at its end is left out where both texts have it, and else taken with what follows.
    """
    if before := exact[:start].split():
        start = exact.rindex(before[-1], 0, start)
    elif after := exact[end:].split():
        end = exact.index(after[0], end) + len(after[0])
    if not exact[start:end][-1:].isspace():
        return start, end
    if correction[: len(correction) - (len(exact) - end)][-1:].isspace():
        return start, start + len(exact[start:end].rstrip())
    following = exact[end:].split()
    return start, end + len(following[0]) if following else end


def _has_word(text: str) -> bool:
    return any(map(is_word_character, text))


def place_key(quote: Quote) -> str:
    """Equal for all places that may be the same; places with different keys never are."""
    return fold(bare(quote).exact)


def find_same(place: Place, others: Iterable[Place]) -> int | None:
    """The index of the place that is the same one, or None.

    If several could be: one whose contexts agree wholly, then the nearest, then the one with more agreeing context.
    """
    one = _bare(place)
    fits: list[tuple[bool, int, int, int]] = []
    for index, other in enumerate(map(_bare, others)):
        if place_key(one.quote) != place_key(other.quote):
            continue
        agreed = agreement(one.quote, other.quote)
        if _same(one, other, agreed):
            fits.append((not agreed.whole, _distance(one, other), -agreed.letters, index))
    return min(fits)[-1] if fits else None


def _bare(place: Place) -> Place:
    quote, position = bare(place.quote), place.position
    if position is not None:
        lead, trail = len(quote.prefix) - len(place.quote.prefix), len(quote.suffix) - len(place.quote.suffix)
        position = Position(position.start + lead, position.end - trail, position.length)
    return Place(quote, position)


def _same(one: Place, other: Place, agreed: Agreement) -> bool:
    a, b = one.position, other.position
    if a is None or b is None:
        return agreed.equal or agreed.but_for_an_edit
    shift = b.start - a.start
    length = len(one.quote.exact)
    if a.length is not None and a.length == b.length:
        return abs(shift) < length  # the page is as it was, and two places of the same words do not overlap
    if shift and _stands_beside(one.quote, other.quote, shift):
        return False
    grown = 0 if a.length is None or b.length is None else b.length - a.length
    if abs(shift) < length or abs(shift - grown) < length:  # all edits were below, or all above
        return agreed.whole or agreed.on_one_side
    return abs(shift) <= abs(grown) + _SLACK and agreed.but_for_an_edit


def _stands_beside(one: Quote, other: Quote, shift: int) -> bool:
    """Whether the other is in sight from here, as one more place of the same words: lists repeat themselves."""
    text = one.prefix + one.exact + one.suffix
    start = len(one.prefix) + shift
    end = start + len(other.exact)
    if start < 0 or end > len(text) or place_key(Quote(text[start:end])) != place_key(other):
        return False
    return agreement(Quote(other.exact, text[:start], text[end:]), other).whole


def _distance(one: Place, other: Place) -> int:
    if one.position is None or other.position is None:
        return 0
    return abs(one.position.start - other.position.start)
