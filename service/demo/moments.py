"""Moments as the databases read them, a million at a time."""

from datetime import datetime, timedelta

SECOND = 1_000_000
DAY = 86_400 * SECOND


class Moments:
    """The moments of a period, in microseconds from its beginning on, which is a midnight."""

    def __init__(self, begins: datetime, ends: datetime) -> None:
        midnight = begins.replace(hour=0, minute=0, second=0, microsecond=0)
        self.length = (ends - midnight) // timedelta(microseconds=1)
        self._days = [f"{midnight + timedelta(days=day):%Y-%m-%d}" for day in range(self.length // DAY + 1)]
        self._clock = [f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}" for second in range(86_400)]

    def text(self, at: int) -> str:
        """The moment in UTC, or the period's end for a later one; as SQLAlchemy writes it on SQLite."""
        at = min(at, self.length)
        return f"{self._days[at // DAY]} {self._clock[at // SECOND % 86_400]}.{at % SECOND:06}"
