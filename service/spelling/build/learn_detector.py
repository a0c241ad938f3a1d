"""Learns the detector: which unknown words are errors, and from which probability on one is questioned."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.build.corpus import Sentence
from service.spelling.build.examples import article_with, passage_of
from service.spelling.build.logistic import fit
from service.spelling.build.slips import Slip
from service.spelling.findings.finding import LEAST_IDEA
from service.spelling.findings.unknown_words import is_known, look_up
from service.spelling.judgement.signs import signs
from service.spelling.language.model import Model
from service.spelling.options import Options
from service.spelling.text.scripts import foreign_letters

_LOWEST, _HIGHEST = 0.4, 0.9


class Sample(NamedTuple):
    """An unknown word: what `signs.NAMES` names, whether it is an error, its best candidate's share, its weight."""

    features: NDArray[np.float64]
    wrong: bool
    share: float
    weight: float


class Text(NamedTuple):
    """A text with the ranges of its errors, in code points, and the article around it if that is known."""

    text: str
    errors: tuple[tuple[int, int], ...]
    article: str = ""


def with_slip(slip: Slip) -> Text:
    """Return a made-up error as a text."""
    return Text(slip.text, ((slip.start, slip.end),))


def in_article(slip: Slip, others: Sequence[str]) -> Text:
    """Return a made-up error in an article that has the right word as well, among `others`."""
    return with_slip(slip)._replace(article=article_with(slip, others))


def in_articles(texts: Sequence[str], size: int) -> Iterator[Text]:
    """Yield good texts, every other `size` of them as an article."""
    for start in range(0, len(texts), size):
        part = texts[start : start + size]
        article = "\n".join(part) if start // size % 2 else ""
        yield from (Text(text, (), article) for text in part)


def with_marks(sentence: Sentence) -> Text:
    """Return a sentence with marked errors as a text."""
    return Text(sentence.text, tuple((error.start, error.end) for error in sentence.errors))


def samples(texts: Iterable[Text], model: Model, options: Options, weight: float = 1.0) -> Iterator[Sample]:
    """Yield every unknown word of `texts`, looked at as the engine does."""
    for text, errors, article in texts:
        passage = passage_of(text, model, article)
        for index in passage.selected:
            token = passage.tokens[index]
            if not token.is_word or len(token.plain) < 2 or foreign_letters(token.plain, model.profile.cyrillic):
                continue
            if is_known(passage, token):
                continue
            look, ranked = look_up(passage, index)
            features = signs(look, ranked, model, options)
            wrong = any(token.start < end and start < token.end for start, end in errors)
            yield Sample(features, wrong, float(ranked.shares[0]) if len(ranked) else 0.0, weight)


def learn_detector(found: Sequence[Sample]) -> list[float]:
    """Return the weights of the detector."""
    rows = np.array([sample.features for sample in found])
    wrong = np.array([sample.wrong for sample in found])
    return fit(rows, wrong, np.array([sample.weight for sample in found]))


def choose_threshold(good: Sequence[Sample], weights: Sequence[float], words: int, flags: float) -> float:
    """Return the probability from which on `flags` in a thousand of `words` good words would be questioned."""
    chances = sorted((_chance(sample, weights) for sample in good), reverse=True)
    allowed = int(flags * words / 1000)
    threshold = chances[allowed] + 0.001 if allowed < len(chances) else 0.0
    return round(min(max(threshold, _LOWEST), _HIGHEST), 3)


def _chance(sample: Sample, weights: Sequence[float]) -> float:
    chance = float(1 / (1 + np.exp(-np.clip(sample.features @ np.array(weights), -30, 30))))
    return chance if chance * sample.share >= LEAST_IDEA else 0.0


def as_table(weights: Sequence[float], threshold: float) -> dict[str, Any]:
    """Return the detector as `Weights.read` takes it."""
    return {"weights": list(weights), "threshold": threshold}
