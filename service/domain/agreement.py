"""How far the contexts of two quotes agree."""

from dataclasses import dataclass

from service.domain.characters import fold
from service.domain.quote import CONTEXT, Quote

_NEAR = 24
"""So many letters beside a quote tell its place from others..."""
_FAR = 48
"""... and so many are needed on one side, where those on the other side were edited."""
_SHINGLE = 4
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Side:
    """Two contexts on one side of a quote, folded, from the quote outwards."""

    one: str
    other: str
    shared: int
    """Letters that are equal, counted from the quote."""

    @property
    def all(self) -> bool:
        """Whether nothing speaks against it: the shorter context is the beginning of the longer one."""
        return self.shared == min(len(self.one), len(self.other))

    @property
    def alike(self) -> bool:
        """Whether they are long and differ by no more than an edit of a few words."""
        if min(len(self.one), len(self.other)) < _FAR:
            return False
        one, other = _shingles(self.one[:CONTEXT]), _shingles(self.other[:CONTEXT])
        return len(one & other) >= _ALIKE * min(len(one), len(other))


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the contexts of two quotes have in common."""

    before: Side
    after: Side

    @property
    def equal(self) -> bool:
        """Whether they are the same on both sides, be they ever so short."""
        return self.before.one == self.before.other and self.after.one == self.after.other

    @property
    def letters(self) -> int:
        """How many letters beside the quote are equal."""
        return self.before.shared + self.after.shared

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against it on either side. Quotes without contexts agree with everything."""
        return self.before.all and self.after.all

    @property
    def on_one_side(self) -> bool:
        """Whether one side tells the place from others."""
        return max(self.before.shared, self.after.shared) >= _NEAR

    @property
    def but_for_an_edit(self) -> bool:
        """Whether the contexts by themselves show one place, of which a few words on one side may have been edited.

        A sentence that stands twice on a page has other sentences around it on both sides.
        """
        if self.whole:
            return self.letters >= _NEAR
        return any(
            kept.all and kept.shared >= _FAR and edited.alike
            for kept, edited in ((self.before, self.after), (self.after, self.before))
        )


def agreement(one: Quote, other: Quote) -> Agreement:
    """Compare the contexts of two quotes, as `fold` has them."""
    before = _side(fold(one.prefix)[::-1], fold(other.prefix)[::-1])
    return Agreement(before, _side(fold(one.suffix), fold(other.suffix)))


def _side(one: str, other: str) -> Side:
    shortest = min(len(one), len(other))
    return Side(one, other, next((i for i in range(shortest) if one[i] != other[i]), shortest))


def _shingles(text: str) -> set[str]:
    return {text[i : i + _SHINGLE] for i in range(len(text) - _SHINGLE + 1)}
