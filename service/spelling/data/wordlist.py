"""Strings by number and numbers by string, mapped from disk."""

import mmap
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.arrays import load, save

_LINE_BREAK = ord("\n")
_MANY = 80
"""So many strings are taken at once rather than one by one."""

_TWO_BYTES = 0x8000
"""From here on, a letter takes two bytes or more in UTF-8."""


def string_hash(string: str) -> int:
    """Return a 64-bit hash that is the same on every machine."""
    data = string.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) | (zlib.adler32(data) << 32)


def _string_hashes(strings: Sequence[str]) -> NDArray[np.uint64]:
    """Return `string_hash` of each string, in a third of the time."""
    encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
    low = np.fromiter(map(zlib.crc32, encoded), np.uint64, len(encoded))
    return low | np.fromiter(map(zlib.adler32, encoded), np.uint64, len(encoded)) << np.uint64(32)


def start_of(string: str) -> int:
    """Return a number for the first letter of a string that is not empty: what `Strings.starts` tells of it."""
    first, *further = string[0].encode("utf-8", "replace")
    return first << 8 | (further[0] if further else 0)


class Strings:
    """An ordered list of strings."""

    def __init__(self, folder: Path, name: str) -> None:
        self._offsets = load(folder, f"{name}.offsets", np.uint32)
        with (folder / f"{name}.text").open("rb") as file:
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> str:
        return self._text[int(self._offsets[number]) : int(self._offsets[number + 1])].decode()

    def take(self, numbers: NDArray[np.uint32]) -> list[str]:
        """Return the strings with these numbers, none of them with a line break."""
        if len(numbers) >= _MANY:
            return self._take_many(numbers)
        text = self._text
        starts = self._offsets[numbers].tolist()
        ends = self._offsets[numbers + np.uint32(1)].tolist()
        return [text[start:end].decode() for start, end in zip(starts, ends, strict=True)]

    def _take_many(self, numbers: NDArray[np.uint32]) -> list[str]:
        """Do what `take` does, in half the time: gather the bytes of all, a line break behind each, and decode once."""
        starts = self._offsets[numbers].astype(np.int64)
        lengths = self._offsets[numbers + np.uint32(1)] - starts + 1
        ends = lengths.cumsum()
        places = np.arange(ends[-1]) + (starts - (ends - lengths)).repeat(lengths)
        letters = np.frombuffer(self._text, np.uint8).take(places, mode="clip")
        letters[ends - 1] = _LINE_BREAK
        lines: str = letters[:-1].tobytes().decode()
        return lines.split("\n")

    def starts(self, numbers: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """Return a number for the first letter of each of these strings, none of them empty; see `start_of`."""
        text = np.frombuffer(self._text, np.uint8)
        places = self._offsets[numbers]
        first = text[places].astype(np.uint16) << np.uint16(8)
        return np.where(first < _TWO_BYTES, first, first | text.take(places + np.uint32(1), mode="clip"))


class WordList(Strings):
    """An ordered list of distinct strings that knows each one's number."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(folder, name)
        self._hashes = load(folder, f"{name}.hashes", np.uint64)
        self._order = load(folder, f"{name}.order", np.uint32)

    def number(self, string: str) -> int:
        """Return the number of `string`, -1 if it is not in the list."""
        hashed = np.uint64(string_hash(string))
        place = int(self._hashes.searchsorted(hashed))
        if place >= len(self._hashes) or self._hashes[place] != hashed:
            return -1
        number = int(self._order[place])
        return number if self[number] == string else -1

    def numbers(self, strings: Sequence[str]) -> NDArray[np.int64]:
        """Return the number of each string, -1 where it is not in the list.

        Two strings of one hash (about one in 10^12) are not told apart here.
        """
        hashed = np.fromiter(map(string_hash, strings), np.uint64, len(strings))
        places = self._hashes.searchsorted(hashed)
        found = self._hashes.take(places, mode="clip") == hashed
        return np.where(found, self._order.take(places, mode="clip").astype(np.int64), -1)


def write_strings(folder: Path, name: str, strings: Sequence[str]) -> None:
    """Write strings into `folder`, in their order."""
    encoded = list(map(str.encode, strings))
    lengths = np.fromiter(map(len, encoded), np.uint32, len(encoded))
    save(folder, f"{name}.offsets", np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32))
    (folder / f"{name}.text").write_bytes(b"".join(encoded) or b"\0")


def write_wordlist(folder: Path, name: str, strings: Sequence[str]) -> None:
    """Write distinct strings into `folder`, in their order, with the means to look them up."""
    write_strings(folder, name, strings)
    hashes = _string_hashes(strings)
    order = np.argsort(hashes, kind="stable")
    save(folder, f"{name}.hashes", hashes[order])
    save(folder, f"{name}.order", order.astype(np.uint32))
