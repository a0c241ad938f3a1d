"""The desk's forms."""

from typing import Annotated

from pydantic import BaseModel, Field

from service.domain.workflow import Decision


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
    reason: Annotated[str, Field(max_length=2000)] = ""
    """Why it is no error."""
    want: Annotated[int, Field(ge=0, le=2**62)] = 0
    """The issue that the page would show after the next one; its script asks for it along with the decision."""
    tail: Annotated[str, Field(max_length=60)] = ""
    """The place in the queue after which the page's list ends; the answer has the rows that follow."""
    rows: Annotated[int, Field(ge=1, le=10)] = 1
    """How many of them."""

    @property
    def correction(self) -> str:
        return self.own if self.own.strip() else self.choice
