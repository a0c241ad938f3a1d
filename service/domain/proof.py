"""The sentence around a quote, as an editor reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.quote import Quote, is_cut_after, is_cut_before

_CLOSING = "['\"”’»)\\]」』）]*"
_END = re.compile(f"[.!?…؟۔।॥]{_CLOSING}(?=\\s|$)|[。！？]{_CLOSING}|(?=\\n)")
_SHORT = 24
"""A full stop so few letters before the quote may be that of `Mr. `, which ends no sentence."""


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
    return Proof(_sentence_start(quote), quote.exact, _sentence_rest(quote))


def _found_in(sentence: str, quote: Quote) -> int | None:
    """Where the quote stands in the sentence; None where it does not, or where two places fit it equally well."""
    fits: list[tuple[int, int]] = []
    start = sentence.find(quote.exact)
    while start >= 0:
        before, after = sentence[:start], sentence[start + len(quote.exact) :]
        if _ends_alike(before, quote.prefix) and _ends_alike(after[::-1], quote.suffix[::-1]):
            fits.append((min(len(before), len(quote.prefix)) + min(len(after), len(quote.suffix)), start))
        start = sentence.find(quote.exact, start + 1)
    best = [start for confirmed, start in fits if confirmed == max(fits)[0]]
    told_apart = sentence.count(quote.exact) == 1 or (fits and max(fits)[0] > 0)
    return best[0] if len(best) == 1 and told_apart else None


def _ends_alike(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _sentence_start(quote: Quote) -> str:
    prefix = quote.prefix
    for end in reversed(list(_ends(prefix))):
        sentence = prefix[end.end() :].lstrip()
        if len(sentence) >= _SHORT or end[0][:1] not in (".", "…"):
            return sentence
    if not is_cut_before(quote):
        return prefix
    # The far end is cut anywhere: drop the half word there. Scripts without spaces have none to drop.
    return "… " + (prefix.partition(" ")[2] or prefix)


def _sentence_rest(quote: Quote) -> str:
    end = next(_ends(quote.suffix), None)
    if end is not None:
        return quote.suffix[: end.end()]
    if not is_cut_after(quote):
        return quote.suffix
    return (quote.suffix.rpartition(" ")[0] or quote.suffix) + " …"


def _ends(text: str) -> Iterator[re.Match[str]]:
    """Where sentences seem to end. A small letter after it goes on with the sentence: `e.g. this`."""
    for match in _END.finditer(text):
        follows = text[match.end() :].lstrip()[:1]
        if not follows.islower() or text[match.end()] == "\n":
            yield match
