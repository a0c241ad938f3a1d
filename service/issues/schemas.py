"""The desk's forms and addresses."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from service.domain.workflow import Decision, Status


class DecisionForm(BaseModel):
    """What an editor decided, and on which state of the issue."""

    decision: Decision
    version: Annotated[int, Field(ge=0, le=2**31 - 1)]
    choice: Annotated[str, Field(max_length=2000)] = ""
    """One of the corrections shown."""
    own: Annotated[str, Field(max_length=2000)] = ""
    """The editor's own correction; it goes before the chosen one."""
    original: Annotated[str, Field(max_length=20)] = ""
    """The number of the issue that this one is a duplicate of."""

    @property
    def correction(self) -> str:
        return self.own if self.own.strip() else self.choice


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the desk an editor is: carried along in every link and form."""

    status: Status = Status.OPEN
    site: str = ""
    q: str = ""

    def query(self, **more: object) -> str:
        """The place as a query string, with what is added to it; empty values are left out."""
        values = {"status": self.status.value, "site": self.site, "q": self.q} | more
        pairs = [(name, value) for name, value in values.items() if value not in ("", None)]
        return "?" + urlencode(pairs)

    def of(self, **changed: object) -> "Place":
        """The place with something exchanged."""
        values = {"status": self.status, "site": self.site, "q": self.q} | changed
        return Place(**values)  # type: ignore[arg-type]
