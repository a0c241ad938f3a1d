"""The candidates in order of how probable it is that they were meant.

A linear score plus a small hidden layer over `features`, learned by making the right candidate the
likeliest of all (conditional logit; McFadden, 1974).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.spelling.candidates.gather import Candidate, candidates
from service.spelling.data.weights import Weights
from service.spelling.judgement.features import Setting, describe
from service.spelling.language.model import Model
from service.spelling.options import Options


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates, best first, each with its features, its score, its probability and its slips.

    Probabilities are given that the word is wrong and sum up to one over all candidates considered.
    """

    candidates: Sequence[Candidate]
    rows: NDArray[np.float64]
    scores: NDArray[np.float64]
    shares: NDArray[np.float64]
    kinds: Sequence[Sequence[str]]

    def __len__(self) -> int:
        return len(self.candidates)


def rank(
    word: str, model: Model, setting: Setting, options: Options, given: Iterable[str] = (), *, everywhere: bool = True
) -> Ranked:
    """Return the candidates for `word` (in lower case), the most probable first; see `candidates`."""
    found = candidates(word, model, options, setting.page, setting.context, given, everywhere=everywhere)
    described = describe(word, found, model, setting, options)
    scores = score(described.rows, model.weights, options)
    order = np.argsort(-scores, kind="stable")
    powers = np.exp((scores - scores.max()) / model.weights.temperature) if len(scores) else scores
    shares = powers / powers.sum() if len(scores) else scores
    return Ranked(
        [found[place] for place in order],
        described.rows[order],
        scores[order],
        shares[order],
        [described.kinds[place] for place in order],
    )


def score(rows: NDArray[np.float64], weights: Weights, options: Options) -> NDArray[np.float64]:
    """Return a score for each row of features; only differences between rows mean something.

    Weights that were learned before a feature was there know the former ones only.
    """
    rows = rows[:, : len(weights.linear)]
    result: NDArray[np.float64] = rows @ weights.linear
    if options.hidden_layer and len(weights.out):
        result = result + np.tanh(rows @ weights.hidden + weights.hidden_bias) @ weights.out
    return result
