"""From nothing to a resolved issue, as people do it: the owner sets up, a reader reports, a colleague decides.

The service is told no more than its operator tells it on the first day: where to hand in e-mails. (And that pages of
this machine may be looked at, and that news need not gather for a minute.)
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import keyboard
from tests.e2e.live import new_installation, newspaper
from tests.notifications.mailbox import Mailbox, mailbox, parts

pytestmark = pytest.mark.xdist_group("ten minutes")

PAPER, DESK, COLLEAGUE = "The Harbour Courier", "desk@courier.example", "max@courier.example"
OWN, THEIRS = "lantern harbour quince", "orange tunnel violin"
SENTENCE = "The council has recieved two offers for the old ferry, and likes neither of them."
ARTICLE = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Council votes on the ferry</title>
%s<article><h1>Council votes on the ferry</h1><p>{SENTENCE}</p></article></html>"""
_SLOW = 20_000
"""Milliseconds for what waits for the worker on a busy machine."""
_MAIL_SECONDS = 30


@dataclass
class _Post(Mailbox):
    """A mail server that can be waited for."""

    came: threading.Condition = field(default_factory=threading.Condition)

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        said = await super().handle_DATA(_server, _session, envelope)  # type: ignore[arg-type]
        with self.came:
            self.came.notify_all()
        return said

    def mail_with(self, words: str) -> EmailMessage:
        """The e-mail whose text holds these words, once it is there."""
        with self.came:
            there = self.came.wait_for(lambda: self._found(words), _MAIL_SECONDS)
        assert there is not None, [mail["Subject"] for mail in self.mails]
        return there

    def _found(self, words: str) -> EmailMessage | None:
        return next((mail for mail in self.mails if words in parts(mail)[0]), None)


@dataclass(frozen=True)
class Town:
    """Where it happens: the new service, the paper on another port, its mail server, and a browser for each person."""

    setup: str
    paper: str
    pages: dict[str, bytes]
    post: _Post
    browser: Browser

    @property
    def url(self) -> str:
        parts = urlsplit(self.setup)
        return f"{parts.scheme}://{parts.netloc}"


@pytest.fixture
def town(browser: Browser, tmp_path: Path) -> Iterator[Town]:
    pages: dict[str, bytes] = {"/ferry": (ARTICLE % "").encode()}
    data = tmp_path / "new"
    data.mkdir()
    with mailbox(_Post()) as post, newspaper(pages) as paper:
        settings = {"SMTP_URL": post.url, "REACHABLE_NETWORKS": "127.0.0.1", "AT_ONCE_SECONDS": "0"}
        with new_installation(data, **settings) as setup:
            yield Town(setup, paper, pages, post, browser)


def test_from_nothing_to_a_resolved_issue(town: Town) -> None:
    with _person(town) as owner, _person(town) as colleague, _person(town) as reader:
        _set_up(owner, town)
        _make_the_site(owner, town)
        _embed(owner, town)
        _be_told_by_mail(owner, town)
        invitation = _invite(owner, town)
        _join(colleague, town, invitation)
        _report(reader, town)
        _resolve_from_the_mail(colleague, town)
        _learn_that_it_is_fixed(reader)
        owner.goto(f"{town.url}/desk?status=resolved")
        expect(owner.get_by_text("Max Roe resolved it").first).to_be_visible()


@contextmanager
def _person(town: Town) -> Iterator[Page]:
    """Somebody with a browser of their own, on whose pages no script fails."""
    with town.browser.new_context(locale="en-GB", timezone_id="Europe/Kiev") as context:
        context.set_default_timeout(_SLOW)
        page = context.new_page()
        failed: list[str] = []
        page.on("pageerror", lambda error: failed.append(str(error)))
        yield page
        assert failed == []


def _fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"[name={name}]:visible").fill(value)


def _set_up(owner: Page, town: Town) -> None:
    owner.goto(town.setup)
    _fill(owner, name="Nora Mill", email="nora@courier.example", password=OWN, again=OWN)
    owner.get_by_role("button", name="Make the account").click()
    expect(owner.get_by_text("Welcome, Nora Mill.")).to_be_visible()


def _make_the_site(owner: Page, town: Town) -> None:
    _fill(owner, name=PAPER, addresses=town.paper, languages="en")
    expect(owner.locator("[name=time_zone]")).to_have_value("Europe/Kyiv")  # as the browser is, by its present name
    owner.get_by_role("button", name="Make the site").click()
    expect(owner.get_by_text(f"{PAPER} is made.")).to_be_visible()


def _embed(owner: Page, town: Town) -> None:
    """Look at the page before and after the tag is in it."""
    owner.get_by_role("link", name="Put the tag into your pages").click()
    tag = owner.get_by_label("The tag", exact=True).input_value()
    assert tag.startswith(f'<script async src="{town.url}/w/')
    _fill(owner, url=f"{town.paper}/ferry")
    owner.get_by_role("button", name="Check this page").click()
    expect(owner.get_by_text("The widget's tag is not in the page.")).to_be_visible(timeout=_SLOW)
    town.pages["/ferry"] = (ARTICLE % tag).encode()
    owner.get_by_role("button", name="Check this page").click()
    expect(owner.get_by_text("Readers can report from this page.")).to_be_visible(timeout=_SLOW)


def _be_told_by_mail(owner: Page, town: Town) -> None:
    """A channel for the site, and the test message that it offers."""
    owner.get_by_role("link", name="Have reports told").click()
    owner.get_by_role("link", name="Add a channel").click()
    owner.get_by_role("link", name="E-mail").click()
    _fill(owner, address=DESK)
    owner.get_by_role("button", name="Add the channel").click()
    expect(owner.get_by_role("heading", name="Waiting for confirmation")).to_be_visible()
    _agree(owner, town)
    owner.reload()
    owner.get_by_role("button", name="Send a test message").click()
    expect(owner.get_by_text("250 Kept as 4711")).to_be_visible(timeout=_SLOW)
    assert town.post.mail_with("the channel works")["To"] == DESK


def _agree(owner: Page, town: Town) -> None:
    """The mailbox is nobody's account: whoever reads it says that it wants to be written to."""
    asked = town.post.mail_with(f"{town.url}/mailbox/")
    link = re.search(r"Look and agree: (\S+)", parts(asked)[0])
    assert asked["To"] == DESK and link is not None
    reader = owner.context.new_page()
    reader.goto(link[1])
    reader.get_by_role("button", name="Yes, send them to me").click()
    expect(reader.get_by_text("from now on")).to_be_visible()
    reader.close()


def _invite(owner: Page, town: Town) -> str:
    """Invite the colleague; the link as it comes by mail, which is the one on the page."""
    owner.get_by_role("link", name="People").click()
    _fill(owner, email=COLLEAGUE)
    owner.get_by_role("button", name="Invite", exact=True).click()
    link = owner.get_by_label("The link").input_value()
    mail = town.post.mail_with(link)
    assert mail["To"] == COLLEAGUE and mail["Subject"] == f"Nora Mill invites you to {PAPER}"
    return link


def _join(colleague: Page, town: Town, invitation: str) -> None:
    """Accept, and ask to be told."""
    colleague.goto(invitation)
    _fill(colleague, name="Max Roe", password=THEIRS, again=THEIRS)
    colleague.get_by_role("button", name="Accept").click()
    expect(colleague).to_have_url(re.compile(r"/desk\?site="))
    colleague.goto(f"{town.url}/desk/notifications/new?kind=email")
    colleague.get_by_role("button", name="Add the channel").click()
    expect(colleague.get_by_text("The channel is there.")).to_be_visible()


def _report(reader: Page, town: Town) -> None:
    with reader.expect_response(re.compile("/w/")):
        reader.goto(f"{town.paper}/ferry")
    said = keyboard.report(reader, "recieved", "has recieved two", right="received")
    assert "Our editors have received your report" in said


def _resolve_from_the_mail(colleague: Page, town: Town) -> None:
    """The e-mail shows the sentence; its button leads to a page that decides when it is told to, and not before."""
    mail = town.post.mail_with(f"{town.url}/desk/confirm/")
    text, html = parts(mail)
    assert mail["To"] == COLLEAGUE
    assert SENTENCE.replace("recieved", "[recieved → received]") in text
    assert "has <del>recieved</del>" in html and "two offers for the old ferry" in html
    link = re.search(r"Resolve: (\S+)", text)
    assert link is not None and f'href="{link[1]}"' in html
    colleague.goto(link[1])
    expect(colleague.get_by_text("You decide as Max Roe.")).to_be_visible()
    colleague.get_by_role("button", name="Resolve").click()
    expect(colleague.get_by_text("It stands under “Resolved”.")).to_be_visible()
    # The whole desk was told as well, without buttons: nobody is known by that address.
    told = next(mail for mail in town.post.mails if mail["To"] == DESK and "recieved" in parts(mail)[0])
    assert "/desk/confirm/" not in parts(told)[0]


def _learn_that_it_is_fixed(reader: Page) -> None:
    reader.reload()
    told = reader.locator("bluepencil-widget dialog")
    expect(told).to_contain_text("has been corrected", timeout=_SLOW)
