"""Names that a language's dictionary does not have, put into its sentences: most unknown words of news are such."""

import random
from collections.abc import Iterable, Iterator

from service.spelling.build.dictionaries import entries, read_dictionaries
from service.spelling.model import Model
from service.spelling.profiles import Profile, profiles
from service.spelling.scripts import foreign_letters
from service.spelling.tokens import tokenize

_SHORTEST = 4
_MOST = 12_000


def names_elsewhere(model: Model) -> list[str]:
    """Return capitalised words of other languages' dictionaries (German apart) that are unknown in this one."""
    own = model.profile
    found: set[str] = set()
    for other in profiles().values():
        if other.code in (own.code, "de") or other.cyrillic != own.cyrillic:
            continue
        found.update(word for word in entries(read_dictionaries(other)) if _is_name(word, own))
    chosen = random.Random(2).sample(sorted(found), min(_MOST, len(found)))
    return [word for word in chosen if not model.validity.word(word)]


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
