"""Links that messages carry and that open something by themselves: signed, for one thing, and for some time only.

Each names the mailbox that it was sent to, by a hash: an account or a channel may get another address, and SQLite gives
the number of the last one that was removed to the next one that is made.
"""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from service.domain.workflow import Decision
from service.errors import NotFound
from service.settings import Settings

DECIDES_FOR = timedelta(days=7)
"""How long a decision's link works."""
AGREES_FOR = timedelta(days=7)
"""How long a mailbox may take to agree to a channel."""
_MAC = 16
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class DecisionLink:
    """A decision that one person may confirm for one issue."""

    account_id: int
    mailbox: str
    """`mailbox_of` the person's address."""
    issue_id: int
    decision: Decision


def mailbox_of(address: str) -> str:
    """What a link holds of the address that it is sent to."""
    return hashlib.sha256(address.lower().encode("utf-8", "replace")).hexdigest()[:16]


def decision_token(settings: Settings, link: DecisionLink, *, now: datetime) -> str:
    """What the link's address ends with."""
    until = int((now + DECIDES_FOR).timestamp())
    return _signed(settings, "decide", [link.account_id, link.mailbox, link.issue_id, link.decision.value, until])


def read_decision(settings: Settings, token: str, *, now: datetime) -> DecisionLink:
    """What the token stands for. Raises NotFound for one that is false, or too old."""
    account_id, mailbox, issue_id, decision, until = _read(settings, "decide", token, parts=5)
    if datetime.fromtimestamp(until, UTC) <= now:
        raise NotFound(
            "This link was for %(days)s days. The issue is still at the desk.",
            code="decision_gone",
            days=DECIDES_FOR.days,
        )
    return DecisionLink(account_id, mailbox, issue_id, Decision(decision))


def agreement_token(settings: Settings, channel_id: int, address: str, *, now: datetime) -> str:
    """What the address ends with at which a mailbox agrees to a channel."""
    until = int((now + AGREES_FOR).timestamp())
    return _signed(settings, "agree", [channel_id, mailbox_of(address), until])


def read_agreement(settings: Settings, token: str, *, now: datetime) -> tuple[int, str]:
    """The channel's number, and `mailbox_of` the address. Raises NotFound for a token that is false, or too old."""
    channel_id, mailbox, until = _read(settings, "agree", token, parts=3)
    if datetime.fromtimestamp(until, UTC) <= now:
        raise NotFound(
            "This link was for %(days)s days. Whoever had it sent can send another one.",
            code="channel_gone",
            days=AGREES_FOR.days,
        )
    return channel_id, mailbox


def unsubscribe_token(settings: Settings, channel_id: int, address: str) -> str:
    """What the address ends with that switches a channel off. It works for as long as the channel leads there."""
    return _signed(settings, "unsubscribe", [channel_id, mailbox_of(address)])


def read_unsubscribe(settings: Settings, token: str) -> tuple[int, str]:
    """The channel's number, and `mailbox_of` the address that it led to. Raises NotFound."""
    channel_id, mailbox = _read(settings, "unsubscribe", token, parts=2)
    return channel_id, mailbox


def _signed(settings: Settings, use: str, said: list[int | str]) -> str:
    body = json.dumps(said, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_mac(settings, use, body) + body).rstrip(b"=").decode()


def _read(settings: Settings, use: str, token: str, *, parts: int) -> list[Any]:
    try:
        whole = base64.urlsafe_b64decode(token[:_LONGEST].encode("ascii") + b"==")
    except (UnicodeEncodeError, binascii.Error):
        raise _unknown() from None
    mac, body = whole[:_MAC], whole[_MAC:]
    if not hmac.compare_digest(mac, _mac(settings, use, body)):
        raise _unknown()
    said: list[Any] = json.loads(body)
    if len(said) != parts:  # of an older version
        raise _unknown()
    return said


def _mac(settings: Settings, use: str, body: bytes) -> bytes:
    return hmac.new(settings.secret(), f"{use}:".encode() + body, hashlib.sha256).digest()[:_MAC]


def _unknown() -> NotFound:
    return NotFound("This link is not whole, or not from here.")
