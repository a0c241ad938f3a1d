"""The sentence around a quote, as an editor reads it."""

import re
from dataclasses import dataclass

from service.domain.quote import Quote

_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*\s+|\n")
_NEXT_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*(?=\s|$)|\n")
_SHORT = 24


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands before and after the wrong words. An ellipsis stands where the sentence goes on out of sight."""

    before: str
    wrong: str
    after: str


def proof_of(quote: Quote, sentence: str = "") -> Proof:
    """The quote in its sentence.

    The widget's sentence serves where the quote's own contexts confirm which of its words are meant; otherwise the
    contexts are cut to where the sentence seems to begin and end.
    """
    start = _found_in(sentence, quote)
    if start is not None:
        return Proof(sentence[:start], quote.exact, sentence[start + len(quote.exact) :])
    return Proof(_sentence_start(quote.prefix), quote.exact, _sentence_rest(quote.suffix))


def _found_in(sentence: str, quote: Quote) -> int | None:
    start = sentence.find(quote.exact)
    while start >= 0:
        before, after = sentence[:start], sentence[start + len(quote.exact) :]
        if _ends_alike(before, quote.prefix) and _ends_alike(after[::-1], quote.suffix[::-1]):
            return start
        start = sentence.find(quote.exact, start + 1)
    return None


def _ends_alike(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _sentence_start(prefix: str) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(prefix)]
    if ends and (len(prefix) - ends[-1] >= _SHORT or len(ends) == 1 or prefix[ends[-1] - 1] == "\n"):
        return prefix[ends[-1] :]
    if ends:
        return prefix[ends[-2] :]
    # A full context has its far end cut anywhere: drop the half word there.
    return prefix if len(prefix) < 90 else "… " + prefix.partition(" ")[2]


def _sentence_rest(suffix: str) -> str:
    end = _NEXT_END.search(suffix)
    if end:
        return suffix[: end.end()].rstrip("\n")
    return suffix if len(suffix) < 90 else suffix.rpartition(" ")[0] + " …"
