"""What a look at a page has found, in a form that can be stored and spoken in any language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class State(StrEnum):
    """How it stands. The values are stored."""

    RIGHT = "right"
    HINT = "hint"
    """It works, but something could be better."""
    WRONG = "wrong"
    """Readers cannot report from this page."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: which (`sites.check.words` has the sentences), how it stands, and what the sentences name."""

    code: str
    state: State
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        """As it was stored."""
        return cls(row["code"], State(row["state"]), row["values"])

    def row(self) -> dict[str, Any]:
        """As it is stored."""
        return {"code": self.code, "state": self.state.value, "values": dict(self.values)}


def right(code: str, **values: str) -> Finding:
    """A finding that all is well with this."""
    return Finding(code, State.RIGHT, values)


def hint(code: str, **values: str) -> Finding:
    """A finding that could be better."""
    return Finding(code, State.HINT, values)


def wrong(code: str, **values: str) -> Finding:
    """A finding that keeps readers from reporting."""
    return Finding(code, State.WRONG, values)


def works(findings: Sequence[Finding]) -> bool:
    """Whether readers can report from the page, for all that was found."""
    return bool(findings) and all(finding.state is not State.WRONG for finding in findings)
