"""The page that shows a channel's secret, this once."""

from fastapi import Request, Response

from service.accounts.current_user import Editor
from service.models import Channel, ChannelKind
from service.notifications.find import Holder
from service.notifications.routes.holder import page


def secret_page(
    request: Request, editor: Editor, holder: Holder, channel: Channel, secret: str, base_url: str
) -> Response:
    """The answer to the form that made the secret: no other page shows it."""
    if channel.kind is ChannelKind.FEED:
        secret = f"{base_url}/feeds/{secret}.atom"
    return page(request, "secret", editor, holder, {"channel": channel, "secret": secret})
