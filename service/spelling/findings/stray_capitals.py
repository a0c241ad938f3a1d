"""A capital on a common word inside a sentence ("the city Was closed"), and none on a name ("in paris")."""

from service.spelling.data.lexicon import Standing
from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.passage import Passage
from service.spelling.text.tokens import Token

_SURE = 0.85
_POINTED = 0.35
_UNLIKE_A_NAME = 0.6
_NAME = 0.9
_NAME_FLOOR = 3.0
_NAME_GAIN = 0.7
_REACH = 4
"""A title or a name of several words has its other capitals within so many tokens."""


def find_stray_capital(passage: Passage, index: int) -> Finding | None:
    """Return a finding if token `index`, a word, has a capital that is not due.

    In a longer selection only where it stands between words in small letters, so that no title is questioned.
    """
    token = passage.tokens[index]
    model = passage.model
    if token.opens or not token.text.istitle() or len(token.text) < 2 or token.plain in model.profile.polite:
        return None
    small = model.profile.capitals and model.usual_case.is_small(token.plain) and _between_small_words(passage, index)
    if not small and not (passage.single and _may_be_common(passage, token)):
        return None
    confidence = _SURE if small else _POINTED
    return Finding(token.start, token.end, confidence, (Proposal(token.text.lower(), confidence, "capital"),))


def find_missing_capital(passage: Passage, index: int) -> Finding | None:
    """Return a finding for a word in small letters that was pointed at and is mostly met as a name ("in china")."""
    token = passage.tokens[index]
    if not token.text.islower() or not passage.model.usual_case.is_name(token.plain):
        return None
    name = token.text[:1].upper() + token.text[1:]
    return Finding(token.start, token.end, _UNLIKE_A_NAME, (Proposal(name, _UNLIKE_A_NAME, "capital"),))


def missing_capital(passage: Passage, token: Token, best: float) -> Proposal | None:
    """Return the name that an unknown word in small letters is, unless a word of frequency `best` is much likelier."""
    lexicon, validity = passage.model.lexicon, passage.model.validity
    if not token.text.islower() or lexicon.standing_of(token.plain) is not Standing.NAME:
        return None
    zipf = lexicon.zipf(token.plain)
    if zipf < max(_NAME_FLOOR, best + _NAME_GAIN):
        return None
    for written in (token.text[:1].upper() + token.text[1:], token.text.upper()):
        if validity.form(written):
            return Proposal(written, _NAME, "capital")
    return None


def _between_small_words(passage: Passage, index: int) -> bool:
    """Whether the words on both sides are in small letters, no name or title is near, and only spaces are between."""
    if not passage.adjoining(index - 1) or not passage.tokens[index - 1].text.islower():
        return False
    following = passage.tokens[index + 1] if index + 1 < len(passage.tokens) else None
    if following is None or not passage.adjoining(index) or not following.text.islower():
        return False
    near = (*passage.tokens[max(0, index - _REACH) : index], *passage.tokens[index + 1 : index + _REACH])
    return not any(other.is_word and other.text[0].isupper() and not other.opens for other in near)


def _may_be_common(passage: Passage, token: Token) -> bool:
    model = passage.model
    common = model.lexicon.standing_of(token.plain) is Standing.COMMON and not model.usual_case.is_name(token.plain)
    return common and passage.page.capitalised.get(token.text, 0) <= 1 and model.profile.code != "de"
