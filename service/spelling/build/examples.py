"""Misspellings as the ranker learns them: all candidates, and which of them was meant."""

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.build.corpus import Marked, Pair, Sentence
from service.spelling.build.slips import Slip
from service.spelling.candidates.gather import candidates
from service.spelling.findings.passage import Passage, read_passage
from service.spelling.judgement.features import Setting, describe
from service.spelling.language.model import Model
from service.spelling.options import Options
from service.spelling.query import Query
from service.spelling.text.normalise import normalise

Floats = NDArray[np.float32]

_RIVALS = 24
_WITH_LIST = 0.12
"""The share of examples that may use the list of known errors: it would be the only feature otherwise."""


class Example(NamedTuple):
    """A row of features for each candidate, the right one first, and how much the example counts."""

    rows: Floats
    weight: float


class Maker:
    """Makes examples of one language; `chance` decides which may use the list of known errors."""

    def __init__(self, model: Model, seed: int) -> None:
        self._model = model
        self._chance = random.Random(f"{model.profile.code} {seed}")

    def alone(self, pairs: Iterable[Pair], weight: float) -> Iterator[Example]:
        """Yield examples of words without context."""
        for wrong, right in pairs:
            example = self._example(wrong, right, Setting(), weight)
            if example is not None:
                yield example

    def slipped(self, slips: Iterable[Slip], weight: float) -> Iterator[Example]:
        """Yield examples of slips in sentences."""
        for slip in slips:
            yield from self._in_sentence(slip.text, slip, weight)

    def in_articles(self, slips: Iterable[Slip], others: Sequence[str], weight: float) -> Iterator[Example]:
        """Yield examples of slips in articles that have the right word as well, among `others`."""
        for slip in slips:
            yield from self._in_sentence(slip.text, slip, weight, article_with(slip, others))

    def marked(self, sentences: Iterable[Sentence], weight: float) -> Iterator[Example]:
        """Yield examples of errors that are marked in sentences."""
        for sentence in sentences:
            for error in sentence.errors:
                yield from self._in_sentence(sentence.text, error, weight)

    def _in_sentence(self, text: str, error: Slip | Marked, weight: float, article: str = "") -> Iterator[Example]:
        passage = passage_of(text, self._model, article)
        for index, token in enumerate(passage.tokens):
            if (token.start, token.end) == (error.start, error.end) and token.is_word:
                meant = (normalise(error.right).lower(),)
                example = self._example(token.plain, meant, passage.setting(index), weight)
                if example is not None:
                    yield example

    def _example(self, wrong: str, right: Sequence[str], setting: Setting, weight: float) -> Example | None:
        options = Options(known_errors=self._chance.random() < _WITH_LIST)
        found = candidates(wrong, self._model, options, setting.page, setting.context)
        meant = next((each for each in found if each.word in right), None)
        others = [each for each in found if each.word not in right]
        if meant is None or not others:
            return None
        others.sort(key=lambda each: each.distance * 2.2 - each.zipf + (each.word[0] != wrong[:1]))
        chosen = [meant, *others[:_RIVALS]]
        return Example(describe(wrong, chosen, self._model, setting, options).rows.astype(np.float32), weight)


def article_with(slip: Slip, others: Sequence[str]) -> str:
    """Return an article that has the right word, `others`, and the slip."""
    return "\n".join((slip.text[: slip.start] + slip.right + slip.text[slip.end :], *others, slip.text))


def passage_of(text: str, model: Model, article: str = "") -> Passage:
    """Return the passage of a text that is selected as a whole, of which `article` is known as well."""
    return read_passage(Query(text, article=article, language=model.profile.code), model, Options())
