"""How often a quote is found again in a page that has changed.

Takes the real typo fixes of $BLUEPENCIL_SHARED/locate/cases.jsonl.gz: a page before the fix, and later ones in which
the typo still stands or was mended. Each is tried as it is, and with edits of our own near the spot: a sentence or a
word put in, a word left out, a paragraph moved, the quote used again nearby. Beside it: looking for the context's
letters, and for the quote alone.
"""

import argparse
import gzip
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.locate_edits import Spot, edited
from service.checks.page_text import page_text
from service.domain.locate import Verdict, locate
from service.domain.quote import Position, Quote

_MARKS = "\ue000", "\ue001"
_EDITS = 4

Found = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A quote, and a later text with the true place in it."""

    quote: Quote
    position: Position
    later: Spot

    @property
    def kind(self) -> str:
        """Whether the typo still stands there."""
        return "stands" if self.later.words == self.quote.exact else "mended"


def main() -> None:
    """Print, for each way of looking, how often it is right, wrong, or finds nothing."""
    parser = argparse.ArgumentParser(prog="./dev bench locate", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the edits")
    arguments = parser.parse_args()
    file = Path(os.environ.get("BLUEPENCIL_SHARED", ""), "locate", "cases.jsonl.gz")
    if not file.is_file():
        raise SystemExit("no cases: BLUEPENCIL_SHARED is to name a folder with locate/cases.jsonl.gz")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    outcomes = f"{'right':>6} {'wrong':>6} {'missed':>6}"
    print(f"{'context':>7} {'edits':>5} {'the typo':8} {'looked for by':16} {outcomes} {'ms':>6}")
    for context in (96, 32):
        for edits in (0, _EDITS):
            trials = list(_trials(cases, context, edits, random.Random(arguments.seed)))
            for kind in ("stands", "mended"):
                for name, way in _WAYS.items():
                    _show(context, edits, kind, name, way, [trial for trial in trials if trial.kind == kind])


def _show(context: int, edits: int, kind: str, name: str, way: Callable[[Trial], Found], trials: list[Trial]) -> None:
    began = time.process_time()
    outcomes = Counter(_outcome(way(trial), trial.later) for trial in trials)
    each = 1000 * (time.process_time() - began) / len(trials)
    shares = " ".join(f"{100 * outcomes[outcome] / len(trials):6.1f}" for outcome in ("right", "wrong", "missed"))
    print(f"{context:7} {edits:5} {kind:8} {name:16} {shares} {each:6.2f}")


def _outcome(found: Found, true: Spot) -> str:
    if found is None:
        return "missed"
    return "right" if found[0] <= true.end and found[1] >= true.start else "wrong"


def _trials(cases: list[dict[str, object]], context: int, edits: int, chance: random.Random) -> Iterator[Trial]:
    for case in cases:
        spot = _spot(str(case["before"]))
        quote = Quote(
            spot.words,
            spot.text[max(0, spot.start - context) : spot.start],
            spot.text[spot.end : spot.end + context],
        )
        after = case["after"]
        assert isinstance(after, dict)
        for markup in after.values():
            yield Trial(quote, Position(spot.start, spot.end, len(spot.text)), edited(_spot(markup), edits, chance))


def _spot(markup: str) -> Spot:
    """The page's text without the marks, and where they were."""
    text = page_text(markup)
    before, _, rest = text.partition(_MARKS[0])
    words, _, behind = rest.partition(_MARKS[1])
    return Spot(before + words + behind, len(before), len(before) + len(words))


def _bluepencil(trial: Trial) -> Found:
    located = locate(trial.later.text, trial.quote, trial.position)
    if located.verdict is Verdict.AMBIGUOUS or located.start is None or located.end is None:
        return None
    return located.start, located.end


def _by_context(trial: Trial) -> Found:
    """The whole context, else the last 24 letters before the quote."""
    quote = trial.quote
    at = trial.later.text.find(quote.prefix + quote.exact + quote.suffix)
    if at >= 0:
        start = at + len(quote.prefix)
        return start, start + len(quote.exact)
    lead = quote.prefix[-24:]
    at = trial.later.text.find(lead)
    return (at + len(lead), at + len(lead) + len(quote.exact)) if at >= 0 else None


def _by_quote(trial: Trial) -> Found:
    at = trial.later.text.find(trial.quote.exact)
    return (at, at + len(trial.quote.exact)) if at >= 0 else None


_WAYS: dict[str, Callable[[Trial], Found]] = {
    "bluepencil": _bluepencil,
    "its context": _by_context,
    "its words alone": _by_quote,
}

if __name__ == "__main__":
    main()
