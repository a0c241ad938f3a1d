"""Rate limits, counted in the database so that all processes share them."""

import hashlib
import hmac
from datetime import datetime
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from fastapi import Request
from sqlalchemy import bindparam, delete
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from service.errors import RateLimited
from service.models import Rate
from service.models.upsert import dialect_of, insert_into
from service.settings import Settings


def network_of(request: Request) -> str:
    """Who is counted as one: an IPv4 address, or the /64 of an IPv6 address, of which a household has 2^64."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host  # a Unix socket's peer, or a test's name
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)


def key_of(settings: Settings, now: datetime, *parts: str) -> bytes:
    """A keyed hash of what is counted. Its salt changes daily, so that rows of two days cannot be connected."""
    message = "\n".join((now.date().isoformat(), *parts)).encode("utf-8", "replace")
    return hmac.digest(settings.secret(), message, hashlib.sha256)[:16]


def count(session: Session, key: bytes, *, limit: int, seconds: int, now: datetime) -> None:
    """Count one more in this window of so many seconds. Raises RateLimited, with the time left, past the limit."""
    moment = int(now.timestamp())
    window = moment - moment % seconds + seconds
    if session.scalars(_counting(dialect_of(session)), {"key": key, "end": window}).one() > limit:
        raise RateLimited("Too many at once. Please try again later.", retry_after=window - moment)


@lru_cache(maxsize=2)
def _counting(dialect: str) -> ReturningInsert[int]:
    """Built once: building it takes longer than running it."""
    row = insert_into(Rate, dialect).values(key_hash=bindparam("key"), window=bindparam("end"), count=1)
    more = {"count": Rate.count + 1}
    return row.on_conflict_do_update(index_elements=[Rate.key_hash, Rate.window], set_=more).returning(Rate.count)


def purge(session: Session, *, now: datetime) -> None:
    """Forget the windows that have passed."""
    session.execute(delete(Rate).where(Rate.window < int(now.timestamp()) - 60))
