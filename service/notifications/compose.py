"""Composing a message: what there is to tell a channel, as it stands when the message leaves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from service.accounts.permissions import DECIDERS
from service.domain.characters import clean_line
from service.domain.diff import Part, marked
from service.domain.events import Happening
from service.domain.proof import Proof, proof_of
from service.domain.workflow import Status
from service.models import Account, Channel, ChannelKind, Delivery, Issue, Membership, News, Purpose, SuggestionRow
from service.models.suggestion import shown_correction
from service.notifications.calls import Calls, compose_calls, speech_of
from service.web.catalogues import SOURCE
from service.web.speech import Speech

MOST = 100
"""Issues of which a message can tell; it counts the others."""


@dataclass(frozen=True, slots=True)
class Told:
    """One issue, as a message tells of it."""

    issue: Issue
    happening: Happening
    proof: Proof
    parts: Sequence[Part]
    """The wrong words, struck and corrected as at the desk."""
    correction: str | None
    may_decide: bool
    """Whether the message may carry links that decide it."""

    @property
    def title(self) -> str:
        """The page's title on one line, or its address."""
        return clean_line(self.issue.page.title) or self.address

    @property
    def address(self) -> str:
        """The page's address without scheme and query, to be read and not opened."""
        parts = urlsplit(self.issue.page.url)
        return parts.netloc + parts.path


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one message tells, to whom and in what words."""

    key: str
    """The message's own, the same at every attempt."""
    speech: Speech
    base_url: str
    is_test: bool = False
    place: str = ""
    """The site's name, or of a person's channel the names of the sites it tells of."""
    query: str = ""
    """Of the desk's address, for the one site that is told of."""
    account_id: int | None = None
    """The person for whom its links may decide; None: for nobody."""
    told: Sequence[Told] = field(default_factory=list)
    count: int = 0
    """How many issues there are, told or not."""

    @property
    def heading(self) -> str:
        """What the message is, in one line."""
        if self.is_test:
            return self.speech.text("A test message from Bluepencil for %(place)s", place=self.place)
        return self.speech.counted(
            "%(place)s: readers found an error", "%(place)s: readers found %(num)s errors", self.count, place=self.place
        )

    def more_than(self, shown: int) -> str:
        """That there are more issues than are shown; empty where there are not."""
        left = self.count - min(shown, len(self.told))
        return self.speech.counted("and one more", "and %(num)s more", left) if left > 0 else ""

    @property
    def desk(self) -> str:
        """The address of the queue."""
        return f"{self.base_url}/desk{self.query}"

    def address_of(self, told: Told) -> str:
        """The address of an issue at the desk."""
        return f"{self.base_url}/desk/issues/{told.issue.id}"


def compose(session: Session, delivery: Delivery, channel: Channel, *, base_url: str) -> Digest | Calls | None:
    """What the delivery is to say; None where there is nothing left to tell: all of it has been decided meanwhile."""
    if delivery.purpose is Purpose.TEST:
        return test_of(channel, delivery.key, base_url=base_url)
    if channel.personal:
        return compose_calls(session, delivery, channel, base_url=base_url)
    speech = _speech(channel)
    account_id = _signs_for(session, channel)
    seen, deciding = _told_of(session, channel), _decided_by(session, account_id)
    news = select(News, SuggestionRow).join(Issue, Issue.id == News.issue_id)
    news = news.outerjoin(SuggestionRow, (SuggestionRow.issue_id == Issue.id) & (SuggestionRow.rank == 0))
    open_still = (News.delivery_id == delivery.id, Issue.status == Status.OPEN, Issue.site_id.in_(seen))
    whole = joinedload(News.issue).options(joinedload(Issue.page), joinedload(Issue.site))
    rows = session.execute(news.where(*open_still).options(whole).order_by(Issue.id)).all()
    if not rows:
        return None
    told = [_told(row, best, deciding) for row, best in rows[:MOST]]
    sites = {each.issue.site.id: each.issue.site for each in told}
    query = f"?site={next(iter(sites.values())).key}" if len(sites) == 1 else ""
    place = ", ".join(sorted(clean_line(site.name) for site in sites.values()))
    return Digest(delivery.key, speech, base_url, False, place, query, account_id, told, len(rows))


def _told(news: News, best: SuggestionRow | None, deciding: frozenset[int]) -> Told:
    issue = news.issue
    correction = shown_correction(issue, best)
    return Told(
        issue=issue,
        happening=news.happening,
        proof=proof_of(issue.quote, issue.sentence),
        parts=marked(issue.exact, correction),
        correction=correction,
        may_decide=issue.site_id in deciding,
    )


def _signs_for(session: Session, channel: Channel) -> int | None:
    """The person whose decisions links may carry: the one who owns the very mailbox that the message goes to."""
    if channel.kind is not ChannelKind.EMAIL:
        return None
    owner = session.scalar(select(Account.id).where(Account.email == str(channel.config["address"]).lower()))
    return owner if channel.account_id in (None, owner) else None


def _told_of(session: Session, channel: Channel) -> frozenset[int]:
    """The sites that the channel is told of: whoever has left a site is told of it no more."""
    if channel.site_id is not None:
        return frozenset({channel.site_id})
    theirs = select(Membership.site_id).where(Membership.account_id == channel.account_id)
    return frozenset(session.scalars(theirs))


def _decided_by(session: Session, account_id: int | None) -> frozenset[int]:
    """The sites at which this person may decide."""
    if account_id is None:
        return frozenset()
    theirs = select(Membership.site_id).where(Membership.account_id == account_id, Membership.role.in_(DECIDERS))
    return frozenset(session.scalars(theirs))


def test_of(channel: Channel, key: str, *, base_url: str) -> Digest:
    """A message that only says that it came."""
    owner = channel.site or channel.account
    return Digest(key, _speech(channel), base_url, is_test=True, place=clean_line(owner.name) if owner else "")


def _speech(channel: Channel) -> Speech:
    if channel.personal:
        return speech_of(channel)
    return Speech(channel.language or SOURCE, channel.time_zone)
