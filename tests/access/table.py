"""Reads table.txt, which says who gets where."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Role(StrEnum):
    """Who asks, as the table's columns name it."""

    NOBODY = "nobody"
    VIEWER = "viewer"
    EDITOR = "editor"
    OWNER = "owner"
    ADMIN = "admin"
    STRANGER = "stranger"


class Outcome(StrEnum):
    """What becomes of it."""

    LOGIN = "login"
    NO = "no"
    GONE = "gone"
    SEES = "sees"
    SAME = "same"
    OWN = "own"
    DOES = "does"


@dataclass(frozen=True)
class Row:
    """One route with what is expected of it."""

    method: str
    path: str
    of: str
    outcomes: dict[Role, Outcome]


def read() -> list[Row]:
    """All rows of the table."""
    lines = (Path(__file__).parent / "table.txt").read_text(encoding="utf-8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    method, path, of, *words = line.split()
    return Row(method, path, of, dict(zip(Role, map(Outcome, words), strict=True)))
