"""Taking a page that is due, when it is its host's turn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from service.checks.fetch import Marks
from service.domain.look_times import DAILY
from service.domain.origins import Origin
from service.domain.workflow import Status
from service.models import Issue, Page, PageCheck, PageHost, Site
from service.models.lease import LEASE
from service.models.page_host import Haste


@dataclass(frozen=True, slots=True)
class Taken:
    """A page whose turn it is, leased to this worker until it is given back; its host is this worker's for as long."""

    check: PageCheck
    url: str
    host: str
    origins: list[str]
    site_key: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class PutOff:
    """A page that was due and has to wait: for its host, or because its site's owner has turned looks off."""

    until: datetime
    turned_off: bool = False


def claim(
    session: Session,
    *,
    worker: str,
    now: datetime,
    pause: timedelta,
    jitter: Callable[[], float],
    page_id: int | None = None,
) -> Taken | PutOff | None:
    """The page that is due the longest, or this one if it is due. None where none is.

    `pause` is how long a host is let alone between two requests.
    """
    only = None if page_id is None else PageCheck.page_id == page_id
    for check in PageCheck.claim(session, worker=worker, now=now, most=1, only=only):
        page = session.get_one(Page, check.page_id)
        site = session.get_one(Site, page.site_id)
        if not site.looks:
            check.asked_at = check.slot_at = None
            return _put_off(check, now + DAILY * (1 - jitter() / 2), turned_off=True)
        host = PageHost.locked(session, host_of(page.url, site.origins), now=now)
        haste = _haste(session, check)
        later = host.take_turn(haste, check.slot_at, now=now, until=now + LEASE, pause=pause)
        if later is not None:
            check.slot_at = later
            return _put_off(check, later)
        check.slot_at, check.tried_at = None, now
        return Taken(check, page.url, host.host, site.origins, site.key, Marks(check.etag, check.modified))
    return None


def host_of(url: str, origins: list[str]) -> str:
    """What requests are counted by: the page's host, or the domain that the site names with all hosts below it.

    Those are one newspaper's, and a reader can make up any number of them.
    """
    try:
        page = Origin.of_page(url)
    except ValueError:  # what an older version has stored
        return ""
    named = (Origin.parse(origin, pattern=True) for origin in origins)
    return next((origin.host for origin in named if origin.subdomains and origin.allows(page)), page.host)[:255]


def _put_off(check: PageCheck, until: datetime, *, turned_off: bool = False) -> PutOff:
    """Give the row back. That was no attempt."""
    check.due_at, check.worker, check.attempts = until, None, check.attempts - 1
    return PutOff(until, turned_off)


def _haste(session: Session, check: PageCheck) -> Haste:
    if check.asked_at is not None:
        return Haste.ASKED
    accepted = exists().where(Issue.page_id == check.page_id, Issue.status == Status.ACCEPTED)
    return Haste.FIXING if session.scalar(select(accepted)) else Haste.NONE
