"""Kinds of words: found in texts, and what they say of words that were never seen together."""

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from service.spelling.build import learn_kinds as build
from service.spelling.data.word_kinds import KindTables, WordKinds, all_endings, ending_of, write_kinds

ARTICLES = ("the", "a", "this")
NOUNS = ("river", "house", "winter", "garden", "letter", "window")
VERBS = ("sleeps", "waits", "sings", "burns", "falls", "grows")
RARE_NOUNS = [f"{start}{middle}ness" for start in ("gl", "st", "br", "tr", "fl") for middle in ("ad", "ok", "um", "ip")]


def pairs_of(triples: Counter[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """Return every two words that stand beside each other in `triples`."""
    found: Counter[tuple[str, ...]] = Counter()
    for words, count in triples.items():
        for pair in pairwise(words):
            found[pair] += count
    return found


@pytest.fixture(scope="module")
def seen() -> Counter[tuple[str, ...]]:
    """Three words in a row of made-up sentences: an article, a noun, a verb; rare nouns all end alike."""
    chance = random.Random(1)
    found: Counter[tuple[str, ...]] = Counter()
    for number in range(900):
        noun = chance.choice(NOUNS) if number % 15 else RARE_NOUNS[number // 15 % len(RARE_NOUNS)]
        found["<s>", chance.choice(ARTICLES), noun] += 1
        found[chance.choice(ARTICLES), noun, chance.choice(VERBS)] += 1
    return found


@pytest.fixture(scope="module")
def vocabulary(seen: Counter[tuple[str, ...]]) -> list[str]:
    return sorted({word for words in seen for word in words})


@pytest.fixture(scope="module")
def counts(seen: Counter[tuple[str, ...]], vocabulary: list[str]) -> np.ndarray:
    """How often each word was seen; the rare nouns too seldom to have a kind of their own."""
    singles = Counter({word: sum(seen[words] for words in seen if word in words) for word in vocabulary})
    return np.array([min(3, singles[word]) if word in RARE_NOUNS else singles[word] for word in vocabulary], np.uint32)


@pytest.fixture(scope="module")
def kinds(seen: Counter[tuple[str, ...]], vocabulary: list[str], counts: np.ndarray) -> WordKinds:
    return build.learn_kinds(vocabulary, counts, pairs_of(seen), seen)


@pytest.fixture
def tables(tmp_path: Path, kinds: WordKinds, vocabulary: list[str], counts: np.ndarray) -> KindTables:
    write_kinds(tmp_path, kinds, vocabulary, counts)
    return KindTables(tmp_path)


def test_the_longest_known_ending_counts_and_leaves_a_stem() -> None:
    known = {"": 0, "s": 1, "ness": 2}
    assert [ending_of(word, known) for word in ("gladness", "cats", "moon", "is", "ness")] == ["ness", "s", "", "", "s"]
    assert all_endings("moons") == ["", "s", "ns", "ons"]
    assert all_endings("of") == [""]


def test_words_of_one_kind_are_those_with_the_same_neighbours(
    seen: Counter[tuple[str, ...]], vocabulary: list[str], counts: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "KINDS", 8)
    found = build.learn_kinds(vocabulary, counts, pairs_of(seen), seen)
    frequent = [word for word in vocabulary if word not in RARE_NOUNS]
    of = dict(zip(frequent, found.frequent.tolist(), strict=True))
    groups = [{of[word] for word in words} for words in (ARTICLES, NOUNS, VERBS)]
    assert sum(map(len, groups)) == len(set.union(*groups)) <= 8
    assert found.of_endings[found.endings.index("ness")] in groups[1]


def test_the_same_text_makes_the_same_kinds(
    kinds: WordKinds, seen: Counter[tuple[str, ...]], vocabulary: list[str], counts: np.ndarray
) -> None:
    again = build.learn_kinds(vocabulary, counts, pairs_of(seen), seen)
    assert again.frequent.tobytes() == kinds.frequent.tobytes()
    assert again.beside.tobytes() == kinds.beside.tobytes()


def test_a_word_that_no_text_had_keeps_the_company_of_its_ending(tables: KindTables, vocabulary: list[str]) -> None:
    words = ["<s>", "the", "sleeps", "<s>", "plumpness", "waits"]
    numbers = np.array([vocabulary.index(word) if word in vocabulary else -1 for word in words])
    of = tables.of(words, numbers)
    company = tables.company(of[:4, None].repeat(2, axis=1), of[4:])
    assert company.left[0] > 0.2 > company.left[1]
    assert company.right[0] > 0.2 > company.right[1]
    assert len(company.beyond) == 2
