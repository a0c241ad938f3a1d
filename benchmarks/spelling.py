"""How good and how fast the suggestion engine is, beside its peers: `./dev bench spelling`.

Runs on the sets of $BLUEPENCIL_SHARED/spelling/data and of the folders given by --sets. A hit is the right text as the
very first suggestion. Each feature can be switched off to see what it is worth: `--without page-words`, or all of them
one by one: `--ablate`.
"""

import argparse
import os
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from benchmarks.spelling_machine import costs
from benchmarks.spelling_measure import Calibration, Result, false_flags, hits, peer_hits
from benchmarks.spelling_peers import SLOW, peers
from benchmarks.spelling_sets import TrialSet, read_sets
from benchmarks.spelling_speed import speed
from service.spelling import Engine, languages
from service.spelling.language.profiles import profiles
from service.spelling.options import Options

_SLOW_SAMPLE = 100


def main() -> None:
    """Print a line for every set and engine, then the costs and the calibration."""
    parser = argparse.ArgumentParser(prog="./dev bench spelling", description=__doc__)
    parser.add_argument("--sets", action="append", type=Path, default=[], help="a folder with more sets")
    parser.add_argument("--language", action="append", help="only this language (may be repeated)")
    parser.add_argument("--without", action="append", default=[], help="switch a feature off (may be repeated)")
    parser.add_argument("--ablate", action="store_true", help="switch the features off one by one, in sentences")
    parser.add_argument("--no-peers", action="store_true", help="measure this engine alone")
    arguments = parser.parse_args()
    options = _options(arguments.without)
    wanted = arguments.language or sorted(languages())
    folders = _folders(arguments.sets)
    if not folders:
        raise SystemExit("no sets: give a folder by --sets, or one with spelling/data in BLUEPENCIL_SHARED")
    if arguments.ablate:
        _ablate(folders, wanted)
        return
    print(f"{'set':30} {'as':9} {'engine':18} {'score':>5} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}")
    calibrations: dict[str, Calibration] = {}
    sets = list(_sets(folders, wanted))
    for chosen in sets:
        measure(chosen, options, calibrations, with_peers=not arguments.no_peers)
    print("\nscore: first suggestion right, per cent; for clean text, places questioned in 1,000 words")
    for language, calibration in sorted(calibrations.items()):
        print(f"right by confidence, {language}: {calibration}")
    measured = [language for language in profiles() if language in wanted]
    _show_speed(sets, measured)
    _show_costs(measured)


def measure(chosen: TrialSet, options: Options, calibrations: dict[str, Calibration], *, with_peers: bool) -> None:
    """Print the results of one set; words alone are measured without the list of errors that holds them."""
    engine = Engine(options=_changed(options, known_errors=options.known_errors and not chosen.listed))
    if chosen.kind == "clean":
        _show(chosen, "text", "bluepencil", false_flags(chosen, engine))
        return
    calibration = calibrations.setdefault(chosen.language, Calibration())
    for name in ("word",) if chosen.kind == "words" else ("word", "sentence"):
        _show(chosen, name, "bluepencil", hits(chosen, engine, calibration, whole=name == "sentence"))
    if with_peers and chosen.kind == "words":
        for peer, guess in peers(chosen.language).items():
            if isinstance(guess, str):
                print(f"{_title(chosen):30} {'word':9} {peer:18} {guess}", flush=True)
            else:
                trials = chosen.trials[:_SLOW_SAMPLE] if peer in SLOW else chosen.trials
                _show(chosen, "word", peer, peer_hits(trials, guess))


def _ablate(folders: Iterable[Path], wanted: Iterable[str]) -> None:
    """Print what is lost without each feature, on sentences and clean text."""
    chosen = [each for each in _sets(folders, wanted) if each.kind != "words"]
    for name in ("", *(field.name for field in fields(Options))):
        engine = Engine(options=_changed(Options(), **({name: False} if name else {})))
        for each in chosen:
            label = f"without {name}" if name else "all"
            if each.kind == "clean":
                _show(each, "text", label, false_flags(each, engine))
                continue
            for selected in ("word", "sentence"):
                _show(each, selected, label, hits(each, engine, Calibration(), whole=selected == "sentence"))


def _show_speed(sets: Iterable[TrialSet], measured: Iterable[str]) -> None:
    for language in measured:
        own = [chosen for chosen in sets if chosen.language == language]
        for name, result in speed(own, language).items():
            if result.times:
                parts = ", ".join(f"p{100 * part:.0f} {result.share(part):.1f}" for part in (0.5, 0.95, 0.99))
                print(f"{language}, a {name} selected: {parts} ms of CPU time", flush=True)


def _show_costs(measured: list[str]) -> None:
    groups = [[language] for language in measured] + ([measured] if len(measured) > 1 else [])
    for group in groups:
        cost = costs(group)
        print(
            f"{'+'.join(group)}: expands in {cost['expanded']:.1f} s, opens in {cost['seconds']:.2f} s, "
            f"the first report takes {cost['first']:.1f} ms, "
            f"holds {cost['held']:.0f} MB of its own and maps {cost['mapped']:.0f} MB of files, "
            f"hostile quotes at most {cost['hostile']:.1f} ms",
            flush=True,
        )


def _sets(folders: Iterable[Path], wanted: Iterable[str]) -> Iterable[TrialSet]:
    chosen = set(wanted)
    return (each for folder in folders for each in read_sets(folder) if each.language in chosen)


def _options(without: Iterable[str]) -> Options:
    names = {field.name for field in fields(Options)}
    switched = [name.replace("-", "_") for name in without]
    unknown = [name for name in switched if name not in names]
    if unknown:
        raise SystemExit(f"no such feature: {', '.join(unknown)}; there are {', '.join(sorted(names))}")
    return Options(**dict.fromkeys(switched, False))


def _changed(options: Options, **changes: bool) -> Options:
    return Options(**{**{field.name: getattr(options, field.name) for field in fields(options)}, **changes})


def _folders(further: Iterable[Path]) -> list[Path]:
    shared = os.environ.get("BLUEPENCIL_SHARED")
    return [*([Path(shared) / "spelling" / "data"] if shared else []), *further]


def _title(chosen: TrialSet) -> str:
    return f"{chosen.language} {chosen.name} ({len(chosen.trials)})"


def _show(chosen: TrialSet, name: str, engine: str, result: Result) -> None:
    print(f"{_title(chosen):30} {name:9} {engine:18} {result}", flush=True)


if __name__ == "__main__":
    main()
