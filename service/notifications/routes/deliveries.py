"""Dead deliveries get another chance."""

from fastapi import APIRouter, Response

from service.accounts.current_user import FormEditor
from service.notifications.find import find_delivery
from service.notifications.routes.holder import OFFICE, OWN, HolderOfPath, go_to
from service.web.context import Now, WriteSession

router = APIRouter(include_in_schema=False)


@router.post(OFFICE + "/{number}/deliveries/{delivery}/again")
@router.post(OWN + "/{number}/deliveries/{delivery}/again")
def again(
    editor: FormEditor, holder: HolderOfPath, now: Now, number: int, delivery: int, session: WriteSession
) -> Response:
    """Send a dead one again, under the same name; one that is not dead is left alone."""
    found = find_delivery(session, holder, number, delivery)
    if found.is_dead:
        found.send_again(now)
    return go_to(f"{holder.path}/{number}?done=again#deliveries")
