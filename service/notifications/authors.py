"""Authors: rules that say which person a name on a site's pages stands for."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from service.accounts.permissions import role_at
from service.domain.characters import clean_line, fold
from service.errors import Conflict, InvalidInput
from service.models import Author, Channel, ChannelKind
from service.notifications.channels import Wishes, open_channel
from service.settings import Settings

LONGEST = 300
_AND = re.compile(r"\s*(?:[,;&|]|\band\b|\bund\b|\bet\b)\s*", re.IGNORECASE)


def authors_of(session: Session, site_id: int, said: str) -> frozenset[int]:
    """The people whom a page's author's line stands for: the line as a whole, or each of the names in it."""
    names = {fold(name)[:LONGEST] for name in (said, *_AND.split(said))} - {""}
    if not names:
        return frozenset()
    mine = select(Author.account_id).where(Author.site_id == site_id, Author.folded.in_(sorted(names)))
    return frozenset(session.scalars(mine))


def rules_of(session: Session, site_id: int) -> Sequence[Author]:
    """The site's rules, by name."""
    rules = select(Author).where(Author.site_id == site_id).options(joinedload(Author.account))
    return session.scalars(rules.order_by(Author.folded)).all()


def add_rule(
    session: Session, site_id: int, name: str, account_id: int, settings: Settings, *, now: datetime
) -> Author:
    """Tell this member first of what readers find on pages by this author.

    Whoever has no channel yet gets one by e-mail, for such pages only. Raises InvalidInput naming the field, and
    Conflict where there is a rule for this name.
    """
    called = clean_line(name)
    if not 1 <= len(called) <= LONGEST:
        raise InvalidInput("A name has 1 to %(most)s characters.", field="author", most=LONGEST)
    if role_at(session, account_id, site_id) is None:
        raise InvalidInput("Please choose a member of this site.", field="account")
    if session.get(Author, (site_id, fold(called)[:LONGEST])) is not None:
        raise Conflict("There is a rule for this name already.")
    rule = Author(site_id=site_id, folded=fold(called)[:LONGEST], name=called, account_id=account_id, created_at=now)
    session.add(rule)
    session.flush()
    _make_reachable(session, rule, settings, now)
    return rule


def remove_rule(session: Session, site_id: int, name: str) -> bool:
    """Take the rule for this name away. Whether there was one."""
    gone = delete(Author).where(Author.site_id == site_id, Author.folded == fold(name)[:LONGEST])
    return session.scalar(gone.returning(Author.folded)) is not None


def _make_reachable(session: Session, rule: Author, settings: Settings, now: datetime) -> None:
    tells = (Channel.kind != ChannelKind.FEED, Channel.personal.is_(False))
    theirs = select(Channel.id).where(Channel.account_id == rule.account_id, *tells)
    if session.scalar(theirs.limit(1)) is None:
        account = rule.account
        wishes = Wishes(language=account.language, time_zone=account.time_zone, own_only=True)
        config = {"address": account.email}
        open_channel(session, ChannelKind.EMAIL, wishes, config, settings, account_id=account.id, now=now)
