"""What a language costs a machine: its opening, its memory, and hostile quotes. Run in a process of its own."""

import json
import subprocess
import sys
import time
from pathlib import Path

from service.spelling import Engine, Query
from service.spelling.data.store import default_folder, language_folder

HOSTILE = {
    "1,000 letters": "a" * 1000,
    "1,000 one-letter words": "x " * 1000,
    "200 unknown words": "qzvk " * 200,
    "every script mixed": "aбγ字ع한न" * 140,
}
_ROLLUP = Path("/proc/self/smaps_rollup")


def costs(languages: list[str]) -> dict[str, float]:
    """Return seconds to open and private MB held by all `languages` together, and the worst hostile quote's ms."""
    command = [sys.executable, "-c", "from benchmarks.spelling_machine import main; main()", *languages]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {name: float(value) for name, value in json.loads(done.stdout).items()}


def private_megabytes() -> float:
    """Return the memory that only this process holds, 0 where the system does not tell."""
    if not _ROLLUP.exists():
        return 0.0
    fields = (line.split() for line in _ROLLUP.read_text("ascii").splitlines())
    return sum(int(each[1]) for each in fields if each[0].startswith("Private_")) / 1000


def main() -> None:
    """Open the languages of the command line and print their costs as JSON."""
    languages = sys.argv[1:]
    for language in languages:
        language_folder(language, default_folder())
    held, began = private_megabytes(), time.perf_counter()
    engine = Engine()
    for language in languages:
        engine.open(language)
    opened = time.perf_counter() - began
    worst = 0.0
    for text in HOSTILE.values():
        engine.suggest(Query(text, language=languages[0]))
        began = time.perf_counter()
        engine.suggest(Query(text, language=languages[0]))
        worst = max(worst, 1000 * (time.perf_counter() - began))
    print(json.dumps({"seconds": opened, "megabytes": private_megabytes() - held, "hostile": worst}))
