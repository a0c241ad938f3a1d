"""What stored suggestions tell of a word: the engine's confidences still differ as `questioned` takes them to.

Whoever changes how sure the engine is sees it here: decisions would teach ordinary words, or no word at all.
"""

import re
from itertools import groupby
from pathlib import Path

import pytest

from service.dictionary.questioned import _is_unknown
from service.models import SuggestionRow
from service.spelling import Engine, Query
from service.suggestions.work import LEAST, MOST

SAMPLES = Path(__file__).parents[1] / "spelling" / "samples"


def _unknown(engine: Engine, query: Query) -> bool:
    found = engine.suggest(query)
    rows = [
        SuggestionRow(rank=rank, start=each.start, end=each.end, confidence=each.confidence, rule=each.rule)
        for rank, each in enumerate(found[:1] + [each for each in found[1:] if each.confidence >= LEAST][: MOST - 1])
    ]
    rows.sort(key=lambda row: (row.start, row.end, row.rank))
    places = groupby(rows, key=lambda row: (row.start, row.end))
    return any(_is_unknown(list(place), alone=True, weak=False) for _, place in places)


@pytest.mark.parametrize(("language", "least"), [("en", 0.95), ("de", 0.95), ("ru", 0.95), ("uk", 0.6)])
@pytest.mark.parametrize("proposes", [False, True])
def test_misspellings_are_unknown_words(engine: Engine, language: str, least: float, proposes: bool) -> None:
    lines = (SAMPLES / f"{language}_words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    seen = [
        _unknown(engine, Query(wrong, language=language, correction=right.split("|")[0] if proposes else None))
        for wrong, right, *_ in pairs
    ]
    assert sum(seen) >= (least - 0.05 * proposes) * len(seen) and len(seen) >= 100


@pytest.mark.parametrize("language", ["en", "de", "ru", "uk"])
def test_good_words_are_not_whoever_points_at_them(engine: Engine, language: str) -> None:
    taken: list[str] = []
    asked = 0
    for line in (SAMPLES / f"{language}_clean.txt").read_text(encoding="utf-8").splitlines():
        words = [match for match in re.finditer(r"\w{3,}", line) if match[0].islower()]
        for match in words[len(words) // 2 : len(words) // 2 + 2]:
            prefix, suffix = line[: match.start()][-96:], line[match.end() :][:96]
            query = Query(match[0], prefix=prefix, suffix=suffix, language=language)
            best = engine.suggest(query)
            proposed = best[0].replacement if best else None
            asked += 2
            agreed = Query(match[0], prefix, suffix, language, correction=proposed)
            taken += [match[0] for each in (query, agreed) if _unknown(engine, each)]
    assert asked > 100 and len(taken) <= 0.02 * asked, taken
