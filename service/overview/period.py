"""A run of days, as the clocks of one time zone have them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date
    zone: tzinfo

    @property
    def days(self) -> list[date]:
        return [self.first + _DAY * index for index in range((self.last - self.first).days + 1)]

    @property
    def start(self) -> datetime:
        return self.midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment that is no longer in it."""
        return self.midnight(self.last + _DAY)

    def midnight(self, day: date) -> datetime:
        """The moment at which a day begins: days are 23 or 25 hours long where clocks are changed."""
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)

    def latest(self, counts: Sequence[int], most: int) -> "Period":
        """Its last days, as many as hold at most `most` things by the counts of its days; at least one that has any."""
        days, held = self.days, 0
        for index in reversed(range(len(days))):
            if held and held + counts[index] > most:
                return Period(days[index + 1], self.last, self.zone)
            held += counts[index]
        return self
