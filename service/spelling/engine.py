"""The suggestion engine: what is wrong in a quote, and what should stand there."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock

from service.spelling import fallback
from service.spelling.data.store import default_folder, language_folder
from service.spelling.findings.finding import LEAST_IDEA, Finding
from service.spelling.findings.passage import Passage, read_passage, surroundings
from service.spelling.findings.placing import place
from service.spelling.findings.reader import change, find_correction
from service.spelling.findings.scan import scan
from service.spelling.findings.site_words import HouseWords, find_pairs, with_pairs
from service.spelling.language.guess import guess_language
from service.spelling.language.model import Model
from service.spelling.language.profiles import profiles
from service.spelling.options import Options
from service.spelling.query import Query
from service.spelling.suggestion import Suggestion
from service.spelling.text.tokens import words_of

_LONGEST_QUOTE = 4000
_MOST = 20


class Engine:
    """Suggests corrections; opens each language at its first use and keeps it.

    Languages are expanded below `folder`. Safe to share between threads.
    """

    def __init__(self, folder: Path | None = None, options: Options | None = None) -> None:
        self._folder = folder or default_folder()
        self._options = options or Options()
        self._models: dict[str, Model] = {}
        self._lock = Lock()

    def suggest(self, query: Query) -> list[Suggestion]:
        """Return at most 20 suggestions for `query`, best first; [] where no error is seen or nothing is known."""
        language = _language_of(query)
        if language is None or not query.exact.strip() or len(query.exact) > _LONGEST_QUOTE:
            return []
        if language in fallback.languages():
            return fallback.suggest(query, language)
        if language not in profiles():
            return []
        with self._lock:
            model = self._model(language)
            return self._suggest(query, model) if model is not None else []

    def open(self, language: str) -> None:
        """Open a language now, so that the first query need not wait; KeyError if there is no model."""
        with self._lock:
            model = self._model(language)
            if model is None:
                raise KeyError(language)
            model.long_words.warm()

    def _model(self, language: str) -> Model | None:
        model = self._models.get(language)
        if model is None:
            folder = language_folder(language, self._folder)
            if folder is None:
                return None
            model = self._models[language] = Model(language, folder)
        return model

    def _suggest(self, query: Query, model: Model) -> list[Suggestion]:
        passage = read_passage(query, model, self._options)
        correction = _proposed(query)
        findings = scan(passage, correction)
        if query.correction:
            findings = _with_reader(passage, findings, query.correction)
        findings = with_pairs(findings, find_pairs(passage, query.known_pairs))
        protected = HouseWords(query.house_words).protected(passage)
        findings = [
            finding
            for finding in findings
            if not any(start < finding.end and finding.start < end for start, end in protected)
        ]
        if not passage.pointed:
            findings = [finding for finding in findings if _is_worth_saying(finding, model)]
        return _in_order(passage, findings)


def _is_worth_saying(finding: Finding, model: Model) -> bool:
    """Whether a place in a longer selection is questioned: probably wrong, and with an idea what is right."""
    return finding.wrong >= model.weights.threshold and finding.confidence >= LEAST_IDEA


def _with_reader(passage: Passage, findings: list[Finding], correction: str) -> list[Finding]:
    """Add the reader's correction, in place of what the engine itself found there."""
    own = find_correction(passage, correction)
    if own is None:
        return findings
    rivals = [finding for finding in findings if finding.overlaps(own)]
    text = own.proposals[0].replacement
    for rival in rivals:
        for proposal in rival.proposals:
            if proposal.replacement == text and (rival.start, rival.end) == (own.start, own.end):
                return _agreed(findings, rival, own, proposal.confidence)
    return [own, *findings]


def _agreed(findings: list[Finding], rival: Finding, own: Finding, confidence: float) -> list[Finding]:
    """Put the proposal that reader and engine share first; two who agree are surer than one."""
    mine = own.proposals[0]
    others = tuple(each for each in rival.proposals if each.replacement != mine.replacement)
    surer = max(mine.confidence, 1 - (1 - confidence) * (1 - mine.confidence))
    first = type(mine)(mine.replacement, max(confidence, min(surer, 0.99)), mine.rule)
    rest = tuple(type(each)(each.replacement, min(each.confidence, 1 - first.confidence), each.rule) for each in others)
    joint = Finding(rival.start, rival.end, rival.wrong, (first, *rest))
    return [joint if finding is rival else finding for finding in findings]


def _in_order(passage: Passage, findings: list[Finding]) -> list[Suggestion]:
    """Return the findings that do not overlap a better one, as suggestions, best first."""
    chosen: list[Finding] = []
    for finding in sorted(findings, key=lambda each: -each.confidence):
        if not any(finding.overlaps(other) for other in chosen):
            chosen.append(finding)
    suggestions = [each for finding in chosen for each in place(passage, finding)]
    return sorted(suggestions, key=lambda each: -each.confidence)[:_MOST]


def _proposed(query: Query) -> list[str]:
    """Return the single word, in lower case, that the reader put for another; [] if none."""
    wanted = change(query.exact, query.correction) if query.correction else None
    words = words_of(wanted.replacement) if wanted else []
    return [words[0].lower()] if len(words) == 1 else []


def _language_of(query: Query) -> str | None:
    """Return the primary language of `query`, guessed from its text where none is given."""
    if query.language:
        return query.language.replace("_", "-").partition("-")[0].lower() or None
    prefix, suffix = surroundings(query)
    words: Sequence[str] = [word.lower() for word in words_of(prefix + query.exact + suffix)]
    return guess_language(words)


@cache
def _shared() -> Engine:
    return Engine()


def suggest(query: Query) -> list[Suggestion]:
    """Return suggestions of the process's own engine for `query`, best first; [] if no error is seen."""
    return _shared().suggest(query)


def languages() -> frozenset[str]:
    """Return the codes of all languages that suggestions can be made in, the weaker ones included."""
    return frozenset(profiles()) | fallback.languages()
