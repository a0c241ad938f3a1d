"""From an archive to the arrays that are mapped: done once on a machine, seconds for a language."""

import json
import zlib
from itertools import compress
from pathlib import Path

import numpy as np

from service.spelling.data.affixes import to_judge
from service.spelling.data.arrays import save
from service.spelling.data.deletions import letter_sets, lexicon_hashes
from service.spelling.data.known_errors import SEPARATOR
from service.spelling.data.letter_groups import write_groups
from service.spelling.data.letters import letters_of
from service.spelling.data.lexicon import Standing
from service.spelling.data.pack import Pack
from service.spelling.data.postings import write_postings
from service.spelling.data.sound_index import sound_hashes
from service.spelling.data.word_kinds import write_kinds
from service.spelling.data.wordlist import write_strings, write_wordlist
from service.spelling.text.phonetics import sound_keys

LAYOUT = 1
"""Raised when the same archive expands to something else."""

MANIFEST = "manifest.json"
EDITS = 2
"""The distance up to which the edit index finds words."""

_SOUND_FLOOR = 0.5
_LOOSE_SOUND_FLOOR = 1.5
"""Rarer words are found by their exact sound only."""


def expand(pack: Pack, folder: Path) -> None:
    """Write everything that `model.Model` maps into the empty `folder`, the manifest last."""
    _write_words(pack, folder)
    _write_ngrams(pack, folder)
    write_wordlist(folder, "errors.wrong", [line.partition(SEPARATOR)[0] for line in pack.errors])
    write_wordlist(folder, "errors.lines", pack.errors)
    for name, data in pack.dictionaries.items():
        (folder / name).write_bytes(to_judge(name, data))
    (folder / "weights.json").write_text(json.dumps(pack.weights, ensure_ascii=False), "utf-8")
    manifest = {path.name: checksum(path) for path in sorted(folder.iterdir())}
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def checksum(path: Path) -> str:
    """Return the size and CRC-32 of a file."""
    data = path.read_bytes()
    return f"{len(data)}:{zlib.crc32(data):08x}"


def _write_words(pack: Pack, folder: Path) -> None:
    order = np.argsort(-pack.zipf, kind="stable")
    # Joined and split anew, the words lie in their order in memory too: all that follows is faster for it.
    words = "\n".join([pack.words[number] for number in order.tolist()]).split("\n")
    write_wordlist(folder, "words", words)
    save(folder, "words.zipf", pack.zipf[order])
    save(folder, "words.standing", pack.standing[order])
    save(folder, "seen", pack.seen)
    write_wordlist(folder, "small", pack.small)
    write_wordlist(folder, "names", pack.names)
    letters = letters_of(words)
    save(folder, "words.letters", letter_sets(letters))
    save(folder, "words.length", letters.lengths.astype(np.uint8))
    write_postings(folder, "edits", lexicon_hashes(letters, EDITS))
    listed = pack.standing[order] != Standing.UNLISTED
    write_groups(folder, list(compress(words, listed.tolist())))
    audible = int(np.searchsorted(-pack.zipf[order], -_SOUND_FLOOR, side="right"))
    familiar = int(np.searchsorted(-pack.zipf[order], -_LOOSE_SOUND_FLOOR, side="right"))
    keys = sound_keys(words)
    write_strings(folder, "words.sounds", keys)
    write_postings(folder, "sounds", sound_hashes(keys[:audible], loose=familiar))


def _write_ngrams(pack: Pack, folder: Path) -> None:
    write_wordlist(folder, "ngrams", pack.vocabulary)
    save(folder, "ngrams.counts", pack.counts)
    write_kinds(folder, pack.kinds, pack.vocabulary, pack.counts)
    save(folder, "books.words", pack.book_words)
    for name, (keys, counts) in (("pairs", pack.pairs), ("triples", pack.triples)):
        save(folder, f"{name}.keys", keys)
        save(folder, f"{name}.counts", np.minimum(counts, 0xFFFF).astype(np.uint16))
    save(folder, "books.keys", pack.books[0])
    save(folder, "books.counts", pack.books[1])
