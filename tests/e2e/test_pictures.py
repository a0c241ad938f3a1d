"""The README's pictures, taken of the running service: the reader's dialog, the editors' desk, the owner's office.

The pictures go to a temporary folder. To renew those of the README, after `./dev test` has made .venv:

    BLUEPENCIL_PICTURES=1 .venv/bin/python -m pytest tests/e2e/test_pictures.py

The service has its clock set to a morning of the demo article, so that a picture changes only when a page does.
"""

import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import httpx2
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlalchemy import select, update

from service.app import create_app
from service.database import Database
from service.demo.planted import PLANTED
from service.demo.seed import OWNER, SITE_KEY, seed
from service.domain.locate import Verdict
from service.models import Issue, IssueCheck, PageCheck
from service.settings import Settings
from service.sites.find import find_site
from service.worker import Worker
from tests.checkout import ROOT
from tests.conftest import Clock
from tests.e2e import keyboard
from tests.factories import report

IMAGES = ROOT / "docs" / "images"
LARGEST = 250_000
"""Bytes of a picture: they are loaded with the README."""
PAPER = "https://harbour-courier.example"
TITLES = {
    "/waterfront/foghorn": "Board votes to keep foghorn, provided nobody hears it",
    "/waterfront/regatta": "A calm that nobody ordered",
    "/council/ferry": "Council votes on the new ferry",
    "/letters/gull": "Letters: In praise of the gull",
}


@dataclass(frozen=True)
class Seen:
    """What one reader reported: the time, the page, the sentence with its [wrong] words, and what the reader wrote."""

    at: str
    path: str
    sentence: str
    right: str = ""
    comment: str = ""


HORN, CALM, FERRY, GULL = TITLES
EARLY = (
    Seen("06:41", CALM, "The leaders [definately] saw the start; they were still anchored at it."),
    Seen("06:55", FERRY, "The ferry will be named [after after] whoever finds the money."),
)
LATER = (
    Seen("07:20", GULL, "A gull, Sir, is a [neccessary] evil, and I am not sure about the evil.", "necessary"),
    Seen("07:48", HORN, "In a fog, which is when she is wanted, [the the] sound goes mostly upwards."),
    Seen("08:02", FERRY, "Nobody could say whether the old ferry was [their] on Tuesday.", "there"),
    Seen("08:30", HORN, "An [independant] study, paid for by both sides and trusted by neither, found otherwise."),
    Seen("08:34", CALM, "By noon the wind had [droped] a hint, but nothing else.", "dropped", "Or is this on purpose?"),
    Seen("08:51", HORN, "The board [agreedto] look at the matter again in the spring."),
    Seen("08:57", HORN, "The campaign began when Lionel Farthingale, the [principle] author of a petition, moved in."),
    Seen("09:03", HORN, "An [independant] study, paid for by both sides and trusted by neither, found otherwise."),
    Seen("09:11", HORN, "He told the committee that he had [recieved] no warning.", "received"),
    Seen("09:16", HORN, "The campaign began when Lionel Farthingale, the [principle] author of a petition, moved in.",
         "principal", "A principle has no petitions."),
    Seen("09:19", HORN, "He told the committee that he had [recieved] no warning.", "", "i before e, except after c"),
    Seen("09:24", HORN, "He told the committee that he had [recieved] no warning.", "received", "I love the horn."),
)  # fmt: skip


@dataclass(frozen=True)
class Newsroom:
    """The demo's newspaper on a morning; `url` is the service that its readers and editors use."""

    url: str
    password: str
    worker: Worker
    clock: Clock

    def receive(self, seen: Seen) -> None:
        """Take a report at its time, and let the worker look at it."""
        self.clock.now = datetime.combine(self.clock.now, time.fromisoformat(seen.at), UTC)
        before, wrong, after = re.split(r"[\[\]]", seen.sentence)
        body = report(
            site=SITE_KEY,
            page={"url": PAPER + seen.path, "title": TITLES[seen.path], "lang": "en", "author": "Dorrit Vane"},
            quote={"exact": wrong, "prefix": before, "suffix": after},
            sentence=before + wrong + after,
            correction=seen.right or wrong,
            comment=seen.comment,
        )
        answer = httpx2.post(f"{self.url}/api/v1/reports", json=body, headers={"origin": PAPER})
        assert answer.status_code == 202, answer.text
        self.worker.run_once()

    def see(self) -> None:
        """Have the pages seen with their errors: nothing answers at this newspaper's address."""
        now = self.clock()
        with self.worker.database.write() as session:
            session.execute(update(PageCheck).values(problem="", about=None, failures=0, looked_at=now))
            for issue in session.scalars(select(Issue)):
                check = IssueCheck(issue_id=issue.id, site_id=issue.site_id, found=issue.exact, confidence=1.0)
                check.verdict, check.looked_at, check.seen_present_at = Verdict.PRESENT, now, now
                session.add(check)


@pytest.fixture
def newsroom(sqlite_template: Path, tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    """The service in a thread of this process, with the test's clock."""
    clock.now = datetime(2026, 11, 4, 6, 30, tzinfo=UTC)
    file = shutil.copy(sqlite_template, tmp_path / "pictures.sqlite3")
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    settings = Settings(base_url=url, data_dir=tmp_path, database_url=f"sqlite:///{file}", reports_per_minute=100)
    database = Database(settings.database)
    with database.write() as session:
        password = seed(session, base_url=url, now=clock())
        site = find_site(session, SITE_KEY, now=clock())
        site.origins = [*site.origins, PAPER]
    assert password is not None
    app = create_app(settings.with_secret(), clock=clock)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield Newsroom(url, password, Worker(settings, database, clock), clock)
    finally:
        server.should_exit = True
        thread.join()
        database.dispose()


@contextmanager
def window(browser: Browser, width: int, height: int, scale: float) -> Iterator[Page]:
    """A window of `width` × `height` CSS pixels, with `scale` pixels of the picture to each."""
    size: ViewportSize = {"width": width, "height": height}
    with browser.new_context(
        viewport=size, device_scale_factor=scale, locale="en-GB", timezone_id="UTC", color_scheme="light"
    ) as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


def test_the_dialog(newsroom: Newsroom, browser: Browser, tmp_path: Path) -> None:
    planted = next(error for error in PLANTED if error.wrong == "recieved")
    with window(browser, 760, 680, 1.5) as page:
        page.goto(f"{newsroom.url}/demo")
        keyboard.select(page, planted.wrong, planted.context)
        page.keyboard.press("Control+Enter")
        dialog = page.get_by_role("dialog", name="Spelling error report")
        expect(dialog.get_by_label("How should it read?")).to_be_focused()
        page.keyboard.type(planted.right)
        expect(dialog.locator("blockquote")).to_contain_text("He told the committee that he had")
        expect(dialog.locator("mark")).to_have_text("recieved received")
        expect(dialog.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
        take(page, tmp_path / "dialog.png")


def test_the_desk(newsroom: Newsroom, browser: Browser, tmp_path: Path) -> None:
    for seen in EARLY:
        newsroom.receive(seen)
    with window(browser, 1280, 800, 1) as page:
        page.goto(f"{newsroom.url}/desk")
        keyboard.log_in(page, OWNER, newsroom.password)
        rows = page.locator(".row")
        for left in (1, 0):
            page.wait_for_load_state()  # until then, nothing listens to keys
            page.keyboard.press("a")
            expect(rows).to_have_count(left)
        for seen in LATER:
            newsroom.receive(seen)
        newsroom.see()
        newsroom.clock.advance(minutes=7)
        page.clock.set_fixed_time(newsroom.clock())
        page.goto(f"{newsroom.url}/desk")
        expect(rows).to_have_count(len({seen.sentence for seen in LATER}))
        expect(rows.filter(has_text="principle")).to_contain_text("principal")
        expect(page.get_by_role("link", name="Accepted")).to_contain_text(str(len(EARLY)))
        expect(page.locator(".proof del")).to_have_text("recieved")
        expect(page.locator(".proof ins")).to_have_text("received")
        expect(page.get_by_role("heading", name="3 readers")).to_be_visible()
        expect(page.locator("#sheet")).to_contain_text("Still on the page")
        take(page, tmp_path / "desk.png")


def test_the_office(newsroom: Newsroom, browser: Browser, tmp_path: Path) -> None:
    with window(browser, 1280, 916, 1) as page:
        page.goto(f"{newsroom.url}/desk")
        keyboard.log_in(page, OWNER, newsroom.password)
        page.goto(f"{newsroom.url}/office/{SITE_KEY}/settings")
        dialog = page.frame_locator(".preview iframe").locator("bluepencil-widget dialog")
        expect(dialog).to_be_visible()
        page.get_by_label("Origins").evaluate("(field, value) => { field.value = value }", PAPER)
        page.evaluate("scrollTo(0, 0)")
        take(page, tmp_path / "office.png")


def take(page: Page, file: Path) -> None:
    """Take the picture, and put it into the README's folder if that is asked for."""
    page.screenshot(path=file, animations="disabled", caret="hide")
    assert file.stat().st_size > 20_000
    if os.environ.get("BLUEPENCIL_PICTURES") == "1":
        assert file.stat().st_size <= LARGEST
        shutil.copy(file, IMAGES / file.name)
