"""Words with letters of two scripts, and how they read in one; where that is no word either, what it is near to."""

from service.spelling.candidates.capitals import in_case_of
from service.spelling.findings.allowance import Allowance
from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.passage import Passage
from service.spelling.judgement.ranking import rank
from service.spelling.text.scripts import in_one_script, is_mixed
from service.spelling.text.tokens import Token

_KNOWN = 0.97
_UNKNOWN = 0.5
_NEAR = 3


def find_mixed(passage: Passage, index: int, allowance: Allowance) -> Finding | None:
    """Return a finding if token `index` mixes Latin and Cyrillic letters.

    A brand made of two words in two scripts ("ГолосUA") is left alone.
    """
    token = passage.tokens[index]
    if not is_mixed(token.plain) or _is_brand(token.text):
        return None
    model = passage.model
    plain = in_one_script(token.plain, model.profile.cyrillic)
    if is_mixed(plain):
        return None
    proposals = [_proposal(plain, token, _KNOWN)]
    known = model.validity.form(plain) or model.validity.form(plain.title()) or model.lexicon.zipf(plain) > 0
    if not known and allowance.covers(token):
        ranked = rank(plain, model, passage.setting(index), passage.options)
        near = zip(ranked.candidates[:_NEAR], ranked.shares, strict=False)
        found = [_proposal(candidate.word, token, _KNOWN * float(share)) for candidate, share in near]
        proposals = sorted([*found, _proposal(plain, token, _UNKNOWN)], key=lambda each: -each.confidence)
    return Finding(token.start, token.end, max(_UNKNOWN, proposals[0].confidence), tuple(proposals))


def _proposal(plain: str, token: Token, confidence: float) -> Proposal:
    return Proposal(in_case_of(plain, token.text), confidence, "mixed_scripts")


def _is_brand(text: str) -> bool:
    """Whether a word of two scripts is a run of one and then a run of at least two letters of the other."""
    scripts = ["L" if letter < "\u0250" else "C" for letter in text if letter.isalpha()]
    turns = [place for place in range(1, len(scripts)) if scripts[place] != scripts[place - 1]]
    return len(turns) == 1 and min(turns[0], len(scripts) - turns[0]) >= 2
