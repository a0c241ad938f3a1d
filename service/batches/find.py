"""Finding a batch, for the editor whose it is."""

from sqlalchemy.orm import Session

from service.errors import NotFound
from service.models import Batch

_LARGEST = 2**63 - 1


def find_batch(session: Session, number: int, account_id: int) -> Batch:
    """The batch with this number, if this editor began it. Raises NotFound."""
    batch = session.get(Batch, number) if 0 < number <= _LARGEST else None
    if batch is None or batch.account_id != account_id:
        raise NotFound("You have begun no such batch.")
    return batch
