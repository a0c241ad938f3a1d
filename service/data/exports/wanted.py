"""Whose export it is: the sites that somebody sees, and those that they own."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from service.accounts.permissions import owned_by
from service.data.exports.schemas import Wanted
from service.domain.exports import What
from service.issues.frame import frame_of
from service.issues.view import Scope, View


def wanted_by(
    session: Session,
    account_id: int,
    what: What,
    view: View,
    *,
    any_status: bool,
    base_url: str,
    now: datetime,
) -> Wanted:
    """What this account may see of the view. Raises NotFound for a site that it is no member of."""
    scope = frame_of(session, account_id, view, now).scope
    return Wanted(what, view, scope, frozenset(owned_by(session, account_id)), any_status, base_url)


def wanted_at(
    sites: Sequence[int], what: What, view: View, *, any_status: bool, base_url: str, now: datetime
) -> Wanted:
    """What there is of the view at these sites, for somebody who may see all of them."""
    return Wanted(what, view, Scope(tuple(sites), 0, now), frozenset(sites), any_status, base_url)
