"""Everything suspect in the selected part of a passage."""

from service.spelling.candidates.capitals import in_case_of
from service.spelling.findings.abbreviations import abbreviates
from service.spelling.findings.allowance import Allowance
from service.spelling.findings.credits import credit_tokens
from service.spelling.findings.doubled_words import find_doubled
from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.foreign import foreign_tokens
from service.spelling.findings.function_words import find_parted
from service.spelling.findings.mixed_scripts import find_mixed
from service.spelling.findings.passage import Passage
from service.spelling.findings.pointed_words import find_pointed
from service.spelling.findings.quote_marks import find_marks
from service.spelling.findings.reflexive import find_reflexive
from service.spelling.findings.regional import find_regional
from service.spelling.findings.split_words import Union, best_union, torn_word
from service.spelling.findings.stray_capitals import find_missing_capital, find_stray_capital
from service.spelling.findings.unknown_words import find_unknown, is_known
from service.spelling.judgement.misfits import is_plain, questionable
from service.spelling.judgement.real_words import enough_text, meant_instead, wrong_probability
from service.spelling.text.scripts import foreign_letters

_RUNNERS_UP = (0.9, 0.06, 0.02)
_SHORT = 4
_SURE = 0.95
_STRANGE = 7
_LIKELY = 0.5
_LEAST_WRONG = 0.55
"""A valid word is only questioned where it is wrong more often than not."""


def scan(passage: Passage, given: list[str]) -> list[Finding]:
    """Return what is suspect among the selected tokens, in the order of the text.

    `given` are single words that the reader proposed; they join the candidates.
    """
    ignored = frozenset() if passage.single else foreign_tokens(passage) | credit_tokens(passage)
    _look_ahead(passage)
    allowance = Allowance(passage)
    found: list[Finding] = []
    plausible: list[int] = []
    examined = 0
    for index in passage.selected:
        if allowance.spent or not passage.tokens[index].is_word or index in ignored:
            continue
        examined += 1
        if len(found) >= _STRANGE and 2 * len(found) > examined:
            return []  # most words are strange: no text in this language
        finding = _examine(passage, index, given, allowance)
        if finding is not None:
            found.append(finding)
        elif not passage.pointed:
            plausible.append(index)
    if passage.options.real_words and passage.options.context and enough_text(passage.model):
        found += _real_words(passage, plausible)
    if passage.options.marks:
        found += find_marks(passage)
    return found


def _look_ahead(passage: Passage) -> None:
    """Look up all selected words and every two of them as one, at once: it takes a fraction of the time.

    For one or two words it would take more.
    """
    if passage.pointed:
        return
    plain = [token.plain for token in passage.tokens]
    words = [plain[index] for index in passage.selected]
    unions = [plain[index] + plain[index + 1] for index in passage.selected if passage.adjoining(index)]
    passage.model.lexicon.look_ahead(words + unions)


def _examine(passage: Passage, index: int, given: list[str], allowance: Allowance) -> Finding | None:
    """Return what is wrong with token `index`; no word is looked up beyond `allowance`."""
    options, token = passage.options, passage.tokens[index]
    if options.doubled_words and (doubled := find_doubled(passage, index)) is not None:
        return doubled
    if options.split_and_joined and (parted := find_parted(passage, index)) is not None:
        return parted
    if options.mixed_scripts and (mixed := find_mixed(passage, index, allowance)) is not None:
        return mixed
    if foreign_letters(token.plain, passage.model.profile.cyrillic):
        return None
    if len(token.plain) > 1 and not is_known(passage, token):
        return find_unknown(passage, index, given) if allowance.covers(token) else None
    return _examine_word(passage, index, given)


def _examine_word(passage: Passage, index: int, given: list[str]) -> Finding | None:
    """Return what may be wrong with token `index` although it is a word."""
    options = passage.options
    if options.real_words and (reflexive := find_reflexive(passage, index)) is not None:
        return reflexive
    if options.split_and_joined and (union := _union(passage, index)) is not None:
        proposal = Proposal(union.word, union.confidence, "split_word")
        return Finding(union.start, union.end, union.confidence, (proposal,))
    if passage.region and (regional := find_regional(passage, index)) is not None:
        return regional
    capital = _capital(passage, index) if options.capitals else None
    if capital is not None and (not passage.single or capital.wrong > _LIKELY):
        return capital
    pointed = find_pointed(passage, index, given) if passage.single else None
    return _both(capital, pointed)


def _capital(passage: Passage, index: int) -> Finding | None:
    missing = find_missing_capital(passage, index) if passage.single else None
    return missing or find_stray_capital(passage, index)


def _both(one: Finding | None, other: Finding | None) -> Finding | None:
    """Return two findings for the same word as one."""
    if one is None or other is None:
        return one or other
    proposals = sorted((*one.proposals, *other.proposals), key=lambda each: -each.confidence)
    return Finding(one.start, one.end, max(one.wrong, other.wrong), tuple(proposals))


def _union(passage: Passage, index: int) -> Union | None:
    """Return the word that token `index`, a word itself, probably is a part of."""
    short = len(passage.tokens[index].plain) <= _SHORT
    union = best_union(passage, index) if passage.pointed or short else None
    if union is not None and (passage.pointed or union.confidence > _SURE):
        return union._replace(confidence=union.confidence * (0.9 if passage.pointed else 0.8))
    return torn_word(passage, index)


def _real_words(passage: Passage, indexes: list[int]) -> list[Finding]:
    """Return findings for valid words that hardly fit where they stand."""
    model, tokens = passage.model, passage.tokens
    asked = [index for index in indexes if is_plain(tokens[index], model) and not abbreviates(passage, tokens[index])]
    words = [tokens[index].plain for index in asked]
    contexts = [passage.context(index) for index in asked]
    found: list[Finding] = []
    for place, instead in meant_instead(words, contexts, questionable(words, contexts, model), model):
        token = passage.tokens[asked[place]]
        wrong = wrong_probability(instead, model)
        if wrong < max(model.weights.threshold, _LEAST_WRONG):
            continue
        proposals = tuple(
            Proposal(in_case_of(word, token.text), wrong * share, "wrong_word")
            for word, share in zip(instead.words, _RUNNERS_UP, strict=False)
        )
        found.append(Finding(token.start, token.end, wrong, proposals))
    return found
