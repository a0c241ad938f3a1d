"""A word that no dictionary has: whether it is an error, and what was meant."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from service.spelling.candidates.apostrophes import in_style_of
from service.spelling.candidates.capitals import recase
from service.spelling.candidates.elisions import leaned_on
from service.spelling.candidates.gather import Candidate, Source
from service.spelling.candidates.sharp_s import with_sharp_s
from service.spelling.findings.abbreviations import abbreviates
from service.spelling.findings.explaining import rule_of
from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.passage import Passage
from service.spelling.findings.regional import in_region
from service.spelling.findings.split_words import Union, best_union
from service.spelling.findings.stray_capitals import missing_capital
from service.spelling.judgement.detection import error_probability
from service.spelling.judgement.ranking import Ranked, rank
from service.spelling.judgement.signs import Appearance
from service.spelling.language.guess import guess_scores
from service.spelling.language.model import Model
from service.spelling.text.normalise import normalise
from service.spelling.text.tokens import Token

_MOST = 5
_STYLE_FLOOR = 2.0
_LIKELY_ACCENT = 0.5
"""An accent is forgotten more often than a word is torn."""

_SURE_UNION = 0.95
"""Two pieces that make a word are hardly ever a coincidence, whatever else one piece may resemble."""

_FOREIGN_DOUBT = 0.5
"""What a frequent word of another language loses: it is a quote or a title more often than a typo."""
_PREFIX_DOUBT = 0.4
"""What a word loses that parts into a short one and a rare one, never seen side by side: it has a prefix."""

_HYPHEN_DOUBT = 0.4
"""What a compound with a hyphen loses: its strange part is a name or foreign more often than a typo."""

_SURELY_WRONG = 0.95
_AFFIX = 4
_RARE_REST = 3.3
_POINTED_DOUBT = 0.12
"""What remains of the doubt whether a word is wrong once a reader has pointed at it."""


def is_known(passage: Passage, token: Token) -> bool:
    """Whether a word needs no explanation: a dictionary has it, or the page writes it again and again."""
    model, options = passage.model, passage.options
    capital = token.text[:1].isupper() and not token.opens
    if (token.text.islower() or token.text.istitle()) and model.validity.form(token.plain):
        return True
    listed_wrong = options.known_errors and not token.text.isupper() and token.plain in model.known_errors
    plain = normalise(token.text)
    if capital and not listed_wrong and options.page_words and passage.page.capitalised.get(plain, 0) >= 2:
        return True
    if listed_wrong and not capital:
        return False
    return model.validity.word(plain) or ("-" in plain and _known_without_hyphen(token, model))


def _known_without_hyphen(token: Token, model: Model) -> bool:
    """Whether a compound is a word when written as one: a hyphen more or less is style."""
    return model.lexicon.zipf(token.plain.replace("-", "")) >= _STYLE_FLOOR


def find_unknown(passage: Passage, index: int, given: list[str]) -> Finding | None:
    """Return a finding for token `index`, which is not known; None if nothing is like it."""
    token = passage.tokens[index]
    if not passage.pointed and abbreviates(passage, token):
        return None
    look, ranked = look_up(passage, index, given)
    wrong = _wrong(passage, token, look, ranked)
    proposals = proposals_of(passage, token, ranked, wrong)
    if passage.options.capitals and not look.foreign:
        best = ranked.candidates[0].zipf if len(ranked) and ranked.candidates[0].distance == 1 else 0.0
        name = missing_capital(passage, token, best)
        if name is not None:
            doubtful = [replace(each, confidence=each.confidence * (1 - name.confidence)) for each in proposals]
            proposals, wrong = [name, *doubtful], max(wrong, name.confidence)
    union = best_union(passage, index) if passage.options.split_and_joined else None
    if union is not None and (union.start < passage.start or union.end > passage.end):
        doubt = 1 - union.confidence if union.confidence >= _SURE_UNION else 1.0
        proposals, wrong = [replace(each, confidence=each.confidence * doubt) for each in proposals], wrong * doubt
    elif union is not None and _is_likelier(union, proposals[:1], wrong):
        proposal = Proposal(union.word, union.confidence, "split_word")
        return Finding(union.start, union.end, union.confidence, (proposal,))
    return Finding(token.start, token.end, wrong, tuple(proposals)) if proposals else None


def _wrong(passage: Passage, token: Token, look: Appearance, ranked: Ranked) -> float:
    """Return how probable it is that an unknown word is an error, what the reader did included."""
    wrong = error_probability(look, ranked, passage.model, passage.options)
    if passage.pointed:
        return 1 - (1 - wrong) * _POINTED_DOUBT
    if look.foreign:
        wrong *= _FOREIGN_DOUBT
    if len(ranked) and _is_prefixed(token, ranked.candidates[0], passage.model):
        wrong *= _PREFIX_DOUBT
    compound = "-" in token.plain and len(ranked) > 0 and ranked.candidates[0].source is Source.HYPHEN
    if compound and wrong < _SURELY_WRONG:
        wrong *= _HYPHEN_DOUBT
    return wrong


def _is_prefixed(token: Token, best: Candidate, model: Model) -> bool:
    """Whether the likeliest candidate tears a short piece from a word: it is a prefix as often ("при відкриває")."""
    if best.source is not Source.PARTED or not token.text[1:].islower():
        return False
    first, _, second = best.word.partition(" ")
    affix, rest = sorted((first, second), key=len)
    return len(affix) <= _AFFIX and model.lexicon.zipf(rest) < _RARE_REST and not model.ngrams.ever((first, second))


def _is_likelier(union: Union, rivals: Sequence[Proposal], wrong: float) -> bool:
    """Whether a word was torn rather than written wrong; `wrong` is how probable it is that something is."""
    for rival in rivals:
        if rival.rule == "missing_accent" and rival.confidence >= _LIKELY_ACCENT * wrong:
            return False
        if rival.confidence >= union.confidence and union.confidence < _SURE_UNION:
            return False
    return True


def look_up(passage: Passage, index: int, given: Iterable[str] = ()) -> tuple[Appearance, Ranked]:
    """Return how token `index`, which is not known, stands in its text, and what may have been meant.

    What looks like a name is only compared with near words, unless a reader pointed at it: names are many.
    """
    token = passage.tokens[index]
    setting = passage.setting(index)
    everywhere = passage.pointed or passage.model.profile.nouns or not token.seems_name
    return appearance(passage, index), rank(
        token.plain, passage.model, setting, passage.options, given, everywhere=everywhere
    )


def appearance(passage: Passage, index: int) -> Appearance:
    """Return how token `index`, which is not known, stands in its text, without what leans on it ("d'Abbotsford")."""
    token = passage.tokens[index]
    beside = [passage.tokens[other] for other in (index - 1, index + 1) if 0 <= other < len(passage.tokens)]
    words = [other for other in beside if other.is_word]
    head, _, tail = token.plain.partition("'")
    behind = len(tail) if head in passage.model.profile.elided and leaned_on(tail) else 0
    return Appearance(
        text=token.text[-behind:],
        plain=token.plain[-behind:],
        opens=token.opens and not behind,
        repeats=passage.page.count.get(token.plain, 1),
        unknown_beside=sum(not is_known(passage, other) for other in words),
        capitals_beside=sum(other.text[:1].isupper() and not other.opens for other in words),
        foreign=bool(set(guess_scores([token.plain])) - {passage.model.profile.code}),
    )


def proposals_of(passage: Passage, token: Token, ranked: Ranked, wrong: float) -> list[Proposal]:
    """Return the best candidates as they would be written, given how probable an error is."""
    proposals: list[Proposal] = []
    seen = {token.text}
    valid = passage.single and is_known(passage, token)
    for place, candidate in enumerate(ranked.candidates[: _MOST + 3]):
        cased = recase(candidate, token.text, passage.model.validity, passage.page)
        regional = in_region(cased, passage.region, passage.model.validity) if passage.region else cased
        written = in_style_of(regional, token.text, passage.text)
        if "ss" in written and passage.model.profile.sharp_s:
            written = with_sharp_s(written, token.text, passage.model.validity)
        if written in seen or len(proposals) == _MOST:
            continue
        seen.add(written)
        rule = rule_of(passage, token, candidate, ranked.kinds[place], valid=valid)
        count = passage.page.count[candidate.word] if rule == "page_spelling" and passage.page.whole else 0
        proposals.append(Proposal(written, wrong * float(ranked.shares[place]), rule, count))
    return proposals
