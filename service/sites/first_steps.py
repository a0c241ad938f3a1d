"""The first steps of a new site: what has been done of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from service.models import Channel, ChannelKind, InstallationCheck, Invitation, Issue, Membership, Site
from service.sites.check.findings import Finding, works


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """How far a site has come."""

    embedded: bool
    """The latest look at a page has found that readers can report from it."""
    shared: bool
    """Somebody besides its first owner is a member, or is invited."""
    told: bool
    """Some channel, its own or a member's, tells of what readers find."""
    reported: bool
    """A reader has reported something: the site is live, whatever else was done."""

    @property
    def open(self) -> bool:
        """Whether there is anything left that is worth being told about."""
        return not self.reported and not (self.embedded and self.shared and self.told)


def first_steps(session: Session, site: Site) -> FirstSteps:
    """How far this site has come."""
    return first_steps_of(session, [site])[site.id]


def first_steps_of(session: Session, sites: Iterable[Site]) -> dict[int, FirstSteps]:
    """How far each of these sites has come, by its number."""
    members = select(Membership.account_id).where(Membership.site_id == Site.id).correlate(Site)
    counted = select(func.count()).where(Membership.site_id == Site.id).scalar_subquery()
    agreed = or_(Channel.kind != ChannelKind.EMAIL, Channel.confirmed_at.is_not(None))
    of_readers = (Channel.off_at.is_(None), Channel.personal.is_(False), agreed)
    listens = and_(*of_readers, or_(Channel.site_id == Site.id, Channel.account_id.in_(members)))
    rows = session.execute(
        select(
            Site.id,
            InstallationCheck.findings,
            or_(counted > 1, exists().where(Invitation.site_id == Site.id)),
            exists().where(listens),
            exists().where(Issue.site_id == Site.id),
        )
        .outerjoin(InstallationCheck, InstallationCheck.site_id == Site.id)
        .where(Site.id.in_([site.id for site in sites]))
    )
    return {
        number: FirstSteps(works([Finding.read(row) for row in findings or ()]), shared, told, reported)
        for number, findings, shared, told, reported in rows
    }
