"""What the engine answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Write `replacement` for `exact[start:end]`.

    `start` and `end` are code points into the query's `exact`. `confidence` is a calibrated
    probability between 0 and 1: of the suggestions that say 0.9, nine in ten are right. `rule` is a
    stable key of `rules.RULES`, which has the words for editors; `count` is how often the article has
    the replacement, where the rule is about that and the whole article was given, else 0 (`rules.explain`).
    """

    start: int
    end: int
    replacement: str
    confidence: float
    rule: str
    count: int = 0

    def applied_to(self, exact: str) -> str:
        """Return the quote as it reads with the replacement."""
        return exact[: self.start] + self.replacement + exact[self.end :]
