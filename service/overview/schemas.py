"""The overview's address: which site, which days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from enum import StrEnum
from urllib.parse import urlencode

from service.accounts.permissions import OwnSite, called
from service.errors import InvalidInput, NotFound
from service.overview.figures import Scope
from service.overview.period import Period

PERIODS = (7, 30, 90, 365)
USUAL = 30
_LONGEST = 366
_OLDEST = date(2000, 1, 1)


class TableName(StrEnum):
    """The tables behind the charts, as addresses name them."""

    DAYS = "days"
    OUTCOMES = "outcomes"
    TIMES = "times"
    ERRORS = "errors"
    PAGES = "pages"
    SECTIONS = "sections"
    AUTHORS = "authors"
    LANGUAGES = "languages"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says. `since` and `until` go before the number of days."""

    site: str = ""
    days: int = USUAL
    since: str = ""
    until: str = ""

    def of_days(self, days: int) -> "Asked":
        """The same site, and so many days up to today."""
        return Asked(self.site, days)

    def query(self, **more: object) -> str:
        """The same as a query string, with something added or exchanged; empty values are left out."""
        dated = {"from": self.since, "to": self.until}
        values = {"site": self.site} | (dated if self.since or self.until else {"period": self.days}) | more
        return "?" + urlencode([(name, value) for name, value in values.items() if value not in ("", None)])

    def scope(self, sites: Sequence[OwnSite], today: date, zone: tzinfo) -> Scope:
        """The sites and days that are meant. Raises NotFound for a site that is none of these."""
        chosen = self._meant(sites)
        if self.site and not chosen:
            raise NotFound("There is no such site, or you are no member of it.")
        return Scope(tuple(site.id for site in chosen), self.period(today, zone))

    def zone_of(self, sites: Sequence[OwnSite]) -> str:
        """The time zone that the meant sites agree on; empty where they do not."""
        zones = {site.time_zone for site in self._meant(sites)}
        return zones.pop() if len(zones) == 1 else ""

    def _meant(self, sites: Sequence[OwnSite]) -> Sequence[OwnSite]:
        one = called(sites, self.site)
        return sites if not self.site else [one] if one is not None else []

    def period(self, today: date, zone: tzinfo) -> Period:
        """The days that are meant, none of them after today. Raises InvalidInput naming the field."""
        if not (self.since or self.until):
            return Period(today - timedelta(days=self.days - 1), today, zone)
        last = min(_day(self.until, "to") if self.until else today, today)
        first = _day(self.since, "from") if self.since else last - timedelta(days=USUAL - 1)
        if first > last:
            raise InvalidInput("The first day comes after the last.", field="from")
        if (last - first).days >= _LONGEST:
            raise InvalidInput("A year is the most that the overview looks at.", field="from")
        return Period(first, last, zone)


def _day(text: str, field: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(
            "“%(typed)s” is no day. A day is written like 2026-05-03.", field=field, typed=text
        ) from None
    if day < _OLDEST:
        raise InvalidInput("That day is too long ago.", field=field)
    return day
