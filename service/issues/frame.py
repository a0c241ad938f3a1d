"""What stands around every page of the desk: sites, counts, saved views, and whose desk it is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.accounts.permissions import DECIDERS, roles_of
from service.domain.workflow import Status
from service.errors import NotFound
from service.issues import discuss, queue
from service.issues.view import Scope, View
from service.models import SavedView, Site


@dataclass(frozen=True, slots=True)
class Frame:
    """The desk of one editor, seen through one view."""

    view: View
    scope: Scope
    sites: list[Site]
    site: Site | None
    deciding: frozenset[int]
    """The sites at which the editor may decide."""

    def may_decide(self, site_id: int) -> bool:
        """Whether the editor may decide issues of this site."""
        return site_id in self.deciding


def frame_of(session: Session, account_id: int, view: View, now: datetime) -> Frame:
    """The editor's desk in this view. Raises NotFound for a site that the editor is no member of."""
    roles = roles_of(session, account_id)
    sites = [site for site, _ in roles]
    site = next((site for site in sites if site.key == view.site), None)
    if view.site and site is None:
        raise NotFound("There is no such site, or you are no member of it.")
    shown = tuple(each.id for each in sites if site is None or each is site)
    deciding = frozenset(each.id for each, role in roles if role in DECIDERS)
    return Frame(view, Scope(shown, account_id, now), sites, site, deciding)


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved view, with how many issues it has now."""

    saved: SavedView
    view: View
    count: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is counted for the head of the page."""

    counts: dict[Status, int]
    mentions: int
    tabs: list[Tab]


def surroundings(session: Session, frame: Frame, tabs: list[Tab]) -> Surroundings:
    """The counts that stand in the head of the page."""
    mentions = discuss.unseen_mentions(session, frame.scope.account_id)
    return Surroundings(queue.waiting(session, frame.scope, frame.view.site), mentions, tabs)
