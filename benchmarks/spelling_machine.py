"""What a language costs a machine: expanding, opening, memory, hostile quotes. Run in a process of its own."""

import json
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from service.spelling import Engine, Query
from service.spelling.data.store import default_folder, language_folder

_STRANGE = ["".join(each) for each in product("bdfgk", "aeiou", "lmnprst", ["zq"])]
HOSTILE = {
    "1,000 letters": "a" * 1000,
    "1,000 one-letter words": "x " * 1000,
    "one unknown word 200 times": "qzvk " * 200,
    "150 unknown words": " ".join(_STRANGE[:150]),
    "one unknown word between known ones": "the qzvk " * 111,
    "unknown words between known ones": " ".join(f"the {word}" for word in _STRANGE[:100]),
    "unknown names between known words": " ".join(f"the {word.title()}" for word in _STRANGE[:100]),
    "unknown compounds": " ".join(f"the {word}-table" for word in _STRANGE[:62]),
    "words of forty letters": " ".join(f"a {(word * 10)[:40]}" for word in _STRANGE[:23]),
    "every script mixed": "aбγ字ع한न" * 140,
}
_ROLLUP = Path("/proc/self/smaps_rollup")


def costs(languages: list[str]) -> dict[str, float]:
    """Return what all `languages` together cost a fresh process, in CPU time: see the names that `main` prints."""
    command = [sys.executable, "-c", "from benchmarks.spelling_machine import main; main()", *languages]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {name: float(value) for name, value in json.loads(done.stdout).items()}


def private_megabytes() -> tuple[float, float]:
    """Return the memory that this process alone holds, and the files that it alone maps; noughts if that is not told.

    What is mapped would be shared with any other process that maps it, and is taken away where memory is scarce.
    """
    if not _ROLLUP.exists():
        return 0.0, 0.0
    lines = (line.split() for line in _ROLLUP.read_text("ascii").splitlines())
    table = {name.removesuffix(":"): value for name, value, *_ in lines}
    return int(table["Private_Dirty"]) / 1000, int(table["Private_Clean"]) / 1000


def main() -> None:
    """Print as JSON the costs of the languages of the command line.

    `seconds` to open them, `first` milliseconds for the first report, the megabytes `held` and `mapped` then, `hostile`
    milliseconds for the worst hostile quote, each asked about once, and the seconds in which they are `expanded`.
    """
    languages = sys.argv[1:]
    for language in languages:
        language_folder(language, default_folder())
    before, began = private_megabytes(), time.process_time()
    engine = Engine()
    for language in languages:
        engine.open(language)
    opened = time.process_time() - began
    first = max(_milliseconds(engine, Query("teh", language=language)) for language in languages)
    held, mapped = (now - then for now, then in zip(private_megabytes(), before, strict=True))
    worst = max(_milliseconds(engine, Query(text, language=languages[0])) for text in HOSTILE.values())
    expanded = sum(map(_seconds_to_expand, languages))
    figures = {"seconds": opened, "first": first, "held": held, "mapped": mapped, "hostile": worst}
    print(json.dumps(figures | {"expanded": expanded}))


def _seconds_to_expand(language: str) -> float:
    with TemporaryDirectory() as fresh:
        began = time.process_time()
        language_folder(language, Path(fresh))
        return time.process_time() - began


def _milliseconds(engine: Engine, query: Query) -> float:
    began = time.process_time()
    engine.suggest(query)
    return 1000 * (time.process_time() - began)
