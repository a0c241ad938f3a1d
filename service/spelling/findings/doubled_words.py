"""The same word twice in a row ("that that")."""

from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.passage import Passage

_CONFIDENCE = 0.93
_POINTED = 0.97


def find_doubled(passage: Passage, index: int) -> Finding | None:
    """Return a finding if token `index` repeats the one before it and should not."""
    if index == 0 or not passage.adjoining(index - 1):
        return None
    first, second = passage.tokens[index - 1], passage.tokens[index]
    if first.plain != second.plain or (first.text[0].isupper() and second.text[0].isupper()):
        return None
    if _is_species(passage, index):
        return None
    may_be_meant = second.plain in passage.model.profile.twice and not passage.pointed
    if may_be_meant and not _hardly_meant(passage, index):
        return None
    confidence = _POINTED if passage.pointed else _CONFIDENCE
    if passage.start > first.start and passage.start <= second.start:
        return Finding(second.start, second.end, confidence, (Proposal("", confidence, "doubled_word"),))
    return Finding(first.start, second.end, confidence, (Proposal(first.text, confidence, "doubled_word"),))


def _is_species(passage: Passage, index: int) -> bool:
    """Whether a strange word stands twice, only the first time with a capital: "Vulpes vulpes"."""
    first, second = passage.tokens[index - 1], passage.tokens[index]
    strange = not passage.model.validity.form(second.plain)
    return strange and first.text[0].isupper() and second.text[0].islower()


def _hardly_meant(passage: Passage, index: int) -> bool:
    """Whether a word that may stand twice ("that") does not look as if it were meant to here.

    "That that" is right where the second begins a phrase of its own; an article, a pronoun or a
    demonstrative after it speaks against that.
    """
    following = passage.tokens[index + 1].plain if index + 1 < len(passage.tokens) else ""
    return passage.tokens[index].plain == "that" and following in _BEGINNINGS


_BEGINNINGS = frozenset(
    {
        *("the", "a", "an", "this", "these", "those", "it", "its", "he", "she", "they", "we", "you", "i"),
        *("his", "her", "their", "our", "my", "your", "there"),
    }
)
