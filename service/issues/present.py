"""An issue as the desk shows it: its sentence marked like a galley proof, and the corrections to choose from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from service.domain.diff import Part, difference, marked
from service.domain.grouping import place_of
from service.domain.page_check import Notice
from service.domain.page_url import page_address
from service.domain.proof import Proof, proof_of
from service.domain.quote import Quote
from service.domain.text_fragment import link_to
from service.issues.lines import Best, Line
from service.issues.undo import undoable
from service.models import Activity, Issue, Report, Site, SuggestionRow
from service.models.suggestion import shown_correction

_SURE = 0.9
_BEFORE, _AFTER = 48, 64


@dataclass(frozen=True, slots=True)
class Choice:
    """A correction that an editor may choose: what the whole quote would be, and who is for it."""

    text: str
    shown: str
    """Only the words that come in."""
    confidence: float | None = None
    rule: str = ""
    count: int = 0
    """How often the page has what is suggested, where that was counted."""
    readers: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    issue: Line
    before: str
    parts: Sequence[Part]
    after: str
    cursor: str
    """Its place in the view's order."""
    notice: Notice | None = None
    """What the page check has noticed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One issue, whole."""

    issue: Issue
    proof: Proof
    choices: list[Choice]
    chosen: Choice | None
    parts: Sequence[Part]
    reports: Sequence[Report]
    proposals: list[Sequence[Part] | None]
    """For each report the change that its reader proposed."""
    history: Sequence[Activity]
    undoable: Activity | None
    """The decision that can be taken back, by whoever made it."""
    live_url: str | None
    host: str
    corrected: str
    """The sentence as it reads with the chosen correction."""
    names: dict[str, str]
    """Of those whom the history assigns the issue to, by their numbers."""


def proposal_of(issue: Issue, report: Report) -> str | None:
    """What the reader would have instead of the issue's words; None where it does not fit them."""
    if not report.correction:
        return None
    place = place_of(Quote(report.exact, report.prefix, report.suffix), None, report.correction)
    fits = place.quote.exact == issue.exact and place.correction != issue.exact
    return place.correction if fits else None


def row(issue: Line, best: Best | None, cursor: str, notice: Notice | None = None) -> Row:
    """The issue as a line of the queue, with its decided correction, else the engine's, else a reader's."""
    corrected = shown_correction(issue, best)
    proof = proof_of(issue.quote, issue.sentence)
    before, after = nearby(proof.before, proof.after, _BEFORE, _AFTER)
    return Row(issue, before, marked(issue.exact, corrected), after, cursor, notice)


def nearby(before: str, after: str, most_before: int, most_after: int) -> tuple[str, str]:
    """What stands before and after the marked words, on one line, cut to so many characters between words."""
    before, after = before.replace("\n", " "), after.replace("\n", " ")
    if len(before) > most_before:
        near = before[-most_before:]
        before = "… " + (near.partition(" ")[2] or near)  # Chinese has no spaces to cut at
    if len(after) > most_after:
        near = after[:most_after]
        after = (near.rpartition(" ")[0] or near) + " …"
    return before, after


def sheet(
    issue: Issue,
    reports: Sequence[Report],
    suggestions: Sequence[SuggestionRow],
    history: Sequence[Activity],
    names: dict[str, str],
) -> Sheet:
    """The issue with everything that an editor needs to decide."""
    proposed = [proposal_of(issue, report) for report in reports]
    choices = _choices(issue, suggestions, [text for text in proposed if text])
    chosen = _chosen(issue, choices)
    address = address_of(issue.page.url, issue.site)
    proof = proof_of(issue.quote, issue.sentence)
    corrected = proof.before + (chosen.text if chosen else issue.exact) + proof.after
    return Sheet(
        issue=issue,
        proof=proof,
        choices=choices,
        chosen=chosen,
        parts=marked(issue.exact, chosen.text if chosen else None),
        reports=reports,
        proposals=[_reader_parts(report) for report in reports],
        history=history,
        undoable=undoable(history),
        live_url=link_to(address, issue.quote) if address else None,
        host=urlsplit(address).netloc,
        corrected=" ".join(corrected.split()),
        names=names,
    )


def address_of(url: str, site: Site) -> str:
    """The page's address, or nothing where an older version has stored what is none."""
    try:
        return page_address(url, (site.page_rules or {}).get("parameters"))
    except ValueError:
        return ""


def _reader_parts(report: Report) -> Sequence[Part] | None:
    if not report.correction or report.correction == report.exact:
        return None
    return difference(report.exact, report.correction)


def _choices(issue: Issue, suggestions: Sequence[SuggestionRow], proposed: list[str]) -> list[Choice]:
    readers = Counter(proposed)
    found: dict[str, Choice] = {}
    if issue.correction:
        found[issue.correction] = _choice(issue, issue.correction, readers)
    for each in suggestions:
        text = each.apply_to(issue.exact)
        found[text] = _choice(issue, text, readers, each)
    for text in readers:
        found.setdefault(text, _choice(issue, text, readers))
    return list(found.values())


def _choice(issue: Issue, text: str, readers: Counter[str], suggestion: SuggestionRow | None = None) -> Choice:
    comes_in = " ".join(part.text.strip() for part in difference(issue.exact, text) if part.kind == "in")
    return Choice(
        text=text,
        shown=comes_in or text,
        confidence=suggestion.confidence if suggestion else None,
        rule=suggestion.rule if suggestion else "",
        count=suggestion.count if suggestion else 0,
        readers=readers[text],
    )


def _chosen(issue: Issue, choices: list[Choice]) -> Choice | None:
    """The decided one, else the engine's where it is sure, else what most readers propose, else the engine's best."""
    if issue.correction:
        return next(choice for choice in choices if choice.text == issue.correction)
    sure = [choice for choice in choices if (choice.confidence or 0) >= _SURE]
    by_readers = sorted((choice for choice in choices if choice.readers), key=lambda choice: -choice.readers)
    return next(iter(sure + by_readers + choices), None)
