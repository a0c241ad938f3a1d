"""How pages write moments, counts and languages: in the words of the page's speech."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from service.web.speech import Speech


def _speech(context: Context) -> Speech:
    speech: Speech = context["speech"]
    return speech


@pass_context
def age(context: Context, moment: datetime, now: datetime) -> str:
    """How long ago, as short as a list needs it."""
    return _speech(context).age(moment, now)


@pass_context
def clock(context: Context, moment: datetime, now: datetime) -> str:
    """The time of day, with the day where it was another one."""
    return _speech(context).clock(moment, now)


@pass_context
def moment(context: Context, at: datetime, now: datetime) -> Markup:
    """As `clock`, as an element that the browser tells in its own time where nobody has chosen another."""
    return Markup('<time class="clock" datetime="{}">{}</time>').format(at.isoformat(), clock(context, at, now))


@pass_context
def day(context: Context, moment: datetime) -> str:
    """The day of a moment."""
    return _speech(context).day(moment)


@pass_context
def language_name(context: Context, tag: str) -> str:
    """The name of a language tag, or the tag itself; nothing for none."""
    return _speech(context).tongue(tag)


@pass_context
def number(context: Context, value: float) -> str:
    """A number with its separators."""
    return _speech(context).number(value)


@pass_context
def percent(context: Context, share: float) -> str:
    """A confidence, in whole per cent."""
    return _speech(context).percent(share)


FILTERS: dict[str, Callable[..., Any]] = {
    "age": age,
    "clock": clock,
    "day": day,
    "language_name": language_name,
    "moment": moment,
    "number": number,
    "percent": percent,
}
