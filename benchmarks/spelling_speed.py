"""How long a report takes: the wrong word selected in its sentence, or the sentence selected."""

import re
import time
from collections.abc import Iterable, Iterator

from benchmarks.spelling_measure import CONTEXT, Result
from benchmarks.spelling_sets import Trial, TrialSet
from service.spelling import Engine, Query

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])[\"'”»)]*\s+(?=[\"'“„«(]?[^\W\d_])")


def speed(sets: Iterable[TrialSet], language: str) -> dict[str, Result]:
    """Return the milliseconds of CPU time for the words and for the sentences with errors of these sets."""
    texts = [trial for chosen in sets if chosen.kind == "sentences" for trial in chosen.trials]
    return {
        "word": _timed(_selecting(trial, trial.start, trial.end, language) for trial in texts),
        "sentence": _timed(_selecting(trial, *sentence_around(trial), language) for trial in texts),
    }


def sentence_around(trial: Trial) -> tuple[int, int]:
    """Return the range of the sentence that has the error: many texts of the sets are paragraphs."""
    breaks = [(match.start(), match.end()) for match in _BETWEEN_SENTENCES.finditer(trial.text)]
    start = max((after for _, after in breaks if after <= trial.start), default=0)
    end = min((before for before, _ in breaks if before >= trial.end), default=len(trial.text))
    return start, end


def _selecting(trial: Trial, start: int, end: int, language: str) -> Query:
    before, after = trial.text[max(0, start - CONTEXT) : start], trial.text[end : end + CONTEXT]
    return Query(trial.text[start:end], prefix=before, suffix=after, language=language)


def _timed(queries: Iterable[Query]) -> Result:
    return Result(0.0, list(_times(queries)))


def _times(queries: Iterable[Query]) -> Iterator[float]:
    """Yield the milliseconds of each, asked of an engine that has met none of their words before."""
    engine = Engine()
    for query in queries:
        if query.language:
            engine.open(query.language)
        began = time.process_time()
        engine.suggest(query)
        yield 1000 * (time.process_time() - began)
