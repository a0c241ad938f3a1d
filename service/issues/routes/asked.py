"""The view that an address asks for, and what of it cannot be."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from pydantic import ValidationError

from service.errors import InvalidInput
from service.issues.view import View
from service.messages import marked

_NAMES = {
    "section": marked("section"),
    "author": marked("author"),
    "language": marked("language"),
    "kind": marked("kind"),
    "assignee": marked("assigned to"),
    "age": marked("days old"),
    "readers": marked("readers"),
    "confidence": marked("sure by %"),
    "live": marked("the page"),
}
"""As the filters are called on the page; the others are not typed by anybody."""


@dataclass(frozen=True, slots=True)
class AskedView:
    """A view without the filters that there are not, why they were left out, and the fields as they were typed."""

    view: View
    refused: InvalidInput | None = None
    typed: dict[str, str] = field(default_factory=dict)


def _asked_in_query(request: Request) -> AskedView:
    given = {name: request.query_params[name] for name in View.model_fields if name in request.query_params}
    try:
        return AskedView(View.model_validate(given))
    except ValidationError as error:
        wrong = [str(each["loc"][0]) for each in error.errors()]
        kept = {name: value for name, value in given.items() if name not in wrong}
        name = _NAMES.get(wrong[0], wrong[0])
        refused = InvalidInput("The filter “%(name)s” cannot have this value.", field=wrong[0], name=name)
        return AskedView(View.model_validate(kept), refused, given)


def _view_in_query(request: Request) -> View:
    asked = _asked_in_query(request)
    if asked.refused:
        raise asked.refused
    return asked.view


AskedInQuery = Annotated[AskedView, Depends(_asked_in_query)]
"""For the page that has the form of the filters: it says what is wrong beside what was typed."""
QueryView = Annotated[View, Depends(_view_in_query)]
"""For all else. Raises InvalidInput naming the field."""
