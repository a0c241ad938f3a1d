"""Sealing: what is kept, or given to a browser to bring back, and only this installation can read or make."""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service.settings import Settings

_NONCE = 12


def seal(settings: Settings, content: bytes, *, purpose: str) -> bytes:
    """The content, sealed by the installation's secret; it opens for the same purpose only (AES-256-GCM)."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_key(settings)).encrypt(nonce, content, purpose.encode())


def open_sealed(settings: Settings, sealed: bytes, *, purpose: str) -> bytes | None:
    """What was sealed for this purpose, or None: made by somebody else, for something else, or with another secret."""
    try:
        return AESGCM(_key(settings)).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
    except (InvalidTag, ValueError):  # ValueError: not even long enough
        return None


def reseal(former: Settings, fresh: Settings, sealed: bytes, *, purpose: str) -> bytes | None:
    """What the former secret sealed, sealed by the fresh one; None where neither of the two opens it."""
    for settings in (former, fresh):  # the fresh one has sealed it where this was begun before
        content = open_sealed(settings, sealed, purpose=purpose)
        if content is not None:
            return seal(fresh, content, purpose=purpose)
    return None


def give_out(settings: Settings, content: dict[str, Any], *, purpose: str, lasts: timedelta, now: datetime) -> str:
    """The content as text for a hidden field of a form, for a while."""
    stored = json.dumps(content | {"until": (now + lasts).timestamp()}).encode()
    return base64.urlsafe_b64encode(seal(settings, stored, purpose=purpose)).decode()


def take_back(settings: Settings, text: str, *, purpose: str, now: datetime) -> dict[str, Any] | None:
    """What was given out for this purpose, or None if it was not, or too long ago."""
    try:
        sealed = base64.b64decode(text.encode("ascii"), b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    opened = open_sealed(settings, sealed, purpose=purpose)
    content: dict[str, Any] = json.loads(opened) if opened is not None else {"until": 0}
    return content if content["until"] > now.timestamp() else None


def keyed_hash(settings: Settings, purpose: str, text: str) -> bytes:
    """A hash for what is too short to be hashed without a key."""
    return hmac.digest(settings.secret(), f"{purpose}\n{text}".encode("utf-8", "replace"), hashlib.sha256)


def _key(settings: Settings) -> bytes:
    return hmac.digest(settings.secret(), b"seal", hashlib.sha256)
