"""A language as it lies in the repository: one archive with everything that cannot be computed.

An archive holds plain columns, compressed; what can be computed from them (hashes, indexes) is made on
the machine that needs it, see `expand`. Archives of the same contents are equal byte by byte.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.word_kinds import KINDS, WordKinds

FORMAT = 4
"""Raised when archives hold something else, or expand to something else."""

_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Pack:
    """The contents of one archive."""

    words: list[str]
    zipf: NDArray[np.float32]
    standing: NDArray[np.uint8]
    seen: NDArray[np.uint32]
    vocabulary: list[str]
    counts: NDArray[np.uint32]
    book_words: NDArray[np.uint32]
    pairs: tuple[NDArray[np.uint64], NDArray[np.uint32]]
    triples: tuple[NDArray[np.uint64], NDArray[np.uint32]]
    books: tuple[NDArray[np.uint64], NDArray[np.uint32]]
    kinds: WordKinds
    small: list[str]
    names: list[str]
    errors: list[str]
    dictionaries: Mapping[str, bytes]
    weights: Mapping[str, Any]


def archive(language: str) -> bytes | None:
    """Return the archive of `language` as it was shipped, None if there is none."""
    entry = files("service.spelling").joinpath("packs", f"{language}.zip")
    return entry.read_bytes() if entry.is_file() else None


def write_pack(pack: Pack) -> bytes:
    """Return `pack` as an archive."""
    return with_weights(write_columns(pack), pack.weights)


def with_weights(data: bytes, weights: Mapping[str, Any]) -> bytes:
    """Return an archive that lacks weights with them."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as file:
        _add(file, "weights", json.dumps(weights, ensure_ascii=False, sort_keys=True).encode())
    return buffer.getvalue()


def write_columns(pack: Pack) -> bytes:
    """Return everything of `pack` but its weights as an archive."""
    columns: dict[str, bytes] = {
        "format": str(FORMAT).encode(),
        "words": "\n".join(pack.words).encode(),
        "zipf": np.rint(pack.zipf * 25).astype(np.uint8).tobytes(),
        "standing": pack.standing.tobytes(),
        "seen": _planes(np.diff(pack.seen, prepend=np.uint32(0))),
        "vocabulary": "\n".join(pack.vocabulary).encode(),
        "counts": _planes(pack.counts),
        "book_words": _planes(pack.book_words),
        "kinds.frequent": pack.kinds.frequent.tobytes(),
        "kinds.endings": "\n".join(pack.kinds.endings).encode(),
        "kinds.of_endings": pack.kinds.of_endings.tobytes(),
        "kinds.beside": pack.kinds.beside.tobytes(),
        "kinds.beyond": pack.kinds.beyond.tobytes(),
        "small": "\n".join(pack.small).encode(),
        "names": "\n".join(pack.names).encode(),
        "errors": "\n".join(pack.errors).encode(),
    }
    for name in ("pairs", "triples", "books"):
        keys, counts = getattr(pack, name)
        columns[f"{name}.keys"] = _planes(np.diff(keys, prepend=np.uint64(0)))
        columns[f"{name}.counts"] = _planes(counts)
    columns |= {f"dictionaries/{name}": data for name, data in pack.dictionaries.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in columns.items():
            _add(file, name, data)
    return buffer.getvalue()


def _add(file: zipfile.ZipFile, name: str, data: bytes) -> None:
    file.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_LZMA)


def read_pack(data: bytes) -> Pack:
    """Read an archive; ValueError if its format is not this one."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        if file.read("format") != str(FORMAT).encode():
            raise ValueError("a language archive of another format")
        tables = {}
        for name in ("pairs", "triples", "books"):
            steps = _unplane(file.read(f"{name}.keys"), np.dtype(np.uint64))
            counts = _unplane(file.read(f"{name}.counts"), np.dtype(np.uint32))
            tables[name] = np.cumsum(steps, dtype=np.uint64), counts
        return Pack(
            words=_lines(file, "words"),
            zipf=np.frombuffer(file.read("zipf"), np.uint8).astype(np.float32) / np.float32(25),
            standing=np.frombuffer(file.read("standing"), np.uint8),
            seen=np.cumsum(_unplane(file.read("seen"), np.dtype(np.uint32)), dtype=np.uint32),
            vocabulary=_lines(file, "vocabulary"),
            counts=_unplane(file.read("counts"), np.dtype(np.uint32)),
            book_words=_unplane(file.read("book_words"), np.dtype(np.uint32)),
            kinds=_kinds(file),
            small=_lines(file, "small"),
            names=_lines(file, "names"),
            errors=_lines(file, "errors"),
            dictionaries={
                name.partition("/")[2]: file.read(name) for name in file.namelist() if name.startswith("dictionaries/")
            },
            weights=json.loads(file.read("weights")),
            **tables,
        )


def _kinds(file: zipfile.ZipFile) -> WordKinds:
    beside, beyond = (
        np.frombuffer(file.read(f"kinds.{name}"), np.int8).reshape(KINDS, KINDS) for name in ("beside", "beyond")
    )
    return WordKinds(
        frequent=np.frombuffer(file.read("kinds.frequent"), np.uint8),
        endings=file.read("kinds.endings").decode().split("\n"),
        of_endings=np.frombuffer(file.read("kinds.of_endings"), np.uint8),
        beside=beside,
        beyond=beyond,
    )


def _lines(file: zipfile.ZipFile, name: str) -> list[str]:
    text = file.read(name).decode()
    return text.split("\n") if text else []


def _planes(array: NDArray[Any]) -> bytes:
    """Return the first bytes of all numbers, then the second ones...: the way they compress best."""
    return np.ascontiguousarray(array.view(np.uint8).reshape(len(array), -1).T).tobytes()


def _unplane(data: bytes, kind: np.dtype[Any]) -> NDArray[Any]:
    planes = np.frombuffer(data, np.uint8).reshape(kind.itemsize, -1)
    return np.ascontiguousarray(planes.T).view(kind).reshape(-1)
