"""Words that lean on the next one (l'homme, dell'acqua): no list has them all, so both parts are mended.

Only what opens with a vowel, or an h, is leaned on. The apostrophe itself is lost as well ("laube"), struck beside
("lmaube") or put one letter too early or too late ("se'st").
"""

import math
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from service.spelling.data.lexicon import UNLISTED_ZIPF
from service.spelling.language.model import Model
from service.spelling.text.normalise import bare

_PER_TAIL = 8
_RARER = 0.5
_OPENING = frozenset("aeiouyhœæ")
_TRUST = 0.5
"""How much a guess of how often a pair was seen weighs, counted as times that it was."""


def elisions(word: str, model: Model) -> list[tuple[str, int, float]]:
    """Return (words, distance, zipf) for what `word` may be of a leaning word and the next one, each once."""
    heads = model.profile.elided
    if not heads:
        return []
    found: dict[tuple[str, str], int] = {}
    for head, tail, distance in _apart(word, model) if "'" in word else _together(word, model):
        found[head, tail] = min(distance, found.get((head, tail), distance))
    written = {f"{head}'{tail}": (tail, distance) for (head, tail), distance in found.items()}
    written.pop(word, None)
    counts = model.ngrams.seen(list(written)).tolist()
    return [
        (whole, distance, _zipf(tail, count, model))
        for (whole, (tail, distance)), count in zip(written.items(), counts, strict=True)
    ]


def leaned_on(tail: str) -> bool:
    """Whether a word may lean on `tail`."""
    return bool(tail) and bare(tail[0]) in _OPENING


def _apart(word: str, model: Model) -> Iterator[tuple[str, str, int]]:
    """Yield leaning word, next one and distance for a `word` with an apostrophe."""
    head, _, tail = word.partition("'")
    if _is_word(tail, model):
        yield from ((other, tail, 1) for other in sorted(model.profile.elided) if OSA.distance(other, head) == 1)
    if head in model.profile.elided and tail:
        near = model.near.near(tail, 1 if len(tail) <= 3 else 2)
        near.sort(key=lambda found: found[0] * 2.2 - float(model.lexicon.frequency[found[1]]))
        fitting = [(other, distance) for distance, _, other in near if leaned_on(other)]
        yield from ((head, other, distance) for other, distance in fitting[:_PER_TAIL])
    for one, other in ((head[:-1], head[-1:] + tail), (head + tail[:1], tail[1:])):
        if one in model.profile.elided and _is_word(other, model):
            yield one, other, 1


def _together(word: str, model: Model) -> Iterator[tuple[str, str, int]]:
    """Yield leaning word, next one and distance for a `word` without an apostrophe."""
    for head in sorted(model.profile.elided):
        if word.startswith(head):
            rest = word[len(head) :]
            yield from ((head, tail, 1) for tail in (rest, rest[1:]) if _is_word(tail, model))


def _is_word(tail: str, model: Model) -> bool:
    return leaned_on(tail) and (model.validity.form(tail) or model.validity.form(tail[:1].upper() + tail[1:]))


def _zipf(tail: str, count: float, model: Model) -> float:
    """Return how frequent a leaning word with `tail` is: as often as texts had it, as far as they are long enough.

    The mean of a gamma distribution whose prior is that it is somewhat rarer than the tail alone.
    """
    zipf = (model.lexicon.zipf(tail) or UNLISTED_ZIPF) - _RARER
    tokens = max(1, model.ngrams.tokens)
    expected = tokens * 10 ** (zipf - 9)
    return 9 + math.log10((count + _TRUST) / (1 + _TRUST / expected) / tokens)
