"""Russian "-тся" and "-ться", which sound alike: the infinitive after "надо", the third person after "он".

What somebody in the dative feels is in the third person as well: "мне нравится".
"""

from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.passage import Passage

_THIRD, _INFINITIVE = "тся", "ться"
_SURE = 0.88
_REACH = 2
_BETWEEN = frozenset(
    (
        *(
            "не",
            "бы",
            "ли",
            "же",
            "и",
            "мне",
            "тебе",
            "ему",
            "ей",
            "нам",
            "вам",
            "им",
            "просто",
            "ещё",
            "еще",
            "уже",
            "так",
        ),
        *("очень", "быстро", "сразу", "сам", "сама", "сами", "снова", "опять", "тоже", "больше", "никогда", "всегда"),
    )
)
_DATIVE = frozenset(("мне", "тебе", "ему", "ей", "нам", "вам", "им"))
_DEGREES = frozenset(("не", "очень", "так", "тоже", "больше", "всегда", "просто", "совсем", "уже", "ещё", "еще"))
_LINKS_TO_DATIVE = frozenset(("что", "и", "а", "но", "когда", "потому", "как", "где", "почему", "пока", "так", "да"))
_LINKS = frozenset(("что", "и", "а", "но", "когда", "если", "потом", "как", "где", "почему", "пока", "так"))
"""What may stand before a subject; a verb there may govern the infinitive: "сумеет он понравиться"."""

_PARENTHETICAL = frozenset(("кажется", "разумеется", "получается", "помнится", "думается", "говорится", "считается"))


def find_reflexive(passage: Passage, index: int) -> Finding | None:
    """Return a finding if token `index`, a verb, has the one ending where the other one is due."""
    token, profile = passage.tokens[index], passage.model.profile
    if not profile.governing or not token.text.islower():
        return None
    if token.plain in profile.felt and _felt_by(passage, index):
        other = token.plain[: -len(_INFINITIVE)] + _THIRD
        return Finding(token.start, token.end, _SURE, (Proposal(other, _SURE, "wrong_word"),))
    if token.plain.endswith(_INFINITIVE) and _begins(passage, index - 1):
        other, wanted, reach = token.plain[: -len(_INFINITIVE)] + _THIRD, profile.subjects, 0
    elif token.plain.endswith(_THIRD) and token.plain not in _PARENTHETICAL:
        other, wanted, reach = token.plain[: -len(_THIRD)] + _INFINITIVE, profile.governing, _REACH
    else:
        return None
    if _governor(passage, index, reach) not in wanted or not passage.model.validity.form(other):
        return None
    return Finding(token.start, token.end, _SURE, (Proposal(other, _SURE, "wrong_word"),))


def _felt_by(passage: Passage, index: int) -> bool:
    """Whether somebody in the dative, who begins a clause, feels what token `index` says: "мне нравится"."""
    place = index - 1
    while passage.adjoining(place) and passage.tokens[place].plain in _DEGREES:
        place -= 1
    if not passage.adjoining(place) or passage.tokens[place].plain not in _DATIVE:
        return False
    return not passage.adjoining(place - 1) or passage.tokens[place - 1].plain in _LINKS_TO_DATIVE


def _begins(passage: Passage, index: int) -> bool:
    """Whether token `index` (or the one before, where that is "не") stands at the beginning of a clause."""
    first = index - (index > 0 and passage.tokens[index].plain == "не")
    return not passage.adjoining(first - 1) or passage.tokens[first - 1].plain in _LINKS


def _governor(passage: Passage, index: int, reach: int) -> str:
    """Return the word before token `index`, beyond "не" and at most `reach` other small words."""
    place = index - 1
    while place >= 0 and passage.adjoining(place):
        plain = passage.tokens[place].plain
        if plain not in _BETWEEN or (plain != "не" and reach == 0):
            return plain
        reach -= plain != "не"
        place -= 1
    return ""
