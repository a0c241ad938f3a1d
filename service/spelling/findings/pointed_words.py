"""A valid word that a reader pointed at: suspect, because someone took the trouble.

Any word near it, and any that it is confused with, is a candidate. Between neighbours the ones that fit better come
first, and how much better the best one fits tells how sure the engine is; alone, or where the word itself fits, it
remains a guess.
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from service.spelling.candidates.alternations import alternation
from service.spelling.candidates.gather import Source
from service.spelling.data.lexicon import Standing
from service.spelling.data.ngrams import Context
from service.spelling.findings.finding import Finding
from service.spelling.findings.passage import Passage
from service.spelling.findings.unknown_words import proposals_of
from service.spelling.judgement.ranking import Ranked, rank
from service.spelling.text.tokens import Token

_PRIOR = -0.4
_SLOPE = 0.45
_CONFUSED = 10.0
"""So many times likelier than the ranker thinks is a word that people write for this one."""

_PREFERRED = 0.75
_KNOWN_GAIN = 1.5
_LEAST, _MOST = 0.05, 0.7
_MOST_OF_NAMES = 0.15
"""A name that a dictionary has is hardly ever another one, unless the page has that one or editors made it of this."""


def find_pointed(passage: Passage, index: int, given: list[str]) -> Finding | None:
    """Return the likeliest alternatives to token `index`, a valid word."""
    token, model = passage.tokens[index], passage.model
    if len(token.plain) < 2 and token.plain not in model.profile.confused:
        return None
    setting = passage.setting(index)
    confused = sorted(model.profile.confused.get(token.plain, ()))
    other = alternation(token.plain, _before(passage, index), model)
    also = [*given, *confused, *([other] if other else [])]
    ranked = rank(token.plain, model, setting, passage.options, also)
    if _is_name(passage, token):
        ranked = _names(passage, ranked, {*also})
    if not len(ranked):
        return None
    gain = 0.5 * (ranked.candidates[0].zipf - (model.lexicon.zipf(token.plain) or 1.0))
    if setting.context is not None and passage.options.context:
        ranked, gain = _by_fit(passage, token.plain, ranked, setting.context)
    ranked, certain = _preferred(passage, index, ranked)
    gain = max(gain, _KNOWN_GAIN) if certain else gain
    wrong = float(np.clip(1 / (1 + np.exp(-(_PRIOR + _SLOPE * gain))), _LEAST, _MOST))
    if _is_name(passage, token) and not (certain or passage.page.spelling(ranked.candidates[0].word)):
        wrong = min(wrong, _MOST_OF_NAMES)
    proposals = proposals_of(passage, token, ranked, wrong)
    return Finding(token.start, token.end, wrong, tuple(proposals)) if proposals else None


def _is_name(passage: Passage, token: Token) -> bool:
    """Whether a valid word stands here as a name: what is like it then are other names, and no common words."""
    model = passage.model
    name = model.lexicon.standing_of(token.plain) is Standing.NAME or model.usual_case.is_name(token.plain)
    return token.text[:1].isupper() and (name or not token.opens) and model.profile.code != "de"


def _names(passage: Passage, ranked: Ranked, also: Collection[str]) -> Ranked:
    """Leave those candidates that are names, that the page has as names, or that someone spoke for."""
    kept = [
        place
        for place, each in enumerate(ranked.candidates)
        if each.standing is Standing.NAME
        or each.source is Source.KNOWN
        or each.word in also
        or passage.page.spelling(each.word)
    ]
    return _reordered(ranked, np.array(kept, np.intp), ranked.shares[kept])


def _before(passage: Passage, index: int) -> str | None:
    """Return the word before token `index`, None where nothing of the text around is known."""
    before = passage.context(index).before
    return before if before != "<s>" else None


def _preferred(passage: Passage, index: int, ranked: Ranked) -> tuple[Ranked, bool]:
    """Put first what editors make of the word, a known correction or its other spelling; say if there is one."""
    plain = passage.tokens[index].plain
    other = alternation(plain, _before(passage, index), passage.model)
    first = [
        place
        for place, each in enumerate(ranked.candidates)
        if each.source is Source.KNOWN or (other is not None and each.word == other)
    ]
    if not first:
        return ranked, False
    first.sort(key=lambda place: ranked.candidates[place].source is not Source.KNOWN)
    order = [*first, *(place for place in range(len(ranked)) if place not in first)]
    shares = np.array([_PREFERRED if number == 0 else (1 - _PREFERRED) / len(order) for number in range(len(order))])
    return _reordered(ranked, np.array(order), shares), True


def _reordered(ranked: Ranked, order: NDArray[np.intp], shares: NDArray[np.float64]) -> Ranked:
    return replace(
        ranked,
        candidates=[ranked.candidates[place] for place in order],
        rows=ranked.rows[order],
        scores=ranked.scores[order],
        shares=shares,
        kinds=[ranked.kinds[place] for place in order],
    )


def _by_fit(passage: Passage, word: str, ranked: Ranked, context: Context) -> tuple[Ranked, float]:
    """Return the candidates in their order, confused words before others, and how much better the first one fits."""
    model = passage.model
    confused = model.profile.confused.get(word, frozenset())
    powers = ranked.shares * np.array([_CONFUSED if each.word in confused else 1.0 for each in ranked.candidates])
    order = np.argsort(-powers, kind="stable")
    first = ranked.candidates[int(order[0])]
    zipf = np.array([model.lexicon.zipf(word) or 1.0, first.zipf])
    fit = model.ngrams.fit([word, first.word], zipf, context).total
    gain = 0.5 * float(zipf[1] - zipf[0]) + float(fit[1] - fit[0])
    return _reordered(ranked, order, powers[order] / powers.sum()), gain
