"""What the engine answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposal: `replacement` for `exact[start:end]`, in code points."""

    start: int
    end: int
    replacement: str
    confidence: float
    """0 to 1: how likely this is what should stand there."""
    rule: str
    """What found it: a short stable key."""

    def applied_to(self, exact: str) -> str:
        """The quote as it reads with the replacement."""
        return exact[: self.start] + self.replacement + exact[self.end :]
