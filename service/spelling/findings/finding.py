"""A suspected error and the ways to write it right."""

from dataclasses import dataclass

LEAST_IDEA = 0.4
"""What the best proposal for a place in a longer selection has to have, or the place is not questioned."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to write it, how probably it is the right one (0 to 1), and the rule behind it.

    `count` is how often the article has it like this, 0 where that is not known.
    """

    replacement: str
    confidence: float
    rule: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A range of a passage's text (code points) with proposals, best first; never empty.

    `wrong` is how probable it is that something is wrong here at all.
    """

    start: int
    end: int
    wrong: float
    proposals: tuple[Proposal, ...]

    @property
    def confidence(self) -> float:
        """How probable it is that the best proposal is right."""
        return self.proposals[0].confidence

    def overlaps(self, other: "Finding") -> bool:
        return self.start < other.end and other.start < self.end
