"""Filling a database with invented issues, to see the desk with a newspaper group's millions."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.demo import drawn
from service.demo.invent import FilledSite, Inventor
from service.demo.load import Load
from service.demo.phrases import PAPERS, PHRASES
from service.demo.seed import OWNER
from service.models import Account, Role, Site
from service.sites.create import create_site, set_member

SEED = 1
_CHUNK = 20_000
_LOADING = 0.7
"""The share of the time that storing rows takes; the rest is for the indexes."""
_LANGUAGES = (("en", "uk"), ("de", "en"), ("en", "fr"), ("uk", "en"), ("fr", "en"), ("en", "de"), ("pl", "uk"))
"""The main and the other language of sites, in turn."""


def sites_for(issues: int) -> int:
    """How many sites so many issues are spread over, unless somebody asks for another number: 200 for many."""
    return max(1, min(200, issues // 500))


def fill(session: Session, *, issues: int, sites: int, now: datetime, seed: int = SEED) -> Iterator[float]:
    """Invent so many issues for so many sites of the demo's owner, who is there already. Yields the part that is done.

    The session is to have the database for itself (`Database.alone`). Sites that are there from an earlier time get
    more issues.
    """
    owner = session.scalars(select(Account).where(Account.email == OWNER)).one()
    filled = [_site(session, number, owner.id, now) for number in range(1, sites + 1)]
    load = Load(session)
    load.begin()
    inventor = Inventor(sites=filled, owner_id=owner.id, issues=issues, taken=load.taken, now=now, seed=seed)
    load.add(inventor.stock())
    chunks, done = inventor.chunks(_CHUNK), 0
    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(next, chunks, None)
        while (rows := coming.result()) is not None:
            load.add(rows)
            coming = ahead.submit(next, chunks, None)  # while the database works, Python has nothing to do
            load.derive(rows)
            done += len(rows[drawn.ISSUE])
            yield _LOADING * done / issues
    for part in load.end():
        yield _LOADING + (1 - _LOADING) * part


def _site(session: Session, number: int, owner_id: int, now: datetime) -> FilledSite:
    papers = PAPERS.split("|")
    paper = papers[number % len(papers)]
    key, origin = f"demo-{number}", f"https://{paper.lower()}-{number}.example"
    languages = _LANGUAGES[number % len(_LANGUAGES)]
    site = session.scalar(select(Site).where(Site.key == key))
    if site is None:
        name = f"{paper} {number}"
        site = create_site(
            session, name=name, origins=[origin], languages=languages, owner_id=owner_id, now=now, key=key
        )
        site.looks = False  # its pages are invented too
    else:
        set_member(session, site.id, owner_id, Role.OWNER, now=now)
    return FilledSite(site.id, site.origins[0], tuple(tag for tag in site.languages if tag in PHRASES) or ("en",))
