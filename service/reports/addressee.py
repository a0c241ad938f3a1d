"""The site that a report is for, and whether the report is there already: what every report is asked first."""

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from service.domain.workflow import Outcome
from service.models import Report, Site
from service.models.upsert import table_of
from service.sites.find import is_key, unknown_site

_SITE, _REPORT = table_of(Site), table_of(Report)
_ASKED = (
    select(_SITE.c.id, _SITE.c.key, _SITE.c.origins, _REPORT.c.outcome)
    .outerjoin(_REPORT, and_(_REPORT.c.site_id == _SITE.c.id, _REPORT.c.receipt == bindparam("receipt")))
    .where(_SITE.c.key == bindparam("key"))
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """What of a site matters for taking a report."""

    id: int
    key: str
    origins: list[str]


def addressee_of(session: Session, key: str, receipt: str) -> tuple[Addressee, Outcome | None]:
    """The site with this key, and the answer that this report of it got, if it is here already. Raises NotFound."""
    asked = {"key": key, "receipt": receipt}
    found = session.connection().execute(_ASKED, asked).first() if is_key(key) else None
    if found is None:
        raise unknown_site()
    return Addressee(found.id, found.key, found.origins), found.outcome
