"""Rate limits, counted in the database so that all processes share them."""

import hashlib
import hmac
import math
from datetime import datetime
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from fastapi import Request
from sqlalchemy import BindParameter, Double, bindparam, case, delete
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
    """Count one more of at most `limit` in so many seconds. Raises RateLimited, with the time until the next is free.

    Whoever did nothing for a while may do all of them at once; after that, one more is free every `seconds / limit`
    (the generic cell rate algorithm, ITU-T I.371: one moment to remember, and no windows at whose edges twice as many
    pass).
    """
    moment = now.timestamp()
    step = seconds / limit
    using = {"key": key, "now": moment, "step": step}
    used_until: float = session.connection().execute(_using(dialect_of(session)), using).scalar_one()
    over = used_until - moment - seconds
    if over > step / 1000:  # what floating point makes of nothing
        raise RateLimited("Too many at once. Please try again later.", retry_after=math.ceil(over))


@lru_cache(maxsize=2)
def _using(dialect: str) -> ReturningInsert[float]:
    """Built once: building it takes longer than running it."""
    now: BindParameter[float] = bindparam("now", type_=Double())
    step: BindParameter[float] = bindparam("step", type_=Double())
    row = insert_into(Rate, dialect).values(key_hash=bindparam("key"), used_until=now + step)
    from_then = case((Rate.used_until > now, Rate.used_until), else_=now)
    more = {"used_until": from_then + step}
    return row.on_conflict_do_update(index_elements=[Rate.key_hash], set_=more).returning(Rate.used_until)


def purge(session: Session, *, now: datetime) -> None:
    """Forget those who have nothing used up any more."""
    session.execute(delete(Rate).where(Rate.used_until < now.timestamp()))
