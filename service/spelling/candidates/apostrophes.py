"""Apostrophes: the text's own kind in a replacement, and words that lean on the next one (l'homme)."""

from service.spelling.language.model import Model
from service.spelling.text.normalise import APOSTROPHES

_PER_TAIL = 8
_RARER = 0.5


def in_style_of(replacement: str, wrong: str, text: str) -> str:
    """Return `replacement` with the apostrophe that `wrong`, or else `text` around it, is written with."""
    if "'" not in replacement:
        return replacement
    for sample in (wrong, text):
        used = next((letter for letter in sample if letter == "'" or letter in APOSTROPHES[:2]), None)
        if used is not None:
            return replacement.replace("'", used)
    return replacement


def mended_tails(word: str, model: Model) -> list[tuple[str, int, float]]:
    """Return (words, distance, zipf) for an elided word before an unknown one ("l'hstoire").

    Only the part behind the apostrophe is mended; nothing is returned where it is a word.
    """
    head, _, tail = word.partition("'")
    if not tail or head not in model.profile.elided:
        return []
    near = model.near.near(tail, 1 if len(tail) <= 3 else 2)
    near.sort(key=lambda found: found[0] * 2.2 - float(model.lexicon.frequency[found[1]]))
    return [
        (f"{head}'{other}", distance, float(model.lexicon.frequency[number]) - _RARER)
        for distance, number, other in near[:_PER_TAIL]
    ]
