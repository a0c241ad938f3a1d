"""What the dictionary's pages are asked by: the place in a list, and what was just done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import quote, urlencode

from service.dictionary.imports import Imported

_TOLD = 20
"""Lines that are named; there may be thousands."""


class Show(StrEnum):
    """Which of the two lists."""

    WORDS = "words"
    CORRECTIONS = "corrections"


@dataclass(frozen=True, slots=True)
class Place:
    """A list, what is searched in it, and the key after which its page begins."""

    site_key: str
    show: Show = Show.WORDS
    q: str = ""
    after: str = ""

    def of(self, show: Show) -> "Place":
        """The beginning of a list, with the same search."""
        return replace(self, show=show, after="")

    def path(self, part: str = "", /, **more: str | int) -> str:
        """The address of this place's page, or of one of its forms and files."""
        given = {"show": "" if self.show is Show.WORDS else self.show.value, "q": self.q, "after": self.after}
        query = urlencode({name: value for name, value in (given | more).items() if value not in ("", 0)})
        return f"/office/{quote(self.site_key)}/dictionary{part}" + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Told:
    """What was just done, as the address of the page after it says. It may say anything: nothing is done by it."""

    added: int = 0
    known: int = 0
    bad: int = 0
    lines: str = ""
    removed: str = ""
    right: str = ""
    gone: bool = False

    @property
    def line_numbers(self) -> Sequence[int]:
        """The first lines that could be no entry."""
        return [int(number) for number in self.lines.split(",") if number.isdecimal()][:_TOLD]


def told_of(imported: Imported) -> dict[str, str | int]:
    """What the next address is to say of an import."""
    lines = ",".join(map(str, imported.bad_lines[:_TOLD]))
    return {"added": imported.added, "known": imported.known, "bad": len(imported.bad_lines), "lines": lines}
