"""Finding, or making, the page that a report came from."""

import hashlib
from datetime import datetime
from functools import lru_cache

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from service.domain.origins import covers_host
from service.domain.page_url import page_address, page_key
from service.errors import InvalidInput
from service.models import Page
from service.models.upsert import dialect_of, insert_into
from service.reports.addressee import Addressee
from service.reports.schemas import PageIn

_SAID_BY_THE_PAGE = ("title", "language", "section", "author", "modified")


def record_page(session: Session, site: Addressee, page: PageIn, *, now: datetime) -> int:
    """The number of the page's row, made or brought up to date, and locked until the end of the transaction.

    The lock lets reports of one page come one after another, so that two of them cannot make two issues of one place.
    Raises InvalidInput for an address that is none, that is not on one of the site's hosts, or that its owner has taken
    out.
    """
    url = _address(site, page.url, field="page.url")
    if not site.takes(page.url):
        raise InvalidInput("page.url: reports of this page are not taken.", field="page.url")
    named = _identity(site, page, url)
    key = page_key(named, site.parameters)
    # The address is one of the page itself. Else whoever sends a report could lead editors, and the page check, from
    # the article to another page.
    is_its_own = named == url or page_key(url, site.parameters) == key
    values = {
        "site_id": site.id,
        "key_hash": hashlib.sha256(key.encode()).digest(),
        "url": url if is_its_own else named,
        "title": page.title,
        "language": page.lang,
        "section": page.section,
        "author": page.author,
        "modified": page.modified,
        "first_seen_at": now,
        "last_seen_at": now,
    }
    number: int = session.connection().execute(_recording(dialect_of(session)), values).scalar_one()
    return number


@lru_cache(maxsize=2)
def _recording(dialect: str) -> ReturningInsert[int]:
    """Built once: building it takes longer than running it."""
    row = insert_into(Page, dialect)
    said = {name: func.coalesce(func.nullif(row.excluded[name], ""), getattr(Page, name)) for name in _SAID_BY_THE_PAGE}
    newer = {name: row.excluded[name] for name in ("url", "last_seen_at")} | said
    upsert = row.on_conflict_do_update(index_elements=[Page.site_id, Page.key_hash], set_=newer)
    return upsert.returning(Page.id)


def _identity(site: Addressee, page: PageIn, url: str) -> str:
    """The address that names the page: its canonical one where that is an address of the same site."""
    try:
        return _address(site, page.canonical, field="page.canonical") if page.canonical else url
    except InvalidInput:
        return url  # a template's mistake must not cost the reader the report


def _address(site: Addressee, url: str, *, field: str) -> str:
    try:
        address = page_address(url, site.parameters)
    except ValueError as error:
        raise InvalidInput(f"{field}: {error}.", field=field) from None
    if not covers_host(address, site.origins):
        raise InvalidInput(f"{field}: not a page of this site.", field=field)
    return address
