"""The charts as geometry: where columns and bars stand. Templates draw them, the style sheet paints them.

Widths are per cents of the picture, so that it fits any window without its letters being stretched; heights are pixels.
Every scale begins at zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 160
"""Of a chart of columns: a line of letters above them, and one below."""
_HEAD, _FOOT = 22, 22
_FLOOR = HEIGHT - _FOOT
_FEW = 7
_ROOM = 34
"""Per cent of a bar chart that its numbers need beside the longest bar."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, and the word below it, if it has one."""

    x: str
    y: str
    width: str
    height: str
    value: float
    peak: bool
    shown: bool
    """Whether its number is written above it: that of the peak is, and all where there are few."""
    label: str
    words_at: str
    anchor: str
    """Which end of the words above and below stands at `words_at`, so that none is cut at the edges."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a list, and where its number stands."""

    y: int
    width: str
    value: float
    peak: bool


def columns(values: Sequence[float], labels: Sequence[str], *, top: float) -> list[Column]:
    """A column for each value, the highest one `top` or less; the first of the highest is the peak."""
    step = 100 / len(values)
    gap = step * (0.28 if len(values) < 60 else 0.12)
    peak = max(range(len(values)), key=values.__getitem__)
    shown = []
    for index, (value, label) in enumerate(zip(values, labels, strict=True)):
        height = (_FLOOR - _HEAD) * value / top if top else 0
        left, right = step * index + gap / 2, step * (index + 1) - gap / 2
        words_at, anchor = _anchor(left, right)
        shown.append(
            Column(
                x=_percent(left),
                y=f"{_FLOOR - height:.1f}",
                width=_percent(right - left),
                height=f"{height:.1f}",
                value=value,
                peak=index == peak and value > 0,
                shown=value > 0 and (index == peak or len(values) <= _FEW),
                label=label,
                words_at=_percent(words_at),
                anchor=anchor,
            )
        )
    return shown


def bars(values: Sequence[float], row: int, *, peaks: Sequence[int] | None = None) -> list[Bar]:
    """A bar for each value, in rows that are `row` pixels high.

    `peaks` are the places of those that stand out; without them, the longest ones do.
    """
    top = max(values, default=0)
    if peaks is None:
        peaks = [index for index, value in enumerate(values) if value == top]
    return [
        Bar(row * index, _percent((100 - _ROOM) * value / top if top else 0), value, index in peaks)
        for index, value in enumerate(values)
    ]


def weekly(counts: Sequence[int]) -> list[int]:
    """The counts of days as those of whole weeks that end with the last day.

    Days that make no whole week are left out, for a low column at the beginning would look like a quiet week.
    """
    return [sum(counts[start : start + 7]) for start in range(len(counts) % 7, len(counts), 7)]


def sparse(labels: Sequence[str]) -> list[str]:
    """The labels with gaps of whole weeks, so that they do not run into each other; the last one stays."""
    step = 1 if len(labels) <= 7 else -(-len(labels) // 35) * 7
    last = len(labels) - 1
    return [label if (last - index) % step == 0 else "" for index, label in enumerate(labels)]


def _anchor(left: float, right: float) -> tuple[float, str]:
    middle = (left + right) / 2
    if middle < 6:
        return left, "start"
    return (right, "end") if middle > 94 else (middle, "middle")


def _percent(value: float) -> str:
    return f"{value:.3f}%"
