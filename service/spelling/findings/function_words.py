"""Small words written apart that are one, or have a hyphen: "ни кто", "что то", "не смотря на" (`Profile.parted`)."""

from service.spelling.candidates.capitals import in_case_of
from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.passage import Passage

_SURE = 0.92
_TO = "то"
_GOES_ON = frozenset((",", ".", "что", "самое", "есть", "же", "ли", "бы", "-", "–", "—"))
"""What follows the demonstrative "то": "кто то, что", "что то же самое"."""

_BEFORE_TO = frozenset((",", "так", "потому", "для", "из", "ни", "не", "перед", "после"))
_OTHER = frozenset(("иной", "иное", "иная", "иные", "другой", "другое"))
_SOON = 6
_INFINITIVE = ("ть", "ться", "ти", "чь", "тись", "чься", "тися")


def find_parted(passage: Passage, index: int) -> Finding | None:
    """Return a finding if token `index` and the next one are small words that should not be written apart."""
    parted = passage.model.profile.parted
    if not parted or not passage.adjoining(index):
        return None
    first, last = passage.tokens[index], passage.tokens[index + 1]
    found = parted.get((first.plain, last.plain))
    if found is None or last.text[:1].isupper():
        return None
    following = passage.tokens[index + 2].plain if index + 2 < len(passage.tokens) else ""
    if following in _OTHER or not _stands_before(following, found.before, passage):
        return None
    if found.before == "verb" and (first.opens or _asks(passage, index)):
        return None
    if last.plain == _TO and (following in _GOES_ON or _plain(passage, index - 1) in _BEFORE_TO):
        return None
    return Finding(first.start, last.end, _SURE, (Proposal(in_case_of(found.right, first.text), _SURE, "split_word"),))


def _stands_before(following: str, wanted: str, passage: Passage) -> bool:
    if wanted == "clause":
        return following in passage.model.profile.clause
    if wanted == "verb":
        return following.endswith(_INFINITIVE) and passage.model.validity.form(following)
    return wanted in ("", following)


def _asks(passage: Passage, index: int) -> bool:
    """Whether a question mark follows soon: "что бы почитать?"."""
    return any(token.plain == "?" for token in passage.tokens[index : index + _SOON])


def _plain(passage: Passage, index: int) -> str:
    return passage.tokens[index].plain if index >= 0 else ""
