"""All that one reader has sent, by a receipt or by an e-mail address."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.errors import InvalidInput
from service.models import Report
from service.models.report import HAS_COMMENT, HAS_EMAIL

_RECEIPT = re.compile(r"[A-Za-z0-9_-]{22}")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,189}")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody as they are asked for: by one report's receipt, or by an address."""

    receipt: str = ""
    email: str = ""


def reader_of(text: str) -> Reader:
    """What was typed, as the one or the other. Raises InvalidInput for what is neither."""
    asked = text.strip()
    if _RECEIPT.fullmatch(asked):
        return Reader(receipt=asked)
    if _EMAIL.fullmatch(asked):
        return Reader(email=asked)
    raise InvalidInput("That is neither an e-mail address nor a receipt, which has 22 characters.", field="reader")


def reports_of(session: Session, reader: Reader, site_ids: Collection[int]) -> Sequence[int]:
    """The numbers of the reader's reports to these sites, ascending.

    An address finds the reports that came with it, however its case, and those with a comment in which it stands.
    """
    if reader.receipt:
        query = select(Report.id).where(Report.receipt == reader.receipt, Report.site_id.in_(site_ids))
        return session.scalars(query.order_by(Report.id)).all()
    return sorted({number for site_id in site_ids for number in _by_address(session, site_id, reader.email.casefold())})


def _by_address(session: Session, site_id: int, address: str) -> Iterator[int]:
    """Compared here and not by the databases, which each fold letters beyond ASCII their own way."""
    with_email = select(Report.id, Report.email).where(Report.site_id == site_id, HAS_EMAIL)
    commented = select(Report.id, Report.comment).where(Report.site_id == site_id, HAS_COMMENT)
    for number, email in session.execute(with_email.execution_options(yield_per=1000)):
        if email.casefold() == address:
            yield number
    for number, comment in session.execute(
        commented.where(Report.comment.contains("@")).execution_options(yield_per=1000)
    ):
        if re.search(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", comment.casefold()):
            yield number
