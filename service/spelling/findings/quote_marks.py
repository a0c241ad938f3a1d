"""Marks that stand for others: a backtick or a quote for an apostrophe, doubled quotes, an opening one that closes."""

import re
from collections.abc import Iterator

from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.passage import Passage

_CONFIDENCE = 0.9
_LETTER = r"[^\W\d_]"
_NOT_APOSTROPHES = re.compile(rf"({_LETTER}{{1,40}})([`´ʹ′″]|''|’’|\"|”)({_LETTER}{{1,40}})")
_DOUBLED = re.compile(r"([\"“”«»])\1")
_TYPEWRITER, _TYPOGRAPHIC = "'", "’"
_SINGLE_MARKS = frozenset("`´ʹ′")
_CLOSING = {
    **dict.fromkeys(("en", "nl", "pt"), ("“", "”")),
    **dict.fromkeys(("uk", "ru", "fr", "es", "it"), ("«", "»")),
}
"""What opens and what closes; German and Polish turn their marks about in more than one way."""


def find_marks(passage: Passage) -> Iterator[Finding]:
    """Yield findings for wrong marks in the selection."""
    yield from _apostrophes(passage)
    for match in _DOUBLED.finditer(passage.text, passage.start, passage.end):
        yield _finding(match.start(), match.end(), match.group(1), "quote_marks")
    opening, closing = _CLOSING.get(passage.model.profile.code, ("", ""))
    if opening:
        wrong = re.compile(rf"(?<=[\w.,!?…])({opening})(?=[\s.,;:!?)]|$)")
        for match in wrong.finditer(passage.text, passage.start, passage.end):
            before = passage.text[: match.start()]
            if before.count(opening) > before.count(closing):
                yield _finding(*match.span(1), closing, "quote_marks")


def _apostrophes(passage: Passage) -> Iterator[Finding]:
    """Yield words with another mark for an apostrophe, if with an apostrophe they are words."""
    for match in _NOT_APOSTROPHES.finditer(passage.text):
        if match.start() >= passage.end or match.end() <= passage.start:
            continue
        head, mark, tail = match.groups()
        meant = f"{head}'{tail}"
        seen = mark in _SINGLE_MARKS and passage.model.lexicon.zipf(meant.lower()) > 0
        if not seen and not passage.model.validity.word(meant):
            continue
        used = _TYPOGRAPHIC if _TYPOGRAPHIC in passage.text.replace("’’", "") else _TYPEWRITER
        yield _finding(match.start(), match.end(), meant.replace("'", used), "apostrophe")


def _finding(start: int, end: int, replacement: str, rule: str) -> Finding:
    return Finding(start, end, _CONFIDENCE, (Proposal(replacement, _CONFIDENCE, rule),))
