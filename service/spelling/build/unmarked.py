"""Words without their accents, as they are written in a hurry or without the keys: the same ones for the same seed."""

import random
import re
from collections.abc import Iterable, Iterator

from service.spelling.build.slips import Slip
from service.spelling.language.profiles import Profile
from service.spelling.text.normalise import bare

_WORD = re.compile(r"[^\W\d_]+")


def unmarked_slips(texts: Iterable[str], profile: Profile, seed: int) -> Iterator[Slip]:
    """Yield every one of `texts` that has a word with an accent, with one such word written without.

    None for languages whose accents are hardly ever forgotten (`marks` in `languages.toml`).
    """
    chance = random.Random(f"{profile.code} {seed} unmarked")
    for text in texts if profile.marks else ():
        words = [match for match in _WORD.finditer(text) if unmarked(match.group(), profile) != match.group()]
        if words:
            match = chance.choice(words)
            wrong = unmarked(match.group(), profile)
            spoiled = text[: match.start()] + wrong + text[match.end() :]
            yield Slip(spoiled, match.start(), match.end(), match.group(), "unmarked")


def unmarked(word: str, profile: Profile) -> str:
    """Return `word` without the accents of letters that have no key of their own."""
    return "".join(letter if letter.lower() in profile.letters else bare(letter) for letter in word)
