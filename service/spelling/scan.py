"""Everything suspect in the selected part of a passage."""

from service.spelling.doubled_words import find_doubled
from service.spelling.finding import Finding, Proposal
from service.spelling.foreign import foreign_tokens
from service.spelling.mixed_scripts import find_mixed
from service.spelling.passage import Passage
from service.spelling.pointed_words import find_pointed
from service.spelling.real_words import meant_instead
from service.spelling.capitals import in_case_of
from service.spelling.scripts import foreign_letters
from service.spelling.split_words import best_union
from service.spelling.unknown_words import find_unknown, is_known

_REAL_WORD_BASE = 0.5
_REAL_WORD_SLOPE = 0.12
_MOST_REAL_WORDS = 40


def scan(passage: Passage, given: list[str]) -> list[Finding]:
    """Return what is suspect among the selected tokens, in the order of the text.

    `given` are single words that the reader proposed; they join the candidates.
    """
    foreign = frozenset() if passage.pointed else foreign_tokens(passage)
    check_real = passage.options.real_words and len(passage.selected) <= _MOST_REAL_WORDS * 3
    found: list[Finding] = []
    for index in passage.selected:
        if not passage.tokens[index].is_word or index in foreign:
            continue
        finding = _examine(passage, index, given, check_real)
        if finding is not None:
            found.append(finding)
    return found


def _examine(passage: Passage, index: int, given: list[str], check_real: bool) -> Finding | None:
    options, token = passage.options, passage.tokens[index]
    if options.doubled_words and (doubled := find_doubled(passage, index)) is not None:
        return doubled
    if options.mixed_scripts and (mixed := find_mixed(passage, index)) is not None:
        return mixed
    if len(token.plain) < 2 or foreign_letters(token.plain, passage.model.profile.cyrillic):
        return None
    if not is_known(passage, token):
        return find_unknown(passage, index, given)
    if options.split_and_joined and (passage.pointed or len(token.plain) <= 4):
        union = best_union(passage, index)
        if union is not None and (passage.pointed or union.confidence > 0.9):
            share = 0.9 if passage.pointed else 0.8
            proposal = Proposal(union.word, union.confidence * share, "split_word")
            return Finding(union.start, union.end, (proposal,))
    if passage.pointed:
        return find_pointed(passage, index, given)
    capital = token.text[:1].isupper() and not token.opens
    return _real_word(passage, index) if check_real and not capital else None


def _real_word(passage: Passage, index: int) -> Finding | None:
    instead = meant_instead(passage, index)
    if instead is None:
        return None
    token = passage.tokens[index]
    confidence = min(0.9, _REAL_WORD_BASE + _REAL_WORD_SLOPE * instead.gain)
    shares = (confidence, (1 - confidence) * 0.2, (1 - confidence) * 0.1)
    proposals = tuple(
        Proposal(in_case_of(word, token.text), share, "wrong_word")
        for word, share in zip(instead.words, shares, strict=False)
    )
    return Finding(token.start, token.end, proposals)
