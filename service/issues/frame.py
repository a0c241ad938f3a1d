"""What stands around every page of the desk: sites, counts, saved views, and whose desk it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from sqlalchemy.orm import Session

from service.accounts.permissions import DECIDERS, OwnSite, called, sites_of
from service.domain.workflow import Status
from service.errors import NotFound
from service.issues import discuss, queue
from service.issues.view import Scope, View
from service.models import Issue, SavedView


@dataclass(frozen=True, slots=True)
class Frame:
    """The desk of one editor, seen through one view."""

    view: View
    scope: Scope
    sites: Sequence[OwnSite]
    """All of the editor's, whichever the view shows."""
    site: OwnSite | None
    site_ids: frozenset[int]
    deciding: frozenset[int]
    """The sites at which the editor may decide."""

    def may_decide(self, site_id: int) -> bool:
        """Whether the editor may decide issues of this site."""
        return site_id in self.deciding

    @property
    def decided_scope(self) -> Scope:
        """What the editor may decide of the view."""
        return replace(self.scope, site_ids=tuple(each for each in self.scope.site_ids if each in self.deciding))

    def through(self, view: View) -> Self:
        """The same desk in another view. Raises NotFound as `frame_of` does."""
        site = _chosen(self.sites, view)
        view = _as_called_now(view, site)
        return replace(self, view=view, site=site, scope=replace(self.scope, site_ids=_shown(self.sites, site)))


def frame_of(session: Session, account_id: int, view: View, now: datetime) -> Frame:
    """The editor's desk in this view. Raises NotFound for a site that the editor is no member of."""
    sites = sites_of(session, account_id)
    site = _chosen(sites, view)
    return Frame(
        view=_as_called_now(view, site),
        scope=Scope(_shown(sites, site), account_id, now),
        sites=sites,
        site=site,
        site_ids=frozenset(each.id for each in sites),
        deciding=frozenset(each.id for each in sites if each.role in DECIDERS),
    )


def _chosen(sites: Sequence[OwnSite], view: View) -> OwnSite | None:
    site = called(sites, view.site)
    if view.site and site is None:
        raise NotFound("There is no such site, or you are no member of it.")
    return site


def _as_called_now(view: View, site: OwnSite | None) -> View:
    """The view with the site's present key, where it was saved or linked to with the former one."""
    return view if site is None or site.key == view.site else view.of(site=site.key)


def _shown(sites: Sequence[OwnSite], site: OwnSite | None) -> tuple[int, ...]:
    return tuple(each.id for each in sites) if site is None else (site.id,)


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved view, with how many issues it has now."""

    saved: SavedView
    view: View
    count: int


@dataclass(frozen=True, slots=True)
class Whole:
    """How many issues of the view the editor may decide; with `is_more`, so many at least."""

    number: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is counted for the head of the page."""

    counts: dict[Status, int]
    mentions: int
    named_in: Issue | None
    """The issue of the newest of these mentions."""
    tabs: list[Tab]
    whole: Whole | None
    """None where it costs more than a page of the view to say: for a search."""


def surroundings(session: Session, frame: Frame, tabs: list[Tab]) -> Surroundings:
    """The counts that stand in the head of the page."""
    mentions = discuss.unseen_mentions(session, frame.scope.account_id)
    named_in = discuss.newest_mention(session, frame.scope.account_id, frame.site_ids) if mentions else None
    counts = queue.waiting(session, frame.scope, frame.view.site)
    return Surroundings(counts, mentions, named_in, tabs, _whole(session, frame, counts))


def _whole(session: Session, frame: Frame, counts: dict[Status, int]) -> Whole | None:
    view, decided = frame.view, frame.decided_scope
    if view.q:
        return None
    if view.status in counts and not view.filters and decided == frame.scope:
        return Whole(counts[view.status], is_more=counts[view.status] >= queue.COUNTED)
    number = queue.count(session, view, decided, most=queue.FEW)
    return Whole(number, is_more=number >= queue.FEW)
