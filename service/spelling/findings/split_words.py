"""One word written as two ("informat ion")."""

from typing import NamedTuple

from service.spelling.candidates.capitals import in_case_of
from service.spelling.data.lexicon import Standing
from service.spelling.findings.passage import Passage
from service.spelling.language.model import Model
from service.spelling.text.normalise import bare

_SHORTEST = 5
_FLOOR = 2.3
_UNFAMILIAR = 3.0
_FREQUENT = 5.0
_LONG = 7
_RARE_SHORTEST = 8
_RARE = 0.95
_SELECTED = 0.6
_KNOWN_FLOOR = 3.0
_GAIN = 3.2
_LARGE_GAIN = 4.5
_TORN_FITTING = 0.9
_TORN = 0.8


class Union(NamedTuple):
    """A word made of two tokens: its place, its text, and how probable it is (0 to 1)."""

    start: int
    end: int
    word: str
    confidence: float


def best_union(passage: Passage, index: int) -> Union | None:
    """Return the likeliest word that token `index` makes with a neighbour."""
    unions = [
        union
        for first in (index - 1, index)
        if passage.adjoining(first) and (union := _unite(passage, first, index)) is not None
    ]
    return max(unions, key=lambda union: union.confidence, default=None)


def _unite(passage: Passage, first: int, index: int) -> Union | None:
    head, tail = passage.tokens[first], passage.tokens[first + 1]
    plain = head.plain + tail.plain
    model = passage.model
    if len(plain) < _SHORTEST:
        return None
    rare = model.lexicon.zipf(plain) <= _FLOOR
    union = _rare(passage, first) if rare else None
    if (rare and union is None) or _lacks_accent(head.plain, model) or _lacks_accent(tail.plain, model):
        return None
    if rare:
        return union
    valid = model.lexicon.standing_of(plain) is Standing.COMMON
    neighbour = (tail if first == index else head).plain
    if not valid and (head.text[:1].isupper() or tail.text[:1].isupper()):
        return None
    if not valid and (model.validity.form(head.plain) or model.validity.form(tail.plain)):
        return None
    familiar = model.lexicon.zipf(neighbour) if model.validity.form(neighbour) else 0.0
    if familiar < _UNFAMILIAR:
        confidence = 0.97
    elif familiar < _FREQUENT:
        confidence = 0.95
    else:
        confidence = 0.92 if len(plain) >= _LONG else 0.55
    return Union(head.start, tail.end, in_case_of(plain, head.text), confidence)


def _lacks_accent(piece: str, model: Model) -> bool:
    """Whether a piece is known to be another word whose accents were left out: not torn, then."""
    found = model.known_errors.corrections(piece)
    return any(len(word) == len(piece) and list(map(bare, word)) == list(map(bare, piece)) for word in found)


def _rare(passage: Passage, first: int) -> Union | None:
    """Return the inflected form, in no list but in the dictionary, that two tokens make of which one is no word."""
    head, tail = passage.tokens[first], passage.tokens[first + 1]
    plain, form = head.plain + tail.plain, passage.model.validity.form
    if len(plain) < _RARE_SHORTEST or not (head.text + tail.text).islower():
        return None
    words = form(head.plain) and form(tail.plain)
    if (words and not _both_pointed_at(passage, first)) or not form(plain):
        return None
    if words and passage.model.ngrams.ever((head.plain, tail.plain)):
        return None
    return Union(head.start, tail.end, plain, _SELECTED if words else _RARE)


def _both_pointed_at(passage: Passage, first: int) -> bool:
    """Whether a reader selected just token `first` and the next one."""
    return passage.pointed and passage.selected == range(first, first + 2)


def torn_word(passage: Passage, index: int) -> Union | None:
    """Return the word that token `index` and the next one make, both words themselves ("candid ate").

    Only if these hardly ever meet, and the whole is far more frequent than the two would be side by side.
    """
    if not passage.adjoining(index):
        return None
    head, tail = passage.tokens[index], passage.tokens[index + 1]
    lexicon = passage.model.lexicon
    plain = head.plain + tail.plain
    if len(plain) < _SHORTEST + 1 or min(len(head.plain), len(tail.plain)) < 2 or tail.text[:1].isupper():
        return None
    together = lexicon.zipf(plain)
    if together < _KNOWN_FLOOR or lexicon.standing_of(plain) is not Standing.COMMON:
        return None
    gain = together - max(0.0, lexicon.zipf(head.plain)) - max(0.0, lexicon.zipf(tail.plain)) + 9
    if gain < _GAIN or passage.model.ngrams.ever((head.plain, tail.plain)):
        return None
    before, after = passage.context(index).before, passage.context(index + 1).after
    fits = passage.model.ngrams.ever((before, plain), (plain, after))
    confidence = _TORN_FITTING if fits else _TORN if gain >= _LARGE_GAIN else 0.0
    return Union(head.start, tail.end, in_case_of(plain, head.text), confidence) if confidence else None
