"""Archives: their bounds, their way to a machine, and what happens to broken files."""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from service.spelling.data import pack, store
from service.spelling.data.expand import MANIFEST, expand
from service.spelling.data.pack import Pack, archive, read_pack, write_pack
from service.spelling.data.store import language_folder
from service.spelling.data.word_kinds import KINDS, WordKinds
from service.spelling.language.profiles import profiles

MEGABYTE = 1_000_000


def test_archives_keep_within_their_bounds() -> None:
    sizes = [len(archive(language) or b"") for language in profiles()]
    assert min(sizes) > 0
    assert max(sizes) <= 8 * MEGABYTE
    assert sum(sizes) <= 40 * MEGABYTE


@pytest.fixture
def tiny() -> Pack:
    numbers = np.array([3, 5], np.uint64), np.array([1, 70_000], np.uint32)
    weights = {
        "ranker": {"hidden": [], "hidden_bias": [], "out": [], "linear": [], "temperature": 1.0},
        "detector": {"weights": [], "threshold": 0.5},
        "real_words": [],
    }
    return Pack(
        words=["moon", "sun"],
        zipf=np.array([4.0, 5.0], np.float32),
        standing=np.array([1, 1], np.uint8),
        seen=np.array([7, 70_000], np.uint32),
        vocabulary=["moon", "sun"],
        counts=np.array([2, 3], np.uint32),
        book_words=np.array([0, 9], np.uint32),
        pairs=numbers,
        triples=numbers,
        books=numbers,
        kinds=WordKinds(
            frequent=np.zeros(0, np.uint8),
            endings=["", "n"],
            of_endings=np.array([1, 2], np.uint8),
            beside=np.eye(KINDS, dtype=np.int8),
            beyond=np.zeros((KINDS, KINDS), np.int8),
        ),
        small=["moon"],
        names=["sun"],
        errors=["mooon|moon"],
        dictionaries={"uk_UA.aff": b"SET UTF-8\n", "uk_UA.dic": b"2\nmoon\nsun\n"},
        weights=weights,
    )


def test_an_archive_comes_back_as_it_was_written(tiny: Pack) -> None:
    data = write_pack(tiny)
    again = read_pack(data)
    assert (again.words, again.errors, again.dictionaries) == (tiny.words, tiny.errors, tiny.dictionaries)
    assert (again.small, again.names, again.seen.tolist()) == (tiny.small, tiny.names, tiny.seen.tolist())
    assert again.pairs[0].tolist() == [3, 5]
    assert again.books[1].tolist() == [1, 70_000]
    assert (again.kinds.endings, again.kinds.of_endings.tolist()) == (["", "n"], [1, 2])
    assert (again.kinds.beside == tiny.kinds.beside).all()
    assert write_pack(again) == data


def test_an_archive_of_another_format_is_refused(tiny: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_pack(tiny)
    monkeypatch.setattr(pack, "FORMAT", pack.FORMAT + 1)
    with pytest.raises(ValueError, match="another format"):
        read_pack(data)


@pytest.fixture
def shipped(tiny: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_pack(tiny)
    monkeypatch.setattr(store, "archive", lambda language: data if language == "uk" else None)


@pytest.mark.usefixtures("shipped")
def test_a_language_is_expanded_once(tmp_path: Path) -> None:
    first = language_folder("uk", tmp_path)
    assert first is not None
    written = (first / MANIFEST).stat().st_mtime_ns
    assert language_folder("uk", tmp_path) == first
    assert (first / MANIFEST).stat().st_mtime_ns == written
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


@pytest.mark.usefixtures("shipped")
def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    folder = language_folder("uk", tmp_path)
    assert folder is not None
    good = (folder / "words.text").read_bytes()
    (folder / "words.text").write_bytes(b"broken")
    assert language_folder("uk", tmp_path) == folder
    assert (folder / "words.text").read_bytes() == good


@pytest.mark.usefixtures("shipped")
def test_a_folder_without_its_manifest_is_made_anew(tmp_path: Path) -> None:
    folder = language_folder("uk", tmp_path)
    assert folder is not None
    (folder / MANIFEST).unlink()
    assert language_folder("uk", tmp_path) == folder
    assert (folder / MANIFEST).exists()


@pytest.mark.usefixtures("shipped")
def test_where_the_cache_cannot_be_written_the_temporary_folder_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = language_folder("uk", blocked / "spelling")
    assert folder is not None
    assert folder.is_relative_to(tmp_path)


def test_a_language_without_an_archive_has_no_folder(tmp_path: Path) -> None:
    assert language_folder("tlh", tmp_path) is None


def test_a_dictionary_is_expanded_without_what_only_suggestions_need(tiny: Pack, tmp_path: Path) -> None:
    rules = b"SET UTF-8\nTRY esian\nMAP 2\nMAP a\xc3\xa4\nMAP o\xc3\xb6\nREP 1\nREP f ph\nCOMPOUNDFLAG x\n"
    words = b"2\nTRY me\nsun\n"
    expand(replace(tiny, dictionaries={"uk_UA.aff": rules, "uk_UA.dic": words}), tmp_path)
    assert (tmp_path / "uk_UA.aff").read_bytes() == b"SET UTF-8\nREP 1\nREP f ph\nCOMPOUNDFLAG x\n"
    assert (tmp_path / "uk_UA.dic").read_bytes() == words
