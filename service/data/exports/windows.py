"""Going through a whole table in steps, each a short look of its own.

An export may take minutes, as slow as whoever reads it. One long transaction would keep SQLite's write-ahead log
growing and PostgreSQL's dead rows from being cleared away for so long; a step reads some numbers' range and lets go.
What is changed meanwhile is exported as its step finds it, once; what is new since the beginning is left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

_FIRST = 1_000
_NARROWEST, _WIDEST = 250, 64_000
"""Numbers of rows in a step. Where few rows are wanted, the steps grow, for nobody waits for them to be drawn."""
_FEW, _MANY = 250, 1_000

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Window:
    """A range of numbers, without the first and with the last."""

    above: int
    upto: int


def steps(newest: int, look: Callable[[Window], list[Row]]) -> Iterator[list[Row]]:
    """What `look` finds in one window after another, up to the newest number; never an empty list."""
    above, width = 0, _FIRST
    while above < newest:
        found = look(Window(above, min(above + width, newest)))
        above += width
        if found:
            yield found
        if len(found) < _FEW:
            width = min(width * 2, _WIDEST)
        elif len(found) > _MANY:
            width = max(width // 2, _NARROWEST)
