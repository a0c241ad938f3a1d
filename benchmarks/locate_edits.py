"""What editors do to a page around a spot, made up."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

_NEAR = 60
"""Letters from the spot within which words come and go."""
_WORDS = ("however", "nevertheless", "the board", "quarterly", "new", "recently", "in fact")


@dataclass(frozen=True, slots=True)
class Spot:
    """A range of a text."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """What stands there."""
        return self.text[self.start : self.end]

    def put(self, at: int, inserted: str) -> "Spot":
        """The same spot once this was put in, anywhere but inside of it."""
        shift = len(inserted) if at <= self.start else 0
        return Spot(self.text[:at] + inserted + self.text[at:], self.start + shift, self.end + shift)


def edited(spot: Spot, number: int, chance: random.Random) -> Spot:
    """The spot after so many edits of the page."""
    for _ in range(number):
        spot = chance.choice(_EDITS)(spot, chance)
    return spot


def _paragraph(spot: Spot, chance: random.Random) -> Spot:
    return spot.put(chance.choice(_places(spot, "\n", 0)), "\n" + _gibberish(spot, 40, chance))


def _again(spot: Spot, chance: random.Random) -> Spot:
    return spot.put(chance.choice(_places(spot, " ", 40)), f" {spot.words}")


def _word(spot: Spot, chance: random.Random) -> Spot:
    near = [place for place in _places(spot, " ", 1) if spot.start - _NEAR <= place < spot.end + _NEAR]
    return spot.put(chance.choice(near or [0]), f" {chance.choice(_WORDS)}")


def _sentence(spot: Spot, chance: random.Random) -> Spot:
    before = spot.text.rfind(". ", 0, spot.start)
    return spot.put(before + 1, f" {_gibberish(spot, 12, chance)}.") if before >= 0 else spot


def _left_out(spot: Spot, chance: random.Random) -> Spot:
    """Without one of the words near the spot."""
    words = [
        found.span()
        for found in re.finditer(r" \S{1,30}(?= )", spot.text)
        if spot.start - _NEAR <= found.start() < spot.end + _NEAR
        and (found.end() < spot.start - 10 or found.start() > spot.end + 10)
    ]
    if not words:
        return spot
    start, end = chance.choice(words)
    shift = end - start if end <= spot.start else 0
    return Spot(spot.text[:start] + spot.text[end:], spot.start - shift, spot.end - shift)


def _moved(spot: Spot, chance: random.Random) -> Spot:
    """The spot's paragraph one to three paragraphs further down."""
    lines = spot.text.split("\n")
    number = spot.text.count("\n", 0, spot.start)
    if "\n" in spot.words or number + 1 == len(lines):
        return spot
    within = spot.start - sum(len(line) + 1 for line in lines[:number])
    line = lines.pop(number)
    target = min(len(lines), number + chance.choice((1, 2, 3)))
    lines.insert(target, line)
    start = sum(len(line) + 1 for line in lines[:target]) + within
    return replace(spot, text="\n".join(lines), start=start, end=start + spot.end - spot.start)


def _places(spot: Spot, sign: str, distance: int) -> list[int]:
    """Where such a sign stands, no nearer to the spot than that; else the text's beginning."""
    places = [found.start() for found in re.finditer(sign, spot.text)]
    return [place for place in places if place < spot.start - distance or place > spot.end + distance] or [0]


def _gibberish(spot: Spot, length: int, chance: random.Random) -> str:
    return " ".join(chance.choices(spot.text.split(), k=length))


_EDITS: tuple[Callable[[Spot, random.Random], Spot], ...] = (_paragraph, _again, _word, _sentence, _left_out, _moved)
