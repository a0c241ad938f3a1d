"""How good and how fast the suggestion engine is, beside its peers: `python -m benchmarks.spelling`.

Runs on the sets of $BLUEPENCIL_SHARED/spelling/data and of the folders given. A hit is the right text as
the very first suggestion. Each feature can be switched off to see what it is worth: `--without
page-words`.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path

from benchmarks.spelling_peers import peers
from benchmarks.spelling_sets import Trial, TrialSet, read_sets
from service.spelling import Engine, Query, languages
from service.spelling.options import Options
from service.spelling.tokens import words_of

CONTEXT = 96
_SLOW_SAMPLE = 100


@dataclass(frozen=True, slots=True)
class Result:
    """Hits in per cent (for clean text: false flags per 1,000 words) and milliseconds."""

    score: float
    middle: float
    slowest: float

    def __str__(self) -> str:
        return f"{self.score:5.1f} {self.middle:8.2f} {self.slowest:8.2f}"


def main() -> None:
    """Print a line for every set and engine."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spelling", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="more folders with sets")
    parser.add_argument("--language", action="append", help="only this language (may be repeated)")
    parser.add_argument("--without", action="append", default=[], help="switch a feature off")
    parser.add_argument("--no-peers", action="store_true", help="measure this engine alone")
    arguments = parser.parse_args()
    options = _options(arguments.without)
    print(f"{'set':30} {'as':9} {'engine':18} {'score':>5} {'p50 ms':>8} {'p95 ms':>8}")
    for folder in _folders(arguments.folders):
        for chosen in read_sets(folder):
            if chosen.language in (arguments.language or languages()):
                measure(chosen, options, with_peers=not arguments.no_peers)


def _options(without: Iterable[str]) -> Options:
    names = {field.name for field in fields(Options)}
    switched = [name.replace("-", "_") for name in without]
    unknown = [name for name in switched if name not in names]
    if unknown:
        raise SystemExit(f"no such feature: {', '.join(unknown)}; there are {', '.join(sorted(names))}")
    return Options(**dict.fromkeys(switched, False))


def _folders(further: Iterable[Path]) -> list[Path]:
    shared = os.environ.get("BLUEPENCIL_SHARED")
    return [*([Path(shared) / "spelling" / "data"] if shared else []), *further]


def measure(chosen: TrialSet, options: Options, *, with_peers: bool) -> None:
    """Print the results of one set."""
    shown = Options(**{**_values(options), "known_errors": options.known_errors and not chosen.listed})
    engine = Engine(options=shown)
    if chosen.kind == "clean":
        _show(chosen, "text", "bluepencil", false_flags(chosen, engine))
        return
    for name in ("word",) if chosen.kind == "words" else ("word", "sentence"):
        _show(chosen, name, "bluepencil", hits(chosen, _asker(engine, chosen.language, name == "sentence")))
    for peer, guess in peers(chosen.language).items() if with_peers and chosen.kind == "words" else ():
        slow = peer in ("hunspell", "aspell", "pyspellchecker 2")
        few = TrialSet(chosen.language, chosen.name, "words", chosen.trials[:_SLOW_SAMPLE], chosen.listed)
        _show(chosen, "word", peer, hits(few if slow else chosen, partial(_alone, guess)))


def _values(options: Options) -> dict[str, bool]:
    return {field.name: getattr(options, field.name) for field in fields(options)}


def _asker(engine: Engine, language: str, whole: bool) -> Callable[[Trial], str]:
    """Return a function from a trial to what stands in the error's place after the best suggestion."""

    def ask(trial: Trial) -> str:
        start, end = (0, len(trial.text)) if whole else (trial.start, trial.end)
        query = Query(
            trial.text[start:end],
            prefix=trial.text[max(0, start - CONTEXT) : start],
            suffix=trial.text[end : end + CONTEXT],
            language=language,
        )
        found = engine.suggest(query)
        if not found:
            return trial.text[trial.start : trial.end]
        best = found[0]
        fixed = trial.text[: start + best.start] + best.replacement + trial.text[start + best.end :]
        return fixed[trial.start : len(fixed) - (len(trial.text) - trial.end)]

    return ask


def _alone(guess: Callable[[str], str], trial: Trial) -> str:
    return guess(trial.text)


def hits(chosen: TrialSet, ask: Callable[[Trial], str]) -> Result:
    """Return how often `ask` finds the right text, ignoring case for words alone."""
    right = 0
    times: list[float] = []
    for trial in chosen.trials:
        began = time.perf_counter()
        answer = ask(trial)
        times.append((time.perf_counter() - began) * 1000)
        right += answer in trial.right or (
            chosen.kind == "words" and answer.lower() in {each.lower() for each in trial.right}
        )
    return _result(100 * right / len(chosen.trials), times)


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
    return _result(1000 * flags / words, times)


def _result(score: float, times: list[float]) -> Result:
    ordered = sorted(times)
    return Result(score, ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)])


def _show(chosen: TrialSet, name: str, engine: str, result: Result) -> None:
    title = f"{chosen.language} {chosen.name} ({len(chosen.trials)})"
    print(f"{title:30} {name:9} {engine:18} {result}", flush=True)


if __name__ == "__main__":
    main()
