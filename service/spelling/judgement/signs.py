"""What tells an error from a name, a foreign word, something new: the numbers that `detection` weighs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.spelling.judgement.features import INDEX
from service.spelling.judgement.ranking import Ranked
from service.spelling.language.edits import KINDS
from service.spelling.language.model import Model
from service.spelling.options import Options

_BEST_KINDS = tuple(f"best_{kind}" for kind in KINDS)
_CAPITAL_KINDS = tuple(f"capital_{kind}" for kind in KINDS)
NAMES = (
    "always",
    "capital",
    "capital_at_start",
    "all_capitals",
    "zipf",
    "listed",
    "known_error",
    "length",
    "no_candidate",
    "one_edit",
    "three_edits",
    "best_zipf",
    "zipf_gain",
    "best_fit",
    "best_on_page",
    "capital_one_edit",
    "capital_best_zipf",
    "margin",
    "has_mark",
    "inner_capital",
    "best_known",
    "capital_page",
    "best_is_name",
    "capital_fit",
    "repeated",
    "best_likeness",
    "best_channel",
    "likely_letters",
    "unknown_beside",
    "capitals_beside",
    "foreign",
    "two_words",
    "two_words_value",
    "mended_part",
    "best_share",
    "capital_share",
    "capital_unknown_beside",
    "capital_capitals_beside",
    "short",
    "capital_short",
    "seen",
    "capital_seen",
    "capital_zipf",
    "capital_listed",
    "capital_unlikely_letters",
    "capital_name",
    "capital_first_letter",
    "first_letter",
    "capital_channel",
    "capital_likeness",
    *_BEST_KINDS,
    *_CAPITAL_KINDS,
)

_SHORT = 3


@dataclass(frozen=True, slots=True)
class Appearance:
    """How an unknown word stands in its text.

    `repeats` counts it on the page, itself included; `unknown_beside` and `capitals_beside` count its
    neighbours that are unknown or capitalised; `foreign` is true for a frequent word of another language.
    """

    text: str
    plain: str
    opens: bool
    repeats: int
    unknown_beside: int
    capitals_beside: int
    foreign: bool


def signs(look: Appearance, ranked: Ranked, model: Model, options: Options) -> NDArray[np.float64]:
    """Return the numbers that `NAMES` names."""
    upper = look.text.isupper() and len(look.text) > 1
    capital = look.text[:1].isupper() and options.names
    inside = float(capital and not look.opens)
    zipf = model.lexicon.zipf(look.plain)
    seen = zipf == 0 and look.plain in model.seen
    likely = float(model.letter_groups.possible_alone(look.plain))
    values = {
        "always": 1.0,
        "capital": inside,
        "capital_at_start": float(capital and look.opens),
        "all_capitals": float(upper),
        "zipf": zipf,
        "listed": float(zipf > 0),
        "known_error": float(options.known_errors and look.plain in model.known_errors),
        "length": min(len(look.plain), 12) / 12,
        "no_candidate": float(len(ranked) == 0),
        "has_mark": float("-" in look.plain or "'" in look.plain),
        "inner_capital": float(not upper and any(letter.isupper() for letter in look.text[1:])),
        "repeated": float(look.repeats > 1),
        "unknown_beside": float(look.unknown_beside),
        "capitals_beside": float(look.capitals_beside),
        "foreign": float(look.foreign),
        "capital_unknown_beside": inside * look.unknown_beside,
        "capital_capitals_beside": inside * look.capitals_beside,
        "short": float(len(look.plain) <= _SHORT),
        "capital_short": inside * (len(look.plain) <= _SHORT),
        "likely_letters": likely,
        "capital_unlikely_letters": inside * (1 - likely),
        "seen": float(seen),
        "capital_seen": inside * seen,
        "capital_zipf": inside * zipf,
        "capital_listed": inside * (zipf > 0),
    }
    if len(ranked):
        values |= _of_best(ranked, zipf, inside)
    return np.array([values.get(name, 0.0) for name in NAMES])


def _of_best(ranked: Ranked, zipf: float, capital: float) -> dict[str, float]:
    best: list[float] = ranked.rows[0].tolist()
    distance = ranked.candidates[0].distance
    best_zipf = best[INDEX["zipf"]]
    on_page = float(best[INDEX["on_page"]] > 0)
    fit = float(best[INDEX["fit_left"]] + best[INDEX["fit_right"]])
    kinds = best[: len(KINDS)]
    others = ranked.scores[1] if len(ranked) > 1 else ranked.scores[0] - 5
    return {
        "one_edit": float(distance == 1),
        "three_edits": float(distance >= 3),
        "best_zipf": best_zipf,
        "zipf_gain": best_zipf - zipf,
        "best_fit": fit,
        "best_on_page": on_page,
        "capital_one_edit": capital * (distance == 1),
        "capital_best_zipf": capital * best_zipf,
        "margin": min(8.0, max(0.0, float(ranked.scores[0] - others))),
        "best_share": float(ranked.shares[0]),
        "capital_share": capital * float(ranked.shares[0]),
        "best_known": best[INDEX["known_error"]],
        "capital_page": capital * on_page * (distance <= 2),
        "best_is_name": best[INDEX["name"]],
        "capital_fit": capital * fit,
        "best_likeness": best[INDEX["likeness"]],
        "two_words": best[INDEX["two_words"]],
        "two_words_value": best[INDEX["two_words_value"]],
        "mended_part": best[INDEX["mended_part"]],
        "best_channel": best[INDEX["channel_after"]],
        "capital_name": capital * best[INDEX["name"]],
        "first_letter": best[INDEX["first_letter"]],
        "capital_first_letter": capital * best[INDEX["first_letter"]],
        "capital_channel": capital * best[INDEX["channel_after"]],
        "capital_likeness": capital * best[INDEX["likeness"]],
        **dict(zip(_BEST_KINDS, kinds, strict=True)),
        **dict(zip(_CAPITAL_KINDS, [capital * each for each in kinds], strict=True)),
    }
