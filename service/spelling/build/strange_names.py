"""Names that a language's dictionary does not have, put into its sentences: most unknown words of news are such."""

import random
from collections.abc import Iterable, Iterator

from service.spelling.build.dictionaries import entries, read_dictionaries
from service.spelling.build.transliterate import in_cyrillic
from service.spelling.language.model import Model
from service.spelling.language.profiles import Profile, profiles
from service.spelling.text.phonetics import VOWELS
from service.spelling.text.scripts import foreign_letters
from service.spelling.text.tokens import tokenize

_SHORTEST = 4
_ENDINGS = ("а", "у", "ом")
_MOST = 12_000


def names_elsewhere(model: Model) -> list[str]:
    """Return capitalised words of other languages' dictionaries (German apart) that are unknown in this one.

    Where this language is Cyrillic, Latin names are written as it writes them, some of them inflected.
    """
    own = model.profile
    found: set[str] = set()
    for other in profiles().values():
        if other.code in (own.code, "de") or (other.cyrillic and not own.cyrillic):
            continue
        names = entries(read_dictionaries(other))
        if own.cyrillic and not other.cyrillic:
            names = (in_cyrillic(word, own.code) for word in names if word.istitle())
        found.update(word for word in names if _is_name(word, own))
    chosen = random.Random(2).sample(sorted(found), min(_MOST, len(found)))
    if own.cyrillic:
        chosen = [_inflected(word, place) for place, word in enumerate(chosen)]
    return [word for word in chosen if not model.validity.word(word)]


def _inflected(name: str, place: int) -> str:
    """Return a Cyrillic name, every other one that ends in a consonant with the ending of a case."""
    if place % 2 or name[-1] in VOWELS:
        return name
    return name + _ENDINGS[place // 2 % len(_ENDINGS)]


def _is_name(word: str, profile: Profile) -> bool:
    return (
        len(word) >= _SHORTEST
        and word.istitle()
        and word.isalpha()
        and not foreign_letters(word.lower(), profile.cyrillic)
    )


def with_strange_names(texts: Iterable[str], names: list[str], seed: int) -> Iterator[str]:
    """Yield each text with one of `names` for a capitalised word, or for a common one where there is none."""
    chance = random.Random(seed)
    for text in texts:
        words = [
            token for token in tokenize(text) if token.is_word and not token.opens and len(token.text) >= _SHORTEST
        ]
        named = [token for token in words if token.text.istitle()] or words
        if named and names:
            token = chance.choice(named)
            yield text[: token.start] + chance.choice(names) + text[token.end :]
