"""A channel as an Atom feed (RFC 4287): the newest of the open issues that it is about."""

import re
from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from service.accounts.logins import token_hash
from service.domain.characters import fold
from service.domain.workflow import Status
from service.errors import NotFound
from service.models import Channel, Issue, Membership, SuggestionRow
from service.models.suggestion import shown_correction
from service.web.catalogues import SOURCE
from service.web.speech import Speech

Listed = tuple[Issue, SuggestionRow | None]
MOST = 50
"""Issues in a feed."""
_LOOKED_AT = 500
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def find_feed(session: Session, token: str) -> Channel:
    """The feed of this secret address. Raises NotFound."""
    channel = session.scalar(select(Channel).where(Channel.token_hash == token_hash(token), Channel.off_at.is_(None)))
    if channel is None:
        raise NotFound("There is no feed at this address. Its owner may have changed it.")
    return channel


def entries_of(session: Session, channel: Channel) -> list[Listed]:
    """The issues, the one that was reported last first, each with its best suggestion."""
    best = (SuggestionRow.issue_id == Issue.id) & (SuggestionRow.rank == 0)
    query = select(Issue, SuggestionRow).outerjoin(SuggestionRow, best)
    query = query.where(Issue.status == Status.OPEN, Issue.report_count >= channel.readers)
    if channel.site_id is not None:
        query = query.where(Issue.site_id == channel.site_id)
    else:
        theirs = select(Membership.site_id).where(Membership.account_id == channel.account_id)
        query = query.where(Issue.site_id.in_(theirs))
    if channel.kinds:
        query = query.where(Issue.kind.in_(channel.kinds))
    if channel.languages:
        query = query.where(Issue.language.in_(channel.languages))
    newest = query.order_by(Issue.last_reported_at.desc(), Issue.id.desc()).limit(_LOOKED_AT)
    whole = newest.options(joinedload(Issue.page), joinedload(Issue.site))
    rows: list[Listed] = [(issue, row) for issue, row in session.execute(whole)]
    sections = {fold(section) for section in channel.sections}
    return [(issue, row) for issue, row in rows if not sections or fold(issue.page.section) in sections][:MOST]


def atom(channel: Channel, entries: Sequence[Listed], *, base_url: str, now: datetime) -> bytes:
    """The feed's document. What XML cannot hold is left out of what readers wrote."""
    speech = Speech(channel.language or SOURCE)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": speech.language})
    _text(feed, "id", f"{base_url}/feeds/{channel.id}")
    _text(feed, "title", speech.text("Bluepencil: %(name)s", name=channel.name))
    _text(feed, "updated", max((issue.last_reported_at for issue, _ in entries), default=now).isoformat())
    SubElement(feed, "link", {"rel": "alternate", "href": f"{base_url}/desk"})
    for issue, best in entries:
        _entry(feed, issue, best, base_url, speech)
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: Element, issue: Issue, best: SuggestionRow | None, base_url: str, speech: Speech) -> None:
    entry = SubElement(feed, "entry")
    address = f"{base_url}/desk/issues/{issue.id}"
    correction = shown_correction(issue, best)
    title = issue.exact if correction is None else f"{issue.exact} → {correction}"
    readers = speech.counted("%(num)s reader", "%(num)s readers", issue.report_count)
    _text(entry, "id", address)
    _text(entry, "title", title)
    _text(entry, "updated", issue.last_reported_at.isoformat())
    _text(entry, "published", issue.first_reported_at.isoformat())
    SubElement(entry, "link", {"rel": "alternate", "href": address})
    _text(SubElement(entry, "author"), "name", issue.site.name)
    _text(entry, "summary", f"{issue.sentence or issue.quote.prefix + issue.exact + issue.quote.suffix}\n{readers}")
    _text(entry, "content", f"{issue.page.title} · {issue.page.url}")


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_XML.sub("", text)
