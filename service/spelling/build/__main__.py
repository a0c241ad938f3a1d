"""`python -m service.spelling.build --corpus FOLDER`: the archives of all languages, or of those that are named."""

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import service.spelling
from service.spelling.build.aside import Aside
from service.spelling.build.assemble import unlearned, with_all_text
from service.spelling.build.common_words import common_words
from service.spelling.build.corpus import Corpus
from service.spelling.build.counts import Tally
from service.spelling.build.learn import Learner
from service.spelling.data.pack import with_weights, write_columns
from service.spelling.language.profiles import profiles


def main() -> None:
    """Build what the command line asks for, and say how long it took and how large it is."""
    parser = argparse.ArgumentParser(prog="python -m service.spelling.build", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder with texts and lists of errors")
    parser.add_argument("--language", action="append", help="only this language (may be repeated)")
    parser.add_argument(
        "--output", type=Path, default=Path(service.spelling.__path__[0]) / "packs", help="where the archives go"
    )
    arguments = parser.parse_args()
    for language in arguments.language or profiles():
        began = time.perf_counter()
        size = build(language, arguments.corpus, arguments.output)
        print(f"{language}: {size / 1e6:.1f} MB in {time.perf_counter() - began:.0f} s", flush=True)  # noqa: T201
    if not arguments.language:
        (arguments.output / "common_words.txt").write_text(common_words(), "utf-8")


def build(language: str, corpus_folder: Path, output: Path) -> int:
    """Write the archive of `language` into `output`; return its size in bytes."""
    corpus = Corpus(corpus_folder, language)
    profile = profiles()[language]
    tally = Tally(english=language == "en")
    pack = unlearned(profile, corpus, tally)
    columns = Aside(lambda: write_columns(with_all_text(pack, corpus, tally)))
    with TemporaryDirectory() as folder:
        weights = Learner(pack, language, corpus, Path(folder)).learn()
    data = with_weights(columns.found(), weights)
    (output / f"{language}.zip").write_bytes(data)
    return len(data)


if __name__ == "__main__":
    main()
