"""Asking for a look at a page, which the worker then takes."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.domain.origins import covers_host
from service.errors import InvalidInput
from service.models import InstallationCheck, Site
from service.outbound.addresses import Reach
from service.outbound.failures import Refused
from service.outbound.targets import Target


def ask(session: Session, site: Site, url: str, *, reach: Reach, now: datetime) -> InstallationCheck:
    """Have this page looked at; an earlier look is forgotten. Raises InvalidInput for others' pages."""
    address = checked_address(site, url, reach)
    check = session.get(InstallationCheck, site.id)
    if check is None:
        check = InstallationCheck(site_id=site.id)
        session.add(check)
    check.url, check.asked_at, check.checked_at, check.findings = address, now, None, []
    check.due_at, check.attempts, check.worker, check.failure = now, 0, None, None
    return check


def latest(session: Session, site_id: int) -> InstallationCheck | None:
    """The latest look at a page of the site, if anybody has asked for one."""
    return session.get(InstallationCheck, site_id)


def checked_address(site: Site, url: str, reach: Reach) -> str:
    """The address of a page of the site, as it will be asked for. Raises InvalidInput."""
    try:
        target = Target.parse(url.strip())
        target.require_possible(reach)
    except Refused as error:
        raise InvalidInput(error.message, field="url", **error.values) from None
    if not covers_host(str(target), site.origins):
        raise InvalidInput(
            "%(host)s is none of this site's hosts. Its origins are in the settings.", field="url", host=target.host
        )
    return str(target)


def first_page(site: Site) -> str:
    """A page to begin with: the front page of the first origin that is one host."""
    return next((f"{origin}/" for origin in site.origins if "*" not in origin), "")
