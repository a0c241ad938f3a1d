"""How the overview writes days, shares and durations, in the language of its reader."""

from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, format_skeleton
from babel.numbers import format_percent
from babel.units import format_unit

from service.web.speech import Speech

_MINUTE, _HOUR = 60, 3600


class Address(str):
    """The address of a page, which a table shows as a link."""

    __slots__ = ()


Cell = str | Address | int | float | date | timedelta | None


@dataclass(frozen=True, slots=True)
class Words:
    """What a template needs to write the figures."""

    speech: Speech

    def cell(self, value: Cell) -> str:
        """What stands in a table: floats are shares."""
        if value is None:
            return "–"
        if isinstance(value, timedelta):
            return self.duration(value)
        if isinstance(value, date):
            return self.full_day(value)
        if isinstance(value, float):
            return self.share(value)
        return self.speech.number(value) if isinstance(value, int) else value

    def is_live(self, value: Cell) -> bool:
        """Whether it is an address that a browser may open."""
        return isinstance(value, Address) and value.startswith(("https://", "http://"))

    def full_day(self, day: date) -> str:
        """A day with its year."""
        return format_date(day, "medium", locale=self.speech.locale)

    def day(self, day: date) -> str:
        """A day without its year."""
        return str(format_skeleton("MMMd", day, locale=self.speech.locale))

    def share(self, share: float) -> str:
        """In whole per cent."""
        return format_percent(round(share, 2), locale=self.speech.locale)

    def duration(self, span: timedelta) -> str:
        """As exact as one wants to know it: minutes, hours and minutes, or days and hours."""
        minutes = round(span.total_seconds() / _MINUTE)
        hours = round(span.total_seconds() / _HOUR)
        if minutes < 60:
            return self._units((minutes, "minute"))
        if minutes < 24 * 60:
            return self._units((minutes // 60, "hour"), (minutes % 60, "minute"))
        return self._units((hours // 24, "day"), (hours % 24, "hour"))

    def brief(self, span: timedelta) -> str:
        """In one unit, as short as a chart needs it."""
        hours = round(span.total_seconds() / _HOUR)
        number, unit = (hours, "hour") if hours < 24 else (hours // 24, "day")
        return format_unit(number, unit, self.speech.units, locale=self.speech.locale)

    def _units(self, *parts: tuple[int, str]) -> str:
        kept = [part for index, part in enumerate(parts) if part[0] or index == 0]
        return " ".join(
            format_unit(number, unit, self.speech.units, locale=self.speech.locale) for number, unit in kept
        )
