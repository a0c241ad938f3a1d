"""A real mail server on this machine: it keeps what it is sent, and refuses what a test has it refuse."""

import contextlib
from asyncio import Server
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, TypeVar

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass
class Mailbox:
    """All that came, whoever it was for."""

    port: int = 0
    arrived: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    """Sender, recipients and content of each message."""
    recipients: list[str] = field(default_factory=list)
    """What is said to each recipient in turn, instead of taking it; then all are taken."""
    contents: list[str] = field(default_factory=list)
    """The same for each message's content."""

    @property
    def url(self) -> str:
        return f"smtp+plain://127.0.0.1:{self.port}"

    @property
    def mails(self) -> list[EmailMessage]:
        """What came, parsed."""
        return [_parsed(content) for _, _, content in self.arrived]

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if self.recipients:
            return self.recipients.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.contents:
            return self.contents.pop(0)
        self.arrived.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "250 Kept as 4711"


def _parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def parts(mail: EmailMessage) -> tuple[str, str]:
    """The text and the HTML of an e-mail."""
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None and html is not None
    return text.get_content(), html.get_content()


Kind = TypeVar("Kind", bound=Mailbox)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, enable_SMTPUTF8=True, ident="test")

    def _trigger_server(self) -> None:
        """By the port that the system chose."""
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextlib.contextmanager
def mailbox(kept: Kind) -> Iterator[Kind]:
    """A mail server for as long as the block lasts; what it is sent is in `kept`."""
    controller = _Controller(kept, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        kept.port = controller.port
        yield kept
    finally:
        controller.stop()
