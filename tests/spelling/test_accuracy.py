"""Gates: a later change must not quietly lose what was won.

The samples are small and fixed; the full benchmark is `./dev bench spelling`. What is asked for lies a little
below what was measured, so that only a real loss is told.
"""

from pathlib import Path

import pytest

from service.spelling import Engine, Query
from service.spelling.build.slips import Slip, slips
from service.spelling.language.profiles import profiles
from service.spelling.options import Options
from service.spelling.text.tokens import words_of

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="session")
def unaided(languages: Path) -> Engine:
    """An engine without the list of known errors, which holds the very samples."""
    return Engine(languages, Options(known_errors=False))


@pytest.mark.parametrize(("language", "least"), [("en", 0.93), ("uk", 0.69), ("ru", 0.97), ("de", 0.91)])
def test_misspellings_alone_are_mended(unaided: Engine, language: str, least: float) -> None:
    lines = (SAMPLES / f"{language}_words.tsv").read_text("utf-8").splitlines()
    hits = 0
    for line in lines:
        wrong, right = line.split("\t")
        found = unaided.suggest(Query(wrong, language=language))
        hits += bool(found) and found[0].applied_to(wrong).lower() in right.split("|")
    assert hits / len(lines) >= least


@pytest.mark.parametrize(("language", "most"), [("en", 1.0), ("uk", 2.1), ("ru", 1.0), ("de", 1.0)])
def test_good_text_is_hardly_ever_questioned(engine: Engine, language: str, most: float) -> None:
    lines = (SAMPLES / f"{language}_clean.txt").read_text("utf-8").splitlines()
    flags = sum(
        len({(each.start, each.end) for each in engine.suggest(Query(line, language=language))}) for line in lines
    )
    words = sum(len(words_of(line)) for line in lines)
    assert 1000 * flags / words <= most


@pytest.mark.parametrize(
    ("language", "word", "sentence"), [("en", 0.92, 0.9), ("uk", 0.91, 0.84), ("ru", 0.95, 0.88), ("de", 0.94, 0.89)]
)
def test_newsroom_slips_are_mended(engine: Engine, language: str, word: float, sentence: float) -> None:
    lines = (SAMPLES / f"{language}_clean.txt").read_text("utf-8").splitlines()
    made = [slip for seed in range(4) for slip in slips(lines, profiles()[language], seed)]
    for whole, least in ((False, word), (True, sentence)):
        hits = sum(_mended(engine, slip, language, whole=whole) for slip in made)
        assert hits / len(made) >= least


def _mended(engine: Engine, slip: Slip, language: str, *, whole: bool) -> bool:
    """Whether the first suggestion makes the text what it was, the error or its `whole` text being selected."""
    start, end = (0, len(slip.text)) if whole else (slip.start, slip.end)
    before, after = slip.text[:start], slip.text[end:]
    found = engine.suggest(Query(slip.text[start:end], prefix=before, suffix=after, language=language))
    good = slip.text[: slip.start] + slip.right + slip.text[slip.end :]
    return bool(found) and before + found[0].applied_to(slip.text[start:end]) + after == good


def test_confidence_means_what_it_says(engine: Engine) -> None:
    lines = (SAMPLES / "en_words.tsv").read_text("utf-8").splitlines()
    sure = []
    for line in lines:
        wrong, right = line.split("\t")
        best = engine.suggest(Query(wrong, language="en"))[0]
        if best.confidence >= 0.9:
            sure.append(best.replacement.lower() in right.split("|"))
    assert len(sure) > len(lines) / 2
    assert sum(sure) / len(sure) >= 0.9
