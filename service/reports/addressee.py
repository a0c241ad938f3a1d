"""The site that a report is for, and whether the report is there already: what every report is asked first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from service.domain.url_patterns import is_allowed
from service.domain.workflow import Outcome
from service.models import Report, Site
from service.models.upsert import table_of
from service.sites.find import is_key, unknown_site

_SITE, _REPORT = table_of(Site), table_of(Report)
_WITH_OUTCOME = select(_SITE.c.id, _SITE.c.key, _SITE.c.origins, _SITE.c.page_rules, _REPORT.c.outcome).outerjoin(
    _REPORT, and_(_REPORT.c.site_id == _SITE.c.id, _REPORT.c.receipt == bindparam("receipt"))
)
_ASKED = _WITH_OUTCOME.where(_SITE.c.key == bindparam("key"))
_ASKED_BY_FORMER_KEY = _WITH_OUTCOME.where(
    _SITE.c.former_key == bindparam("key"), _SITE.c.former_key_until > bindparam("now")
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """What of a site matters for taking a report."""

    id: int
    key: str
    origins: list[str]
    page_rules: dict[str, Any]

    @property
    def parameters(self) -> list[str] | None:
        """The parameters of an address that make a page another page; None for all of them."""
        return self.page_rules.get("parameters")

    def takes(self, url: str) -> bool:
        """Whether the owner lets readers report from this page."""
        rules = self.page_rules
        return not rules or is_allowed(url, allowed=rules.get("allowed", ()), ignored=rules.get("ignored", ()))


def addressee_of(session: Session, key: str, receipt: str, *, now: datetime) -> tuple[Addressee, Outcome | None]:
    """The site with this key, and the answer that this report of it got, if it is here already. Raises NotFound."""
    if not is_key(key):
        raise unknown_site()
    asked = {"key": key, "receipt": receipt, "now": now}
    connection = session.connection()
    found = connection.execute(_ASKED, asked).first() or connection.execute(_ASKED_BY_FORMER_KEY, asked).first()
    if found is None:
        raise unknown_site()
    return Addressee(found.id, found.key, found.origins, found.page_rules or {}), found.outcome
