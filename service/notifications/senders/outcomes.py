"""What came of handing a message over."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Why(StrEnum):
    """Why a message did not arrive. The values are stored; `notifications/words.py` says them to people."""

    UNREACHABLE = "unreachable"
    BUSY = "busy"
    """It asks for patience."""
    BROKEN = "broken"
    """Something went wrong there."""
    REFUSED = "refused"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    """An address that this service does not connect to."""
    NO_MAIL = "no_mail"
    """This installation can send no e-mails."""
    LOGIN = "login"
    """The mail server does not take this installation's user and password."""
    UNSENDABLE = "unsendable"
    """It cannot be put into a message of this kind."""
    OFF = "off"
    WAITS = "waits"
    """The mailbox has not agreed yet."""
    SEALED = "sealed"
    """What opens the channel, or a letter's link, was sealed with another secret than the installation's."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side took it; `answer` is what it said."""

    answer: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: to be tried again, not before `wait` has passed."""

    why: Why
    answer: str
    wait: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Never:
    """Not this message: trying again would change nothing. With `GONE`, no other message either."""

    why: Why
    answer: str


Outcome = Sent | Later | Never
