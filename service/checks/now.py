"""A look at a page at once, by whoever runs the service."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.checks.ask import ask_of
from service.checks.claim import PutOff, claim
from service.checks.look import Ways, look
from service.checks.reader import PageReader
from service.checks.readings import MOST_ISSUES, watched
from service.database import Database
from service.domain.origins import covers_host
from service.domain.page_problems import WORDS
from service.domain.page_url import page_key
from service.errors import Conflict, NotFound
from service.models import Issue, IssueCheck, Page, Site
from service.outbound.client import Client
from service.settings import Settings
from service.sites.find import find_site


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What is known of one issue now; no verdict where no look has told of it yet."""

    number: int
    exact: str
    status: str
    verdict: str
    found: str
    confidence: float | None
    looked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look."""

    url: str
    problem: str
    """The code of why nothing was read (`domain.page_problems`); empty where it was."""
    reason: str
    issues: list[LookedAt]


def page_of_issue(session: Session, number: int) -> int:
    """The number of the issue's page. Raises NotFound."""
    page_id = session.scalar(select(Issue.page_id).where(Issue.id == number))
    if page_id is None:
        raise NotFound("There is no issue with this number.")
    return page_id


def page_of_url(session: Session, url: str, key: str | None, *, now: datetime) -> int:
    """The number of the page at this address, whatever tracking it carries.

    Raises NotFound where nothing was reported from it, Conflict where several sites have it and `key` names none.
    """
    sites = [find_site(session, key, now=now)] if key else session.scalars(select(Site).order_by(Site.id)).all()
    found = [page for site in sites if (page := _page_at(session, site, url)) is not None]
    if not found:
        raise NotFound("Nothing was reported from this address, or it is of no site's host.")
    if len(found) > 1:
        raise Conflict("Several sites have this page: name one by --site.")
    return found[0]


def _page_at(session: Session, site: Site, url: str) -> int | None:
    try:
        key = page_key(url, (site.page_rules or {}).get("parameters"))
    except ValueError:
        return None
    if not covers_host(url, site.origins):
        return None
    digest = hashlib.sha256(key.encode()).digest()
    return session.scalar(select(Page.id).where(Page.site_id == site.id, Page.key_hash == digest))


def look_now(
    database: Database, settings: Settings, page_id: int, *, worker: str, clock: Callable[[], datetime]
) -> Looked:
    """Look at the page, as the worker would. Raises Conflict where that cannot be now, saying why."""
    with database.write() as session:
        ask_of(session, page_id, now=clock())
        ways = Ways.of(settings, Client.of(settings))
        taken = claim(session, worker=worker, now=clock(), pause=ways.pause, jitter=random.random, page_id=page_id)
        if isinstance(taken, PutOff) and taken.turned_off:
            raise Conflict("The pages of this site are not looked at: its owner has turned that off.")
        if taken is None or isinstance(taken, PutOff):
            raise Conflict("The page, or another one of its host, is being looked at: try again in a minute.")
    with PageReader() as reader:
        problem = look(database, taken, ways, reader, clock=clock, jitter=random.random)
    reason = WORDS[problem.code] % dict(problem.about) if problem else ""
    with database.read() as session:
        return Looked(taken.url, problem.code if problem else "", reason, _issues(session, page_id, now=clock()))


def _issues(session: Session, page_id: int, *, now: datetime) -> list[LookedAt]:
    query = select(Issue, IssueCheck).outerjoin(IssueCheck, IssueCheck.issue_id == Issue.id)
    rows = session.execute(query.where(watched(page_id, now)).order_by(Issue.id).limit(MOST_ISSUES))
    return [_looked_at(issue, check) for issue, check in rows]


def _looked_at(issue: Issue, check: IssueCheck | None) -> LookedAt:
    return LookedAt(
        number=issue.id,
        exact=issue.exact,
        status=issue.status.value,
        verdict=check.verdict.value if check else "",
        found=check.found if check else "",
        confidence=check.confidence if check else None,
        looked_at=check.looked_at if check else None,
    )
