"""Links that open a page at a quote: URL text fragments (WICG Scroll To Text Fragment)."""

from urllib.parse import quote as percent_encode

from service.domain.quote import Quote

_BESIDE = 4
_FALLBACK = 8
_WHOLE = 8
_EDGE = 3


def link_to(url: str, quote: Quote) -> str:
    """The address with directives for the quote in its context, then for the words before it, then for those after.

    Browsers take the first directive that they find, so that the link still lands there once the error is fixed.
    """
    before = quote.prefix.rpartition("\n")[2].split()
    after = quote.suffix.partition("\n")[0].split()
    if len(quote.prefix) >= 90 and "\n" not in quote.prefix:
        before = before[1:]  # a full context is cut anywhere: its first word may be half a word
    if len(quote.suffix) >= 90 and "\n" not in quote.suffix:
        after = after[:-1]
    directives = [_in_context(before[-_BESIDE:], quote.exact, after[:_BESIDE])]
    directives += [_encode(words) for words in (before[-_FALLBACK:], after[:_FALLBACK]) if len(words) > 2]
    return f"{url.partition('#')[0]}#:~:{'&'.join(f'text={directive}' for directive in directives)}"


def _in_context(before: list[str], exact: str, after: list[str]) -> str:
    words = exact.split()
    if "\n" in exact or len(words) > _WHOLE:  # one term cannot cross a block, a range can
        middle = (
            f"{_encode(words[:_EDGE])},{_encode(words[-_EDGE:])}"
            if len(words) > 2 * _EDGE
            else ",".join(_encode([word]) for word in (words[0], words[-1]))
        )
    else:
        middle = _encode(words)
    lead = f"{_encode(before)}-," if before else ""
    trail = f",-{_encode(after)}" if after else ""
    return lead + middle + trail


def _encode(words: list[str]) -> str:
    return percent_encode(" ".join(words), safe="").replace("-", "%2D")
