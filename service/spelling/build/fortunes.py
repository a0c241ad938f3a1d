"""`python -m service.spelling.build.fortunes FOLDER`: Russian sentences of Debian's package fortunes-ru.

Common Voice has a few hundred Russian sentences only. These are aphorisms and jokes, in everyday words; only counts of
words and of neighbours are shipped.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_FORTUNES = Path("/usr/share/games/fortunes/ru")
_LEAST_WORDS = 4
_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[А-ЯЁ«\"-])")
_RUSSIAN = re.compile(r"^[^a-zіїєґ]*$", re.IGNORECASE)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a file of fortunes: a line with "%" is between them, the author's name is at the end."""
    for fortune in re.split(r"^%\s*$", text, flags=re.MULTILINE):
        told = " ".join(line.strip() for line in fortune.splitlines() if not line.lstrip().startswith("--"))
        for sentence in _SENTENCES.split(told):
            if len(sentence.split()) >= _LEAST_WORDS and _RUSSIAN.match(sentence):
                yield sentence.lstrip("- ").strip()


def main() -> None:
    """Write `text_ru_fortunes.txt.gz` into the folder that the command line names."""
    found: dict[str, None] = {}
    for path in sorted(_FORTUNES.iterdir()):
        if not path.suffix.endswith(("dat", "u8")):
            found.update(dict.fromkeys(sentences(path.read_text("utf-8", "ignore"))))
    with gzip.open(Path(sys.argv[1]) / "text_ru_fortunes.txt.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in found)


if __name__ == "__main__":
    main()
