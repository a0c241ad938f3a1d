"""In which language and time zone a page speaks: gettext catalogues through Babel; the messages are English."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from gettext import NullTranslations
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale
from babel.core import negotiate_locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import Translations
from markupsafe import Markup, escape

from service.resources import CATALOGUES

SOURCE = "en"
"""The language that messages are written in."""


@cache
def languages() -> tuple[str, ...]:
    """The languages that the desk speaks; adding one is adding a catalogue."""
    return (SOURCE, *sorted(folder.stem for folder in CATALOGUES.glob("*.po")))


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


@cache
def _translations(language: str) -> NullTranslations:
    file = CATALOGUES / f"{language}.po"
    if language == SOURCE or not file.exists():
        return NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


@lru_cache(maxsize=16_384)
def _said(language: str, message: str) -> Markup:
    """The message in this language. A page says hundreds of them, and the same ones each time."""
    return Markup(_translations(language).gettext(message))  # noqa: S704 (a catalogue's, not a person's)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@lru_cache(maxsize=16_384)
def _decimal(language: str, value: float) -> str:
    return format_decimal(value, locale=_locale(language))


@lru_cache(maxsize=65_536)
def _passed(language: str, minutes: int) -> str:
    """How long that is, as short as a list needs it."""
    return format_timedelta(timedelta(minutes=minutes), threshold=1.2, format="narrow", locale=_locale(language))


def spoken(wanted: str, accept_language: str = "") -> str:
    """The language chosen by a person, else the first that their browser asks for, else English."""
    if wanted in languages():
        return wanted
    asked = sorted(map(_ranked, accept_language[:500].split(",")), key=lambda each: -each[1])
    return negotiate_locale([tag for tag, _ in asked if tag], languages(), sep="-") or SOURCE


def _ranked(part: str) -> tuple[str, float]:
    tag, _, weight = part.strip().partition(";q=")
    try:
        return tag.partition("-")[0].lower(), float(weight) if weight else 1.0
    except ValueError:
        return "", 0.0


@dataclass(frozen=True, slots=True)
class Speech:
    """One language and one time zone. `zone` is empty where a person chose none."""

    language: str = SOURCE
    zone: str = ""

    def text(self, message: str, **values: object) -> str:
        """The message in this language, with its `%(name)s` filled in, as plain text."""
        said = str(_said(self.language, message))
        return said % values if values else said

    def gettext(self, message: str, **values: object) -> Markup:
        """As `text`, for HTML: the values are escaped."""
        said = _said(self.language, message)
        return said % {name: escape(value) for name, value in values.items()} if values else said

    def ngettext(self, one: str, many: str, number: int, **values: object) -> Markup:
        """The message for this number, which it may use as `%(num)s`."""
        said = Markup(_translations(self.language).ngettext(one, many, number))  # noqa: S704
        return said % ({"num": self.number(number)} | {name: escape(value) for name, value in values.items()})

    def counted(self, one: str, many: str, number: int, **values: object) -> str:
        """As `ngettext`, as plain text."""
        said = _translations(self.language).ngettext(one, many, number)
        return said % ({"num": format_decimal(number, locale=self.language)} | values)

    def names(self) -> Mapping[str, Any]:
        """What templates know it by."""
        names: dict[str, Callable[..., Markup] | Speech] = {
            "_": self.gettext,
            "ngettext": self.ngettext,
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
            return format_time(there, "short", locale=_locale(self.language))
        return format_datetime(there, "medium", locale=_locale(self.language)).replace(f":{there:%S}", "", 1)

    def day(self, moment: datetime) -> str:
        """The day of a moment."""
        return format_date(moment.astimezone(self.tzinfo), "medium", locale=_locale(self.language))

    def number(self, value: float) -> str:
        """A number with its separators."""
        return _decimal(self.language, value)

    def percent(self, share: float) -> str:
        """A confidence, in whole per cent; 100 is left to certainties."""
        return format_percent(min(0.99, round(share, 2)), locale=_locale(self.language))

    def tongue(self, tag: str) -> str:
        """The name of a language, or the tag itself; nothing for none."""
        return str(_locale(self.language).languages.get(tag.partition("-")[0].lower(), tag))
