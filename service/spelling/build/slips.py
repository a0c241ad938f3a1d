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

from service.spelling.profiles import Profile

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_LATIN_DOUBLES = dict(zip("асеіорхукмнв", "aceiopxykmhb", strict=True))
_SHORTEST_NAME = 5
_TRIES = 20


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


def misspell(word: str, profile: Profile, chance: random.Random) -> tuple[str, str] | None:
    """Return `word` with a slip of the fingers and the kind of slip; None if chance found none."""
    for _ in range(_TRIES):
        draw, place = chance.random(), chance.randrange(len(word))
        if draw < 0.28 and len(word) > 3:
            place = chance.randrange(1, len(word))
            kind, spelled = "missing", word[:place] + word[place + 1 :]
        elif draw < 0.50:
            kind, spelled = "extra", word[: place + 1] + _extra(word, place, profile, chance) + word[place + 1 :]
        elif draw < 0.78:
            kind, spelled = "wrong", word[:place] + _other(word[place], profile, chance) + word[place + 1 :]
        elif draw < 0.95 and len(word) > 2:
            kind, spelled = "swapped", _swapped(word, chance.randrange(len(word) - 1))
        elif profile.cyrillic and word[place] in _LATIN_DOUBLES:
            kind, spelled = "script", word[:place] + _LATIN_DOUBLES[word[place]] + word[place + 1 :]
        else:
            continue
        if spelled.lower() != word.lower():
            return spelled, kind
    return None


def _extra(word: str, place: int, profile: Profile, chance: random.Random) -> str:
    return _beside(word[place], profile, chance) if chance.random() < 0.6 else word[place].lower()


def _other(letter: str, profile: Profile, chance: random.Random) -> str:
    other = _beside(letter, profile, chance) if chance.random() < 0.75 else chance.choice(profile.letters)
    return other.upper() if letter.isupper() else other


def _beside(letter: str, profile: Profile, chance: random.Random) -> str:
    keys = sorted(other for one, other in profile.adjacent if one == letter.lower())
    return chance.choice(keys or profile.letters)


def _swapped(word: str, place: int) -> str:
    one, other = word[place], word[place + 1]
    if one.isupper() and other.islower():
        one, other = one.lower(), other.upper()
    return word[:place] + other + one + word[place + 2 :]


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
