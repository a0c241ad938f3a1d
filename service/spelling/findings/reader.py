"""The reader's own correction: what it changes, and whether that is plausible."""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.passage import Passage
from service.spelling.text.normalise import normalise
from service.spelling.text.tokens import words_of

_PLAUSIBLE = 0.85
_DOUBTFUL = 0.2
_LARGEST_CHANGE = 0.6


@dataclass(frozen=True, slots=True)
class Change:
    """The range of the selection that a correction changes, and what it puts there."""

    start: int
    end: int
    replacement: str


def change(exact: str, correction: str) -> Change | None:
    """Return the smallest change in whole words that turns `exact` into `correction`; None if none."""
    correction = correction.strip()
    start = len(exact) - len(exact.lstrip())
    end = len(exact.rstrip())
    kept = exact[start:end]
    if not correction or normalise(kept) == normalise(correction):
        return None
    head = 0
    while head < min(len(kept), len(correction)) and kept[head] == correction[head]:
        head += 1
    tail = 0
    limit = min(len(kept), len(correction)) - head
    while tail < limit and kept[-1 - tail] == correction[-1 - tail]:
        tail += 1
    while head and not (kept[head - 1].isspace()):
        head -= 1
    while tail and not kept[len(kept) - tail].isspace():
        tail -= 1
    if head >= len(kept) - tail:
        return Change(start, end, correction)
    return Change(start + head, start + len(kept) - tail, correction[head : len(correction) - tail])


def find_correction(passage: Passage, correction: str) -> Finding | None:
    """Return the reader's correction as a finding; sure of itself if its words are and it is near."""
    wanted = change(passage.text[passage.start : passage.end], correction)
    if wanted is None or not wanted.replacement.strip():
        return None
    start, end = passage.start + wanted.start, passage.start + wanted.end
    wrong = passage.text[start:end]
    validity = passage.model.validity
    valid = all(validity.word(word) or passage.page.capitalised.get(word) for word in words_of(wanted.replacement))
    share = OSA.distance(wrong, wanted.replacement) / max(1, len(wrong), len(wanted.replacement))
    plausible = valid and share <= _LARGEST_CHANGE
    confidence = _PLAUSIBLE if plausible else _DOUBTFUL
    return Finding(start, end, confidence, (Proposal(wanted.replacement, confidence, "reader"),))
