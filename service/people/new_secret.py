"""Another secret for the installation: what the former one sealed is sealed anew, all of it or nothing."""

import time
from dataclasses import dataclass

from sqlalchemy import column, func, select, table
from sqlalchemy.orm import Session

from service.accounts.two_factor import reseal_secrets
from service.errors import Conflict
from service.models.upsert import dialect_of
from service.notifications.letters import reseal_letters
from service.notifications.secrets import reseal_channels
from service.settings import Settings

_ACTIVITY = table("pg_stat_activity", column("datname"), column("application_name"))
_IN_USE = (
    select(func.count())
    .select_from(_ACTIVITY)
    .where(
        _ACTIVITY.c.datname == func.current_database(),
        _ACTIVITY.c.application_name.in_(("bluepencil-read", "bluepencil-write")),
    )
)


_LOOKS, _PAUSE_SECONDS = 10, 0.1


@dataclass(frozen=True, slots=True)
class Resealed:
    """What came of it."""

    channels: int
    """Whose addresses and secrets are sealed by the fresh secret now."""
    people: list[str]
    """The addresses of those who are asked for codes: they need new recovery codes."""
    lost: int
    """What neither secret opens, and stays as it is: addresses to be typed in again, codes to be turned off and on."""

    @property
    def opened_nothing(self) -> bool:
        """Whether there is something sealed, and the former secret is none of it."""
        return self.lost > 0 and not self.channels and not self.people


def require_stopped(session: Session) -> None:
    """Raise Conflict where a service is running still on PostgreSQL: it would go on to seal by the former secret.

    Whoever has just left is listed for a moment longer. On SQLite `Database.alone` has seen to it.
    """
    if dialect_of(session) != "postgresql":
        return
    for look in range(_LOOKS):
        time.sleep(_PAUSE_SECONDS if look else 0)
        session.execute(select(func.pg_stat_clear_snapshot()))  # else it is what this transaction has seen before
        if not session.scalar(_IN_USE):
            return
    raise Conflict("The database is in use: stop the service first.")


def reseal_all(session: Session, former: Settings, fresh: Settings) -> Resealed:
    """Seal everything by the fresh secret. It may be done again after an interruption, with the same two."""
    people, lost_people = reseal_secrets(session, former, fresh)
    channels, lost_channels = reseal_channels(session, former, fresh)
    reseal_letters(session, former, fresh)
    session.flush()
    return Resealed(channels, people, lost_people + lost_channels)
