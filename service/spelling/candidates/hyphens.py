"""Compounds with a hyphen: no list has them all, so each part is mended by itself."""

from service.spelling.data.lexicon import UNLISTED_ZIPF
from service.spelling.language.model import Model

_PER_PART = 6
_SHORTEST_PART = 4
_SHORTEST_REST = 3
_LINK = "о"
_INFINITIVES = ("ти", "тися", "ть", "ться", "тись")
"""What ends like this is a verb, and two words were run together."""

_GENITIVE = "го"
"""What ends like this is inflected and makes no compound with the next word: "навчального закладу"."""

_FUNCTION_WORD = 5.0
"""What is as frequent as this makes no compound: "цього", "было" were run together with the next word."""

_RARER = 1.5
"""A compound is taken to be about thirty times rarer than its mended part."""


def mended(word: str, model: Model) -> list[tuple[str, int, float]]:
    """Return (compound, distance, zipf) for `word` with its one unknown part replaced by a near word.

    Nothing is returned where no part or more than one is unknown. Either hyphen may also be the error:
    the parts written as one word count as well.
    """
    parts = word.split("-")
    made: list[tuple[str, int, float]] = []
    together = "".join(parts)
    if len(parts) == 2 and (model.validity.form(together) or joined(word, model)):
        made.append((together, 1, model.lexicon.zipf(together) or UNLISTED_ZIPF))
    unknown = [place for place, part in enumerate(parts) if len(part) > 2 and not _is_word(part, model)]
    if len(unknown) != 1:
        return made
    place = unknown[0]
    near = model.near.near(parts[place])
    near.sort(key=lambda found: found[0] * 2.2 - float(model.lexicon.frequency[found[1]]))
    for distance, number, other in near[:_PER_PART]:
        compound = "-".join((*parts[:place], other, *parts[place + 1 :]))
        made.append((compound, distance, float(model.lexicon.frequency[number]) - _RARER))
    return made


def joined(word: str, model: Model) -> str | None:
    """Return `word` without the hyphen behind a beginning that has none ("міні-звіт"), None if there is no such."""
    first, _, rest = word.partition("-")
    together = first in model.profile.joined and len(rest) >= _SHORTEST_REST and "-" not in rest
    return first + rest if together else None


def hyphened(word: str, model: Model) -> list[tuple[str, int, float]]:
    """Return (compound, distance, zipf) for a Ukrainian or Russian `word` that lacks the hyphen after a linking "о"."""
    if not model.profile.cyrillic:
        return []
    cuts = [cut for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1) if word[cut - 1] == _LINK]
    return [
        (f"{word[:cut]}-{word[cut:]}", 1, model.lexicon.zipf(word[cut:]))
        for cut in cuts
        if model.validity.form(word[:cut])
        and model.validity.form(word[cut:])
        and model.lexicon.zipf(word[:cut]) < _FUNCTION_WORD
        and not word[:cut].endswith(_GENITIVE)
        and not word.endswith(_INFINITIVES)
    ]


def _is_word(part: str, model: Model) -> bool:
    return model.validity.form(part) or model.validity.form(part.title())
