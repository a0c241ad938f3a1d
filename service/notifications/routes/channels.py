"""A site's channels, or one's own: all of them, and each with what can be done with it."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.errors import BluepencilError, Conflict, InvalidInput, RateLimited
from service.models import Channel, Off
from service.notifications import channels, find
from service.notifications.addresses import config_of
from service.notifications.confirmation import about, ask
from service.notifications.fate import latest_letter
from service.notifications.find import Holder
from service.notifications.routes.holder import OFFICE, OWN, ChannelFields, HolderOfPath, go_to, page
from service.notifications.routes.listed import list_page
from service.notifications.routes.secret import secret_page
from service.notifications.routes.tests import last_test
from service.notifications.schemas import ChannelForm, form_of
from service.outbound.addresses import Reach
from service.web.context import AppContext, Now, ReadSession, WriteSession

router = APIRouter(include_in_schema=False)


@router.get(OFFICE)
@router.get(OWN)
def all_channels(
    request: Request, session: ReadSession, editor: CurrentEditor, holder: HolderOfPath, now: Now, done: str = ""
) -> Response:
    """All of them; with a site's also the rules for authors."""
    return list_page(request, session, editor, holder, now, done=done)


@router.get(OFFICE + "/{number}")
@router.get(OWN + "/{number}")
def one_channel(
    request: Request,
    session: ReadSession,
    editor: CurrentEditor,
    holder: HolderOfPath,
    now: Now,
    number: int,
    done: str = "",
) -> Response:
    """One of them: how it does, what left for it, its form."""
    channel = find.find_channel(session, holder, number)
    return _page(request, session, editor, holder, channel, form_of(channel), now, done=done)


@router.post(OFFICE + "/{number}")
@router.post(OWN + "/{number}")
def save(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    holder: HolderOfPath,
    context: AppContext,
    now: Now,
    number: int,
    form: ChannelFields,
    *,
    session: WriteSession,
) -> Response:
    """Change it. An address that is left empty stays what it is."""
    channel = find.find_channel(session, holder, number)
    try:
        reach = Reach.of(context.settings.reachable_networks)
        config = config_of(channel.kind, form.typed, reach, known=True)
        moved = channels.change(session, channel, form.wishes(), config, context.settings, now=now)
        asked = moved and ask(
            session, context.settings, channel, asker_id=editor.account_id, asked_by=editor.name, now=now
        )
    except (InvalidInput, Conflict, RateLimited) as error:
        session.rollback()
        return _page(
            request, reading, editor, holder, find.find_channel(reading, holder, number), form, now, refused=error
        )
    return go_to(f"{holder.path}/{number}?done={'asked' if asked else 'saved'}")


@router.post(OFFICE + "/{number}/question")
@router.post(OWN + "/{number}/question")
def ask_again(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    holder: HolderOfPath,
    context: AppContext,
    now: Now,
    number: int,
    session: WriteSession,
) -> Response:
    """Ask its mailbox once more; one that has agreed is left alone."""
    channel = find.find_channel(session, holder, number)
    try:
        asked = ask(session, context.settings, channel, asker_id=editor.account_id, asked_by=editor.name, now=now)
    except (Conflict, RateLimited) as error:
        session.rollback()
        channel = find.find_channel(reading, holder, number)
        return _page(request, reading, editor, holder, channel, form_of(channel), now, refused=error)
    return go_to(f"{holder.path}/{number}" + ("?done=asked" if asked else ""))


@router.post(OFFICE + "/{number}/off")
@router.post(OWN + "/{number}/off")
def off(editor: FormEditor, holder: HolderOfPath, now: Now, number: int, session: WriteSession) -> Response:
    """Tell it nothing for now."""
    channels.switch_off(session, find.find_channel(session, holder, number), Off.SWITCHED_OFF, now=now)
    return go_to(f"{holder.path}/{number}?done=off")


@router.post(OFFICE + "/{number}/on")
@router.post(OWN + "/{number}/on")
def on(editor: FormEditor, holder: HolderOfPath, number: int, session: WriteSession) -> Response:
    """Tell it again."""
    channels.switch_on(find.find_channel(session, holder, number))
    return go_to(f"{holder.path}/{number}?done=on")


@router.post(OFFICE + "/{number}/secret")
@router.post(OWN + "/{number}/secret")
def renew(
    request: Request,
    reading: ReadSession,
    editor: FormEditor,
    holder: HolderOfPath,
    context: AppContext,
    now: Now,
    number: int,
    session: WriteSession,
) -> Response:
    """Give it another secret, which is shown with the answer and never again."""
    channel = find.find_channel(session, holder, number)
    try:
        secret = channels.renew_secret(channel, context.settings, now=now)
    except Conflict as error:
        session.rollback()
        channel = find.find_channel(reading, holder, number)
        return _page(request, reading, editor, holder, channel, form_of(channel), now, refused=error)
    if not secret:
        return go_to(f"{holder.path}/{number}")
    return secret_page(request, editor, holder, channel, secret, context.settings.base_url)


@router.post(OFFICE + "/{number}/removal")
@router.post(OWN + "/{number}/removal")
def remove(editor: FormEditor, holder: HolderOfPath, now: Now, number: int, session: WriteSession) -> Response:
    """Remove it, with all that was or was to be sent to it."""
    channel = find.find_channel(session, holder, number)
    if channel.personal:  # its next message would make it again, and switched on
        channels.switch_off(session, channel, Off.SWITCHED_OFF, now=now)
        return go_to(f"{holder.path}/{number}?done=off")
    session.delete(channel)
    return go_to(f"{holder.path}?done=removed")


def _page(
    request: Request,
    session: Session,
    editor: Editor,
    holder: Holder,
    channel: Channel,
    form: ChannelForm,
    now: Now,
    *,
    done: str = "",
    refused: BluepencilError | None = None,
) -> Response:
    values = {
        "channel": channel,
        "kind": channel.kind,
        "form": form,
        "deliveries": find.deliveries_of(session, channel),
        "question": latest_letter(session, about(channel), since=channel.created_at) if channel.waits else None,
        "has_mail": True,
        "done": done,
        "now": now,
    }
    return page(request, "channel", editor, holder, values | last_test(session, channel, now), refused=refused)
