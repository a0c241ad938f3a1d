"""Learns all weights of a language with the engine's own code: channel, ranker, detector, real words."""

import json
import random
import zlib
from collections.abc import Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from service.spelling.build.aside import Aside
from service.spelling.build.by_ear import by_ear
from service.spelling.build.corpus import MEASURED_ONLY, Corpus, Pair, Part, Sentence, pair_is_kept, sentence_is_kept
from service.spelling.build.examples import Example, Maker
from service.spelling.build.learn_channel import learn_channel
from service.spelling.build.learn_detector import (
    Text,
    as_table,
    choose_threshold,
    in_article,
    in_articles,
    learn_detector,
    samples,
    with_marks,
    with_slip,
)
from service.spelling.build.learn_ranker import learn_ranker
from service.spelling.build.learn_real_words import Cases, all_cases, learn_real_words, real_slips
from service.spelling.build.slips import known_slips, name_slips, slips
from service.spelling.build.strange_names import names_elsewhere, with_strange_names
from service.spelling.build.unmarked import unmarked_slips
from service.spelling.data.expand import expand
from service.spelling.data.pack import Pack
from service.spelling.data.weights import Weights
from service.spelling.judgement.features import NAMES
from service.spelling.language.channel import Channel
from service.spelling.language.model import Model
from service.spelling.options import Options
from service.spelling.text.tokens import words_of

_ALONE = 16000
_PARTS = 3
"""What a known misspelling costs is learned from the others, when the ranker learns from it."""

_MANY_PAIRS = 5000
_PAIR_WEIGHT = 0.8
_BY_EAR, _MORE_BY_EAR = 2500, 3500
_KNOWN_SLIPS = 3000
_SLIPS, _MORE_SLIPS = 4500, 8500
_PAIRS_TO_A_SLIP = 4
"""Where few misspellings are known, a slip more is made up for so many that are missing."""

_REAL_SLIPS = 2500
_DETECTED = 2200
_GOOD = 3000
_LEAST_TEXT = 40
_NAME_WEIGHT = 0.3
_ARTICLE = 8
"""So many sentences make an article."""

_NEWS_FLAGS = 1.5
"""News has more names than other text, and more of its words may be questioned."""

_REPORTS_TO_A_REAL_WORD = 8


def no_weights() -> dict[str, Any]:
    """Return weights of a model that has learned nothing: nearest first, nothing questioned."""
    size = len(NAMES)
    ranker = {"hidden": [[0.0]] * size, "hidden_bias": [0.0], "out": [0.0], "linear": [0.0] * size, "temperature": 1.0}
    return {"channel": {}, "ranker": ranker, "detector": {"weights": [0.0], "threshold": 0.5}, "real_words": []}


class Learner:
    """Learns one language from `corpus`; `folder` is where its pack is expanded meanwhile."""

    def __init__(self, pack: Pack, language: str, corpus: Corpus, folder: Path) -> None:
        if not (folder / "weights.json").exists():
            expand(pack, folder)
        self._model = Model(language, folder)
        self._found_names = Aside(lambda: names_elsewhere(self._model))
        self._table: dict[str, Any] = json.loads(json.dumps(no_weights()))
        self._pairs = learned_pairs(corpus)
        self._marked, good = learned_sentences(corpus)
        self._text = [line for line in corpus.text(Part.WEIGHTS) if len(line) >= _LEAST_TEXT]
        random.Random(3).shuffle(self._text)
        self._news = good
        self._good = [*good, *self._text][:_GOOD]

    @cached_property
    def _names(self) -> list[str]:
        return self._found_names.found()

    def learn(self) -> Mapping[str, Any]:
        """Return the weights as a pack holds them."""
        profile = self._model.profile
        self._table["channel"] = learn_channel(self._all_pairs(), profile)
        self._model.channel = Channel(self._table["channel"])
        cases = Aside(self._real_word_cases)
        self._table["ranker"] = learn_ranker(self._examples())
        self._model.weights = Weights.read(self._table)
        self._detector()
        self._table["real_words"] = learn_real_words(cases.found(), self._good, self._model, _REPORTS_TO_A_REAL_WORD)
        return self._table

    def _real_word_cases(self) -> Cases:
        return all_cases(list(islice(real_slips(self._good, self._model, 51), _REAL_SLIPS)), self._good, self._model)

    def _all_pairs(self) -> list[Pair]:
        return [pair for pairs in self._pairs.values() for pair in pairs]

    def _examples(self) -> list[Example]:
        alone = Aside(self._examples_alone)
        make = Maker(self._model, 1)
        heard = _MORE_BY_EAR if self._knows_many() else _BY_EAR
        missing = max(0, _ALONE - len(self._all_pairs()))
        count = _MORE_SLIPS if self._knows_many() else _SLIPS + missing // _PAIRS_TO_A_SLIP
        spoiled = slips(self._repeated(count), self._model.profile, 11)
        named = slips(with_strange_names(self._repeated(_SLIPS // 8), self._names, 8), self._model.profile, 12)
        unmarked = unmarked_slips(self._repeated(_SLIPS), self._model.profile, 15)
        at_home = name_slips(self._repeated(_SLIPS), self._model.profile, 13)
        return [
            *make.alone(by_ear(self._model, heard, 6), 0.5),
            *make.slipped(islice(spoiled, count), 1.0),
            *make.slipped(islice(named, _SLIPS // 8), 0.5),
            *make.slipped(islice(unmarked, _SLIPS // 4), 1.0),
            *make.in_articles(islice(at_home, _SLIPS // 4), self._good[:_ARTICLE], 0.5),
            *make.marked(self._marked, 1.5),
            *alone.found(),
        ]

    def _examples_alone(self) -> list[Example]:
        """Return examples of known misspellings; where there are many, by a channel that was learned from others."""
        pairs = self._all_pairs()
        random.Random(4).shuffle(pairs)
        if not self._knows_many():
            return list(Maker(self._model, 2).alone(pairs[:_ALONE], _PAIR_WEIGHT))
        found: list[Example] = []
        for part in range(_PARTS):
            others = [pair for pair in pairs if _part(pair) != part]
            self._model.channel = Channel(learn_channel(others, self._model.profile))
            chosen = (pair for pair in pairs[:_ALONE] if _part(pair) == part)
            make = Maker(self._model, 2 + part)
            found += make.alone(chosen, _PAIR_WEIGHT)
            texts = self._repeated(_KNOWN_SLIPS)[part::_PARTS]
            inside = [pair for pair in pairs if _part(pair) == part]
            found += make.slipped(known_slips(texts, inside, self._model.profile, 14), 1.0)
        return found

    def _knows_many(self) -> bool:
        """Whether the lists of misspellings say of themselves how people misspell."""
        return len(self._all_pairs()) >= _MANY_PAIRS

    def _repeated(self, count: int) -> list[str]:
        """Yield texts of news and encyclopedia, then others, again and again until there are `count`."""
        own = [*self._news, *self._text]
        while len(own) < count:
            own += own
        return own[:count]

    def _detector(self) -> None:
        model, options = self._model, Options()
        own = self._repeated(_DETECTED)
        made = [*slips(own, model.profile, 21)]
        if not (self._marked or self._knows_many()):
            heard = [*self._all_pairs(), *by_ear(model, _BY_EAR, 7)]
            made += known_slips(own, heard, model.profile, 23)
        made += islice(unmarked_slips(own, model.profile, 24), _DETECTED // 4)
        spoiled = [with_slip(slip) for slip in made]
        names = [
            in_article(slip, self._good[place % len(self._good) :][:_ARTICLE]) if place % 2 else with_slip(slip)
            for place, slip in enumerate(name_slips(own, model.profile, 22))
        ]
        strange = [Text(text, ()) for text in with_strange_names(own, self._names, 9)][: _DETECTED // 3]
        beside = Aside(
            lambda: [
                *samples(names, model, options, _NAME_WEIGHT),
                *samples(strange, model, options),
                *samples(map(with_marks, self._marked), model, options),
            ]
        )
        news = list(samples(in_articles(self._news, _ARTICLE), model, options))
        further = list(samples(in_articles(self._good[len(self._news) :], _ARTICLE), model, options))
        found = [*samples(spoiled, model, options), *beside.found(), *news, *further]
        weights = learn_detector(found)
        flags = model.profile.flags
        thresholds = [
            choose_threshold([*news, *further], weights, sum(len(words_of(text)) for text in self._good), flags),
            choose_threshold(news, weights, sum(len(words_of(text)) for text in self._news), _NEWS_FLAGS * flags),
        ]
        self._table["detector"] = as_table(weights, max(thresholds))
        self._model.weights = Weights.read(self._table)


def _part(pair: Pair) -> int:
    return zlib.crc32(pair.wrong.encode()) % _PARTS


def learned_pairs(corpus: Corpus) -> dict[str, list[Pair]]:
    """Return the misspellings of single words that weights may be learned from, by list."""
    lists = corpus.pairs
    measured = {pair.wrong for name in MEASURED_ONLY for pair in lists.get(name, ())}
    return {
        name: [
            pair
            for pair in pairs
            if not pair_is_kept(pair.wrong) and pair.wrong not in measured and " " not in pair.wrong
        ]
        for name, pairs in lists.items()
        if name not in MEASURED_ONLY
    }


def learned_sentences(corpus: Corpus) -> tuple[list[Sentence], list[str]]:
    """Return the sentences with errors, and the good ones, that weights may be learned from."""
    learned = [
        sentence
        for sentences in corpus.sentences().values()
        for sentence in sentences
        if not sentence_is_kept(sentence.text)
    ]
    return [each for each in learned if each.errors], [each.text for each in learned if not each.errors]
