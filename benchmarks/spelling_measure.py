"""Hits, false flags, calibration and times of the suggestion engine and of its peers on one set."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.spelling_sets import Trial, TrialSet
from service.spelling import Engine, Query, Suggestion
from service.spelling.text.tokens import words_of

CONTEXT = 96
BANDS = (0.0, 0.5, 0.7, 0.85, 0.95, 1.01)
"""Confidences from each to the next are judged together."""


@dataclass(frozen=True, slots=True)
class Result:
    """Hits in per cent (for clean text: false flags per 1,000 words) and the milliseconds of each question."""

    score: float
    times: Sequence[float]

    def __str__(self) -> str:
        return f"{self.score:5.1f} " + " ".join(f"{self.share(part):8.2f}" for part in (0.5, 0.95, 0.99))

    def share(self, part: float) -> float:
        """Return the milliseconds within which this part of the questions was answered."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


@dataclass(slots=True)
class Calibration:
    """How often the best suggestion was right, by its confidence."""

    right: list[int] = field(default_factory=lambda: [0] * (len(BANDS) - 1))
    all: list[int] = field(default_factory=lambda: [0] * (len(BANDS) - 1))

    def add(self, confidence: float, *, right: bool) -> None:
        """Count one suggestion."""
        band = next(place for place, end in enumerate(BANDS[1:]) if confidence < end)
        self.all[band] += 1
        self.right[band] += right

    def __str__(self) -> str:
        told = [
            f"{low:.2f}-{min(high, 1):.2f}: {100 * right / count:.0f} % of {count}"
            for low, high, right, count in zip(BANDS, BANDS[1:], self.right, self.all, strict=False)
            if count
        ]
        return "; ".join(told)


def hits(chosen: TrialSet, engine: Engine, calibration: Calibration, *, whole: bool) -> Result:
    """Return how often the engine's first suggestion is right, the error or its `whole` text being selected."""
    right = 0
    times: list[float] = []
    for trial in chosen.trials:
        start, end = (0, len(trial.text)) if whole else (trial.start, trial.end)
        query = Query(
            trial.text[start:end],
            prefix=trial.text[max(0, start - CONTEXT) : start],
            suffix=trial.text[end : end + CONTEXT],
            language=chosen.language,
        )
        began = time.perf_counter()
        found = engine.suggest(query)
        times.append((time.perf_counter() - began) * 1000)
        hit = bool(found) and _is_right(mended(trial, start, found[0]), trial, alone=chosen.kind == "words")
        right += hit
        if found:
            calibration.add(found[0].confidence, right=hit)
    return Result(100 * right / len(chosen.trials), times)


def mended(trial: Trial, start: int, best: Suggestion) -> str:
    """Return what stands in the error's place after a suggestion for the text from `start` on."""
    fixed = trial.text[: start + best.start] + best.replacement + trial.text[start + best.end :]
    return fixed[trial.start : len(fixed) - (len(trial.text) - trial.end)]


def peer_hits(trials: Iterable[Trial], guess: Callable[[str], str]) -> Result:
    """Return how often a peer's guess for a word alone is right."""
    right: list[bool] = []
    times: list[float] = []
    for trial in trials:
        began = time.perf_counter()
        answer = guess(trial.text)
        times.append((time.perf_counter() - began) * 1000)
        right.append(_is_right(answer, trial, alone=True))
    return Result(100 * sum(right) / len(right), times)


def false_flags(chosen: TrialSet, engine: Engine) -> Result:
    """Return how many places are questioned in 1,000 words of clean text."""
    flags = words = 0
    times: list[float] = []
    for trial in chosen.trials:
        began = time.perf_counter()
        found = engine.suggest(Query(trial.text, language=chosen.language))
        times.append((time.perf_counter() - began) * 1000)
        flags += len({(each.start, each.end) for each in found})
        words += len(words_of(trial.text))
    return Result(1000 * flags / words, times)


def _is_right(answer: str, trial: Trial, *, alone: bool) -> bool:
    """Whether `answer` is right; for words alone, in any case of letters."""
    return answer in trial.right or (alone and answer.lower() in {each.lower() for each in trial.right})
