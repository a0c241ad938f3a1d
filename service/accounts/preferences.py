"""How the desk speaks to a person: their language and time zone."""

from sqlalchemy.orm import Session

from service.errors import InvalidInput
from service.models import Account
from service.web.catalogues import languages
from service.web.speech import time_zones


def set_preferences(session: Session, account_id: int, *, language: str, time_zone: str) -> None:
    """Keep what the person chose; empty leaves it to the browser. Raises InvalidInput for what there is not."""
    if language and language not in languages():
        raise InvalidInput("The desk does not speak this language.", field="language")
    if time_zone and time_zone not in time_zones():
        raise InvalidInput("There is no such time zone.", field="time_zone")
    account = session.get_one(Account, account_id)
    account.language, account.time_zone = language, time_zone
