"""Learns which valid words are errors: slips that made another word, and words that people confuse."""

import math
import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.build.examples import passage_of
from service.spelling.build.logistic import fit
from service.spelling.build.slips import Slip, slips
from service.spelling.build.unmarked import unmarked_slips
from service.spelling.candidates.capitals import in_case_of
from service.spelling.findings.unknown_words import is_known
from service.spelling.judgement.misfits import is_plain, questionable
from service.spelling.judgement.real_words import NAMES, meant_instead
from service.spelling.language.model import Model
from service.spelling.text.tokens import words_of

_ROUNDS = 8
"""How often each text is spoiled: most slips make no word."""

_FEWEST = 40
_CONFUSED_SHARE = 0.35
_FLAGS_SHARE = 0.12
"""The part of the good words that may be questioned which is left to real words."""


class Case(NamedTuple):
    """A valid word that another would fit better: what `NAMES` names, and whether the other was meant."""

    features: NDArray[np.float64]
    wrong: bool


class Cases(NamedTuple):
    """The cases of spoiled texts and of good ones, and how many texts were spoiled."""

    wrong: list[Case]
    right: list[Case]
    spoiled: int


def real_slips(texts: Sequence[str], model: Model, seed: int) -> Iterator[Slip]:
    """Yield texts in which one word became another valid word, by a slip or because the two are confused."""
    for part in range(_ROUNDS):
        for slip in slips(texts, model.profile, seed + part):
            if slip.kind.startswith("word") and slip.wrong.islower() and model.validity.word(slip.wrong):
                yield slip
    chance = random.Random(seed)
    for text in texts:
        confused = _confused(text, model, chance)
        if confused is not None and chance.random() < _CONFUSED_SHARE:
            yield confused
    for slip in unmarked_slips(texts, model.profile, seed):
        if slip.wrong.islower() and model.validity.word(slip.wrong) and chance.random() < _CONFUSED_SHARE:
            yield slip


def _confused(text: str, model: Model, chance: random.Random) -> Slip | None:
    tokens = [
        token for token in passage_of(text, model).tokens if token.is_word and token.plain in model.profile.confused
    ]
    if not tokens:
        return None
    token = chance.choice(tokens)
    other = in_case_of(chance.choice(sorted(model.profile.confused[token.plain])), token.text)
    spoiled = text[: token.start] + other + text[token.end :]
    return Slip(spoiled, token.start, token.start + len(other), token.text, "confused")


def cases(texts: Iterable[tuple[str, int, int, str]], model: Model) -> Iterator[Case]:
    """Yield the questionable words of texts; each has an error at a range (none: 0 to 0) and what is right there."""
    for text, start, end, right in texts:
        passage = passage_of(text, model)
        asked = [
            index
            for index in passage.selected
            if passage.tokens[index].is_word
            and is_plain(passage.tokens[index], model)
            and is_known(passage, passage.tokens[index])
        ]
        words = [passage.tokens[index].plain for index in asked]
        contexts = [passage.context(index) for index in asked]
        for place, instead in meant_instead(words, contexts, questionable(words, contexts, model), model):
            token = passage.tokens[asked[place]]
            here = (token.start, token.end) == (start, end)
            if here or end == 0:
                yield Case(instead.features, here and instead.words[0] == right.lower())


def all_cases(spoiled: Sequence[Slip], good: Sequence[str], model: Model) -> Cases:
    """Return the questionable words of spoiled texts, of good ones, and how many texts were spoiled."""
    return Cases(
        list(cases(((slip.text, slip.start, slip.end, slip.right) for slip in spoiled), model)),
        list(cases(((text, 0, 0, "") for text in good), model)),
        len(spoiled),
    )


def learn_real_words(found: Cases, good: Sequence[str], model: Model, share: float) -> list[float]:
    """Return the weights; [] where too few errors could be seen at all.

    `share` is how many texts there are to one such error, in what readers report. The weights are made more careful
    where they would question too many of the good words.
    """
    wrong, right, spoiled = found
    if sum(case.wrong for case in wrong) < _FEWEST or not right:
        return []
    rows = np.array([case.features for case in (*wrong, *right)])
    labels = np.array([case.wrong for case in (*wrong, *right)])
    each = len(good) / share / max(1, spoiled)
    weights = np.array([each] * len(wrong) + [1.0] * len(right))
    assert rows.shape[1] == len(NAMES)
    learned = fit(rows, labels, weights)
    words = sum(len(words_of(text)) for text in good)
    allowed = int(_FLAGS_SHARE * model.profile.flags * words / 1000)
    logits = sorted((float(case.features @ np.array(learned)) for case in right), reverse=True)
    limit = model.weights.threshold
    excess = (logits[allowed] if allowed < len(logits) else -np.inf) - math.log(limit / (1 - limit))
    return [round(learned[0] - max(0.0, excess), 4), *learned[1:]]
