"""In which language and time zone a page speaks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale
from babel.core import negotiate_locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from service.errors import BluepencilError
from service.messages import Marked
from service.web.catalogues import SOURCE, languages, translations


@cache
def language_names() -> tuple[tuple[str, str], ...]:
    """The languages with their own names, to choose from."""
    return tuple((language, Locale.parse(language).display_name or language) for language in languages())


@cache
def time_zones() -> tuple[str, ...]:
    """The names of the time zones to choose from, without those that are kept for old programs' sake."""
    return tuple(
        sorted(
            name
            for name in available_timezones()
            if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/"))
        )
    )


@lru_cache(maxsize=16_384)
def _said(language: str, message: str) -> Markup:
    """The message in this language. A page says hundreds of them, and the same ones each time."""
    return Markup(translations(language).gettext(message))  # noqa: S704 (a catalogue's, not a person's)


@cache
def _locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")


@lru_cache(maxsize=16_384)
def _decimal(tag: str, value: float) -> str:
    return format_decimal(value, locale=_locale(tag))


@lru_cache(maxsize=16_384)
def _day(tag: str, day: date) -> str:
    return format_date(day, "medium", locale=_locale(tag))


@lru_cache(maxsize=65_536)
def _passed(language: str, minutes: int) -> str:
    """How long that is, as short as a list needs it."""
    passed, units = timedelta(minutes=minutes), Speech(language).units
    return format_timedelta(passed, threshold=1.2, format=units, locale=_locale(language))


@lru_cache(maxsize=16_384)
def _counted(language: str, one: str, many: str, number: int) -> Markup:
    return Markup(translations(language).ngettext(one, many, number))  # noqa: S704


def spoken(wanted: str, accept_language: str = "") -> str:
    """The language chosen by a person, else the first that their browser asks for, else English."""
    if wanted in languages():
        return wanted
    asked = [tag.partition("-")[0] for tag in _asked(accept_language)]
    return negotiate_locale(asked, languages(), sep="-") or SOURCE


def english_of(accept_language: str) -> str:
    """Whose English a browser asks for first: `US`, else `GB`, whose days and hours are read in all other countries."""
    first = next((tag for tag in _asked(accept_language) if tag.partition("-")[0] == SOURCE), "")
    return "US" if first == "en-us" else "GB"


def _asked(accept_language: str) -> list[str]:
    """The tags that a browser asks for, in lower case, the most wanted one first."""
    ranked = sorted(map(_ranked, accept_language[:500].split(",")), key=lambda each: -each[1])
    return [tag for tag, weight in ranked if tag and weight]


def _ranked(part: str) -> tuple[str, float]:
    tag, _, weight = "".join(part.split()).partition(";q=")
    try:
        return tag.lower(), float(weight) if weight else 1.0
    except ValueError:
        return "", 0.0


@dataclass(frozen=True, slots=True)
class Speech:
    """One language and one time zone. `zone` is empty where a person chose none; `english` is for English alone."""

    language: str = SOURCE
    zone: str = ""
    english: str = "GB"

    @property
    def tag(self) -> str:
        """The language in BCP 47, English with the country that it is written for."""
        return f"{self.language}-{self.english}" if self.language == SOURCE else self.language

    @property
    def locale(self) -> Locale:
        """How Babel is to write days, hours and numbers."""
        return _locale(self.tag)

    @property
    def direction(self) -> str:
        """Which way its letters run: `ltr` or `rtl`."""
        return self.locale.text_direction

    @property
    def units(self) -> Literal["narrow", "short"]:
        """How Babel is to write units of time. Beyond English its narrow ones lack hours, or are read as grams."""
        return "narrow" if self.language == SOURCE else "short"

    def text(self, message: str, **values: object) -> str:
        """The message in this language, with its `%(name)s` filled in, as plain text."""
        said = str(_said(self.language, message))
        return said % values if values else said

    def told(self, error: BluepencilError) -> str:
        """What an error says, as plain text: its numbers with their separators, durations as "in 5 minutes"."""
        return self.text(error.message, **{name: self._value(value) for name, value in error.values.items()})

    def _value(self, value: object) -> object:
        if isinstance(value, Marked):
            return self.text(value)
        if isinstance(value, timedelta):
            return format_timedelta(value, granularity="minute", add_direction=True, locale=self.locale)
        return self.number(value) if isinstance(value, int) else value

    def gettext(self, message: str, **values: object) -> Markup:
        """As `text`, for HTML: the values are escaped. The message is not, so it has to be one of the code's own."""
        return _filled(_said(self.language, message), values)

    def pgettext(self, context: str, message: str, **values: object) -> Markup:
        """As `gettext`, for an English word that other languages say differently in different places."""
        said = Markup(translations(self.language).pgettext(context, message))  # noqa: S704
        return _filled(said, values)

    def ngettext(self, one: str, many: str, number: int, **values: object) -> Markup:
        """The message for this number, which it may use as `%(num)s`."""
        said = _counted(self.language, one, many, number)
        return _filled(said, {"num": self.number(number)} | values)

    def counted(self, one: str, many: str, number: int, **values: object) -> str:
        """As `ngettext`, as plain text."""
        said = translations(self.language).ngettext(one, many, number)
        return said % ({"num": self.number(number)} | values)

    def names(self) -> Mapping[str, Any]:
        """What templates know it by."""
        names: dict[str, Callable[..., Markup] | Speech] = {
            "_": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
            "speech": self,
        }
        return names

    @property
    def tzinfo(self) -> tzinfo:
        try:
            return ZoneInfo(self.zone) if self.zone else UTC
        except (ZoneInfoNotFoundError, ValueError):
            return UTC

    def age(self, moment: datetime, now: datetime) -> str:
        """How long ago, as short as a list needs it; after a month, the day."""
        passed = now - moment
        if passed.total_seconds() < 60:
            return self.text("now")
        if passed.days >= 30:
            return self.day(moment)
        return _passed(self.language, int(passed.total_seconds()) // 60)

    def clock(self, moment: datetime, now: datetime) -> str:
        """The time of day, with the day where it was another one."""
        there, here = moment.astimezone(self.tzinfo), now.astimezone(self.tzinfo)
        if there.date() == here.date():
            return format_time(there, "short", locale=self.locale)
        return format_datetime(there, "medium", locale=self.locale).replace(f":{there:%S}", "", 1)

    def day(self, moment: datetime) -> str:
        """The day of a moment."""
        return _day(self.tag, moment.astimezone(self.tzinfo).date())

    def number(self, value: float) -> str:
        """A number with its separators."""
        return _decimal(self.tag, value)

    def percent(self, share: float) -> str:
        """A confidence, in whole per cent; 100 is left to certainties."""
        return format_percent(min(0.99, round(share, 2)), locale=self.locale)

    def tongue(self, tag: str) -> str:
        """The name of a language, or the tag itself; nothing for none."""
        return str(self.locale.languages.get(tag.partition("-")[0].lower(), tag))


def _filled(said: Markup, values: Mapping[str, object]) -> Markup:
    if not values:
        return said
    return Markup(str(said) % {name: escape(value) for name, value in values.items()})  # noqa: S704 (each is escaped)
