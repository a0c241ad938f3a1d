"""Newsroom slips, made up: one error put into a good sentence, the same one for the same seed.

The kinds and their shares are those that were seen in corrected news: left-out, doubled, wrong and
swapped letters, mostly by the key beside; letters of the other script; words run together, torn apart
or written twice; names as well as common words.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from service.spelling.build.corpus import Pair
from service.spelling.build.fingers import misspell
from service.spelling.language.profiles import Profile

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_SHORTEST_NAME = 5


class Slip(NamedTuple):
    """A sentence with an error at `start` to `end`, what should stand there, and its kind."""

    text: str
    start: int
    end: int
    right: str
    kind: str

    @property
    def wrong(self) -> str:
        return self.text[self.start : self.end]


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def slips(texts: Iterable[str], profile: Profile, seed: int) -> Iterator[Slip]:
    """Yield every one of `texts` that an error could be put into, with one error."""
    chance = random.Random(f"{profile.code} {seed}")
    for text in texts:
        slip = spoil(text, profile, chance)
        if slip is not None:
            yield slip


def known_slips(texts: Iterable[str], pairs: Iterable[Pair], profile: Profile, seed: int) -> Iterator[Slip]:
    """Yield every one of `texts` that has a word of which a misspelling is known, with one of these."""
    chance = random.Random(f"{profile.code} {seed} known")
    known: dict[str, list[str]] = {}
    for wrong, right in pairs:
        known.setdefault(right[0], []).append(wrong)
    for text in texts:
        words = [match for match in _WORD.finditer(text) if match.group() in known]
        if words:
            match = chance.choice(words)
            yield _replaced(text, *match.span(), chance.choice(known[match.group()]), "known")


def name_slips(texts: Iterable[str], profile: Profile, seed: int) -> Iterator[Slip]:
    """Yield every one of `texts` that has a name, with an error in the name."""
    chance = random.Random(f"{profile.code} {seed} names")
    for text in texts:
        words = [_Word(match.group(), *match.span()) for match in _WORD.finditer(text)]
        slip = _name(text, words, profile, chance)
        if slip is not None and slip.kind.startswith("name"):
            yield slip


def spoil(text: str, profile: Profile, chance: random.Random) -> Slip | None:
    """Put one error into `text`; None if it is too short or chance found no place."""
    words = [_Word(match.group(), *match.span()) for match in _WORD.finditer(text)]
    if len(words) < 6:
        return None
    draw = chance.random()
    for share, make in _KINDS:
        if draw < share:
            return make(text, words, profile, chance)
        draw -= share
    return _misspelled(text, words, profile, chance)


def _replaced(text: str, start: int, end: int, wrong: str, kind: str) -> Slip:
    return Slip(text[:start] + wrong + text[end:], start, start + len(wrong), text[start:end], kind)


def _name(text: str, words: list[_Word], profile: Profile, chance: random.Random) -> Slip | None:
    names = [
        word
        for word in words[1:]
        if word.text[0].isupper() and not word.text.isupper() and len(word.text) >= _SHORTEST_NAME
    ]
    if not names:
        return _misspelled(text, words, profile, chance)
    return _in(text, chance.choice(names), profile, chance, "name")


def _misspelled(text: str, words: list[_Word], profile: Profile, chance: random.Random) -> Slip | None:
    common = [word for word in words if word.text[0].islower() and len(word.text) > 2 and "-" not in word.text]
    if not common:
        return None
    weights = [len(word.text) for word in common]
    return _in(text, chance.choices(common, weights=weights)[0], profile, chance, "word")


def _in(text: str, word: _Word, profile: Profile, chance: random.Random, what: str) -> Slip | None:
    made = misspell(word.text, profile, chance)
    if made is None:
        return None
    spelled, kind = made
    return _replaced(text, word.start, word.end, spelled, f"{what}, {kind}")


def _joined(text: str, words: list[_Word], profile: Profile, chance: random.Random) -> Slip | None:
    del profile
    pairs = [
        (one, other)
        for one, other in pairwise(words)
        if one.text.islower()
        and other.text.islower()
        and text[one.end : other.start] == " "
        and len(one.text + other.text) > 3
    ]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    return _replaced(text, one.start, other.end, one.text + other.text, "joined")


def _doubled(text: str, words: list[_Word], profile: Profile, chance: random.Random) -> Slip | None:
    del profile
    common = [word for word in words if word.text.islower()]
    if not common:
        return None
    word = chance.choice(common)
    return _replaced(text, word.start, word.end, f"{word.text} {word.text}", "doubled")


def _split(text: str, words: list[_Word], profile: Profile, chance: random.Random) -> Slip | None:
    del profile
    long = [word for word in words if word.text.islower() and len(word.text) > 6 and "-" not in word.text]
    if not long:
        return None
    word = chance.choice(long)
    place = chance.randrange(2, len(word.text) - 2)
    return _replaced(text, word.start, word.end, f"{word.text[:place]} {word.text[place:]}", "split")


_Maker = Callable[[str, list[_Word], Profile, random.Random], Slip | None]
_KINDS: tuple[tuple[float, _Maker], ...] = ((0.12, _name), (0.05, _joined), (0.04, _doubled), (0.03, _split))
