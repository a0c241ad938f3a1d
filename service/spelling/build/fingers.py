"""Slips of the fingers in a word: a letter left out, doubled, from the key beside, swapped, or of the other script."""

import random

from service.spelling.language.profiles import Profile

_LATIN_DOUBLES = dict(zip("асеіорхукмнв", "aceiopxykmhb", strict=True))
_TRIES = 20


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
