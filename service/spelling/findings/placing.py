"""From ranges of the passage to ranges of the quote.

A reader may have selected half a word: what is outside the selection cannot be changed from inside, so
a replacement is cut to the part that was selected, if the part outside stays as it is.
"""

from service.spelling.findings.finding import Finding
from service.spelling.findings.passage import Passage
from service.spelling.suggestion import Suggestion


def place(passage: Passage, finding: Finding) -> list[Suggestion]:
    """Return the proposals of `finding` that can be made inside the selection."""
    start, end = max(finding.start, passage.start), min(finding.end, passage.end)
    if start >= end:
        return []
    head = passage.text[finding.start : start]
    tail = passage.text[end : finding.end]
    current = passage.text[start:end]
    suggestions: list[Suggestion] = []
    seen = {current}
    for proposal in finding.proposals:
        text = proposal.replacement
        if not (text.startswith(head) and text.endswith(tail) and len(text) >= len(head) + len(tail)):
            continue
        part = text[len(head) : len(text) - len(tail)]
        if part in seen:
            continue
        seen.add(part)
        confidence = round(min(1.0, max(0.0, proposal.confidence)), 4)
        span = start - passage.start, end - passage.start
        suggestions.append(Suggestion(*span, part, confidence, proposal.rule, proposal.count))
    return suggestions
