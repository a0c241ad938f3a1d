"""Making a channel: its kind is chosen first, then where it leads."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from service.accounts.current_user import CurrentEditor, Editor, FormEditor
from service.errors import BluepencilError, Conflict, InvalidInput, RateLimited
from service.models import Channel, ChannelKind
from service.notifications.addresses import config_of
from service.notifications.channels import open_channel
from service.notifications.confirmation import ask
from service.notifications.find import Holder, zone_of
from service.notifications.routes.holder import OFFICE, OWN, ChannelFields, HolderOfPath, go_to, page
from service.notifications.routes.secret import secret_page
from service.notifications.schemas import ChannelForm, kind_of
from service.outbound.addresses import Reach
from service.settings import Settings
from service.web.context import AppContext, Now, ReadSession, WriteSession

router = APIRouter(include_in_schema=False)


@router.get(OFFICE + "/new")
@router.get(OWN + "/new")
def new(
    request: Request,
    session: ReadSession,
    editor: CurrentEditor,
    holder: HolderOfPath,
    context: AppContext,
    kind: str = "",
) -> Response:
    """The kinds to choose from, or the form of one kind."""
    form = ChannelForm(kind=kind, time_zone=zone_of(session, holder, editor.time_zone), language=editor.language)
    if kind == ChannelKind.EMAIL and holder.site is None:
        form.address = editor.email
    return _form_page(request, editor, holder, context.settings, form)


@router.post(OFFICE)
@router.post(OWN)
def create(
    request: Request,
    editor: FormEditor,
    holder: HolderOfPath,
    context: AppContext,
    now: Now,
    form: ChannelFields,
    *,
    session: WriteSession,
) -> Response:
    """Make it. A secret is shown with the answer, and never again."""
    try:
        channel, secret = _created(session, context.settings, holder, form, now)
        asked = ask(session, context.settings, channel, asker_id=editor.account_id, asked_by=editor.name, now=now)
    except (InvalidInput, Conflict, RateLimited) as error:
        session.rollback()
        return _form_page(request, editor, holder, context.settings, form, error)
    if secret:
        return secret_page(request, editor, holder, channel, secret, context.settings.base_url)
    return go_to(f"{holder.path}/{channel.id}?done={'asked' if asked else 'made'}")


def _created(session: Session, settings: Settings, holder: Holder, form: ChannelForm, now: Now) -> tuple[Channel, str]:
    kind = kind_of(form.kind)
    wishes = form.wishes()
    config = config_of(kind, form.typed, Reach.of(settings.reachable_networks))
    return open_channel(session, kind, wishes, config, settings, **holder.owner, now=now)


def _form_page(
    request: Request,
    editor: Editor,
    holder: Holder,
    settings: Settings,
    form: ChannelForm,
    refused: BluepencilError | None = None,
) -> Response:
    kind = kind_of(form.kind) if form.kind in set(ChannelKind) else None
    values = {"form": form, "kind": kind, "channel": None, "has_mail": settings.mail_server is not None}
    return page(request, "new", editor, holder, values, refused=refused)
