"""The report as it comes over the wire: checked strictly, cleaned, and told by field what is wrong."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    ValidationError,
    model_validator,
)

from service.domain.characters import clean, clean_line, drop_invisible, unescaped
from service.domain.quote import CONTEXT
from service.errors import InvalidInput, Malformed

LARGEST = 16 * 1024
"""Bytes of a report's body."""
_LONGEST_WORD = 100
_RECEIPT = r"^[A-Za-z0-9_-]{22}$"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_EMAIL = re.compile(r"[^\s@<>\"'\\,;:]{1,64}@[^\s@<>\"'\\,;:]{1,189}")
_ISO_8601 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:.*", re.ASCII)

T = TypeVar("T", bound=BaseModel)


def _unescaped(value: object) -> object:
    return unescaped(value) if isinstance(value, str) else value


def _filled(text: str) -> str:
    if not text:
        raise ValueError("holds nothing that can be read")
    return text


def _language(tag: str) -> str:
    tag = tag.strip().replace("_", "-")
    if tag and (len(tag) > 35 or not _LANGUAGE.fullmatch(tag)):
        raise ValueError("is no BCP 47 language tag")
    return tag


def _email(address: str) -> str:
    if address and (not _EMAIL.fullmatch(address) or drop_invisible(address) != address):
        raise ValueError("is no e-mail address")
    return address


def _moment(value: object) -> object:
    if not isinstance(value, str) or not _ISO_8601.fullmatch(value):
        raise ValueError("is to be a date and time as ISO 8601 writes them")
    return value


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("is to say its time zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("is no moment that anybody lived") from None


def _cleaned(most: int, by: Callable[[str], str] = clean) -> AfterValidator:
    """Clean the text, then count once more: some characters become three when they are normalised."""

    def validate(text: str) -> str:
        cleaned = by(text)
        if len(cleaned) > most:
            raise ValueError(f"has more than {most} characters")
        return cleaned

    return AfterValidator(validate)


def _written(text: str) -> str:
    return clean(text, joiners=True)


def _context(text: str) -> str:
    return clean(text, trim=False)


def _words(words: list[str]) -> list[str]:
    """Clean all of them at once where there is nothing to clean: there are up to three hundred."""
    if any(len(word) > _LONGEST_WORD for word in words):
        raise ValueError(f"holds a word of more than {_LONGEST_WORD} characters")
    together = "".join(words)
    if together.isascii() and together.isprintable() and " " not in together:
        return words
    return [clean_line(word)[:_LONGEST_WORD] for word in words]


Line = Annotated[StrictStr, Field(max_length=300), _cleaned(300, clean_line)]
Linked = Annotated[StrictStr, Field(max_length=300), BeforeValidator(_unescaped), _cleaned(300, clean_line)]
"""What the page says of itself in its JSON-LD, which the widget does not parse."""
Context = Annotated[StrictStr, Field(max_length=CONTEXT), _cleaned(CONTEXT, _context)]
Count = Annotated[StrictInt, Field(ge=0, le=2**31 - 1)]
ClientText = Annotated[StrictStr, Field(max_length=100), _cleaned(100, clean_line)]
ClientName = Annotated[str, Field(max_length=40), _cleaned(40, clean_line)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PageIn(_Strict):
    """The page as the widget sees it."""

    url: Annotated[StrictStr, Field(max_length=2048)]
    canonical: Annotated[StrictStr, Field(max_length=2048)] = ""
    title: Line = ""
    lang: Annotated[StrictStr, Field(max_length=300), AfterValidator(_language)] = ""
    modified: Linked = ""
    section: Linked = ""
    author: Linked = ""


class QuoteIn(_Strict):
    """A W3C TextQuoteSelector over the normalised text."""

    exact: Annotated[StrictStr, Field(min_length=1, max_length=1000), _cleaned(1000), AfterValidator(_filled)]
    prefix: Context = ""
    suffix: Context = ""


class PositionIn(_Strict):
    """A W3C TextPositionSelector over the normalised text, in code points."""

    start: Count
    end: Count
    length: Count | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.start < self.end or (self.length is not None and self.end > self.length):
            raise ValueError("is to have start < end <= length")
        return self


class ReportIn(_Strict):
    """One report. Texts are limited in code points."""

    id: Annotated[StrictStr, Field(pattern=_RECEIPT, description="128 random bits: idempotency key and receipt")]
    site: Annotated[StrictStr, Field(description="the site's public key")]
    page: PageIn
    quote: QuoteIn
    position: PositionIn | None = None
    words: Annotated[list[StrictStr], Field(max_length=300), AfterValidator(_words)] = []
    sentence: Annotated[StrictStr, Field(max_length=600), _cleaned(600)] = ""
    correction: Annotated[StrictStr, Field(max_length=1000), _cleaned(1000, _written)] | None = None
    comment: Annotated[StrictStr, Field(max_length=2000), _cleaned(2000, _written)] = ""
    kind: Literal["spelling", "grammar", "fact", "other"] = "spelling"
    email: Annotated[StrictStr, Field(max_length=254), AfterValidator(_email)] = ""
    website: Annotated[StrictStr, Field(max_length=300, description="a trap for bots: people leave it empty")] = ""
    created_at: Annotated[datetime, BeforeValidator(_moment), AfterValidator(_utc)] | None = None
    client: Annotated[dict[ClientName, ClientText | StrictBool | StrictInt | StrictFloat], Field(max_length=10)] = {}


class Sender(BaseModel):
    """What a report is answered by before the rest of it is looked at."""

    id: Annotated[StrictStr, Field(pattern=_RECEIPT)]
    site: StrictStr


class Accepted(BaseModel):
    """The answer to a report."""

    id: str
    outcome: Literal["received", "known", "not_an_error", "fixed"]


class Receipts(BaseModel):
    """What became of reports, by their ids."""

    receipts: dict[str, Literal["received", "accepted", "fixed", "not_an_error", "unknown"]]


def parse(model: type[T], body: dict[str, Any]) -> T:
    """The body as this model. Raises Malformed for fields that there are not, else InvalidInput naming the field."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        if first["type"] == "extra_forbidden":
            raise Malformed("The report holds a field that reports do not have.") from None
        field = ".".join(str(part) for part in first["loc"][:3] if str(part) in _FIELDS or isinstance(part, int))
        raise InvalidInput(_sentence(first["msg"], field), field=field) from None


_FIELDS = frozenset(name for model in (ReportIn, PageIn, QuoteIn, PositionIn) for name in model.model_fields)


def _sentence(message: str, field: str) -> str:
    return f"{field or 'The report'}: {message.removeprefix('Value error, ')}."
