"""What speaks for each candidate, in numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler, Prefix

from service.spelling.candidates.gather import Candidate, Source
from service.spelling.data.lexicon import UNLISTED_ZIPF, Standing
from service.spelling.data.ngrams import Context, Fit
from service.spelling.language.edits import KINDS, edits
from service.spelling.language.model import Model
from service.spelling.options import Options
from service.spelling.text.phonetics import sound_key
from service.spelling.text.read_aloud import read_aloud

NAMES = (
    *KINDS,
    "first_letter",
    "last_letter",
    "zipf",
    "rare",
    "name",
    "unlisted",
    "same_sound",
    "sound_distance",
    "same_end",
    "known_error",
    "channel",
    "channel_after",
    "two_edits",
    "three_edits",
    "four_edits",
    "edit_share",
    "likeness",
    "common_start",
    "fit_left",
    "fit_right",
    "fit_beyond",
    "fit_books",
    "on_page",
    "capital_fits",
    "by_sound",
    "by_inflection",
    "by_scan",
    "by_reader",
    "two_words",
    "two_words_value",
    "mended_part",
    "channel_between",
    "read_distance",
    "read_alike",
    "kind_left",
    "kind_right",
    "kind_beyond",
)
INDEX: Mapping[str, int] = {name: place for place, name in enumerate(NAMES)}
_KIND = {kind: place for place, kind in enumerate(KINDS)}
_OWN = len(KINDS)
_RARE = 3.0
# Looked up once: an enumeration takes its time to find a member.
_KNOWN, _SOUND, _INFLECTED, _LONG = Source.KNOWN, Source.SOUND, Source.INFLECTED, Source.LONG
_READER, _HYPHEN, _PARTED = Source.READER, Source.HYPHEN, Source.PARTED
_NAME, _UNLISTED = Standing.NAME, Standing.UNLISTED


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the word stands: its neighbours, the page's other words, whether its capital tells."""

    context: Context | None = None
    page: Mapping[str, int] = field(default_factory=dict)
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """Candidates, a row of features and the slips of each."""

    candidates: Sequence[Candidate]
    rows: NDArray[np.float64]
    kinds: Sequence[Sequence[str]]


def describe(word: str, found: Sequence[Candidate], model: Model, setting: Setting, options: Options) -> Described:
    """Return the features (columns as in NAMES) of each candidate for `word`."""
    sound = sound_key(word)
    rows: list[list[float]] = []
    kinds: list[list[str]] = []
    sounds = _sounds(found, model) if options.sounds else [""] * len(found)
    for candidate, other_sound in zip(found, sounds, strict=True):
        other, source, standing = candidate.word, candidate.source, candidate.standing
        parted = source is _PARTED
        zipf = UNLISTED_ZIPF if parted else candidate.zipf
        slips = edits(other, word, model.profile)
        row = [0.0] * _OWN
        first = last = 0
        for slip in slips:
            row[_KIND[slip.kind]] += 1
            first += slip.place == 0
            last += slip.place >= len(other) - 1
        alone, after, between = model.channel.costs(slips) if options.channel else (0.0, 0.0, 0.0)
        sound_distance = OSA.distance(sound, other_sound) if options.sounds else 0
        count = len(slips)
        row += (
            first,
            last,
            zipf,
            max(0.0, _RARE - zipf),
            standing is _NAME,
            standing is _UNLISTED,
            sound_distance == 0 and options.sounds,
            sound_distance / max(2, len(sound)),
            other[-1:] == word[-1:],
            source is _KNOWN,
            alone,
            after,
            count >= 2,
            count >= 3,
            count >= 4,
            count / max(3, len(word)),
            JaroWinkler.similarity(word, other),
            Prefix.similarity(word, other) / max(3, len(word)),
            0.0,
            0.0,
            0.0,
            0.0,
            min(2, setting.page.get(other, 0)) if options.page_words else 0,
            (standing is _NAME) == setting.capital,
            source is _SOUND,
            source is _INFLECTED,
            source is _LONG,
            source is _READER,
            parted,
            candidate.zipf if parted else 0.0,
            source is _HYPHEN,
            between,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
        )
        rows.append(row)
        kinds.append([slip.kind for slip in slips])
    table = np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES))
    if options.sounds and model.profile.code == "en" and len(found):
        _add_sound(table, word, found)
    if setting.context is not None and options.context and len(found):
        _add_fit(
            table,
            model.ngrams.fit([each.word for each in found], table[:, INDEX["zipf"]], setting.context),
        )
    return Described(found, table, kinds)


def _add_sound(table: NDArray[np.float64], word: str, found: Sequence[Candidate]) -> None:
    """Tell how unlike the candidates are to `word` when read aloud; English only, whose spelling says least of it."""
    heard, *others = read_aloud([word, *(each.word for each in found)])
    distances = np.array([OSA.distance(heard, other) for other in others], np.float64)
    table[:, INDEX["read_distance"]] = distances / max(3, len(heard))
    table[:, INDEX["read_alike"]] = distances == 0


def _add_fit(table: NDArray[np.float64], fit: Fit) -> None:
    table[:, INDEX["fit_left"]] = fit.left
    table[:, INDEX["fit_right"]] = fit.right
    table[:, INDEX["fit_beyond"]] = fit.beyond
    table[:, INDEX["fit_books"]] = fit.books
    table[:, INDEX["kind_left"]] = fit.kind_left
    table[:, INDEX["kind_right"]] = fit.kind_right
    table[:, INDEX["kind_beyond"]] = fit.kind_beyond


def _sounds(found: Sequence[Candidate], model: Model) -> list[str]:
    listed = np.array([each.number for each in found if each.number >= 0], np.uint32)
    ready = iter(model.lexicon.sounds.take(listed))
    return [next(ready) if each.number >= 0 else sound_key(each.word) for each in found]
