"""Handing a message over by HTTP, and reading what the answer means."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from service.domain.characters import clean
from service.notifications.senders.outcomes import Later, Never, Outcome, Sent, Why
from service.outbound.answers import Answer
from service.outbound.client import Client
from service.outbound.failures import Refused, Unreachable

SECONDS = 15.0
"""How long a receiver may take for all of it: a few of them in turn have time within a lease."""
_QUOTED = 300
"""Characters of an answer that are kept."""
_LONGEST_WAIT = timedelta(days=1)
_PATIENCE = frozenset({408, 425, 429})


def post_json(client: Client, url: str, body: Mapping[str, Any], *, now: datetime, secrets: tuple[str, ...]) -> Outcome:
    """Post this as JSON; `secrets` are kept out of what is told of the answer."""
    return post(client, url, json.dumps(body).encode(), {}, now=now, secrets=secrets)


def post(
    client: Client, url: str, content: bytes, headers: Mapping[str, str], *, now: datetime, secrets: tuple[str, ...]
) -> Outcome:
    """Post these bytes, which are JSON."""
    try:
        answer = client.post(url, content, {"Content-Type": "application/json", **headers}, seconds=SECONDS)
    except Refused as error:
        return Never(Why.FORBIDDEN, error.detail)
    except Unreachable as error:
        return Later(Why.UNREACHABLE, error.detail)
    return _meaning(answer, _said(answer, secrets), now)


def _meaning(answer: Answer, said: str, now: datetime) -> Outcome:
    if 200 <= answer.status < 300:
        return Sent(said)
    if answer.status == 410:
        return Never(Why.GONE, said)
    if answer.status in _PATIENCE or (answer.status == 503 and answer.header("retry-after")):
        return Later(Why.BUSY, said, retry_after(answer, now))
    if answer.status >= 500:
        return Later(Why.BROKEN, said)
    return Never(Why.REFUSED, said)


def retry_after(answer: Answer, now: datetime) -> timedelta:
    """How long the other side asks to be left alone: by its header, or as chat services say it in the body."""
    given = answer.header("retry-after") or _retry_after_of(answer.body)
    try:
        wait = timedelta(seconds=float(given))
    except (ValueError, OverflowError):
        try:
            moment = parsedate_to_datetime(given)
            wait = moment.replace(tzinfo=moment.tzinfo or UTC) - now
        except (ValueError, OverflowError):
            return timedelta(0)
    return min(max(wait, timedelta(0)), _LONGEST_WAIT)


def _retry_after_of(body: bytes) -> str:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(said, dict):
        return ""
    parameters = said.get("parameters")  # Telegram has it one level down
    nested = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return str(said.get("retry_after", nested or ""))


def _said(answer: Answer, secrets: tuple[str, ...]) -> str:
    """The status and the beginning of the body, as one line or a few."""
    text = clean(answer.body[:4096].decode("utf-8", "replace"))
    for secret in secrets:
        text = text.replace(secret, "…")
    shown = text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
    return f"{answer.status} {shown}".strip()
