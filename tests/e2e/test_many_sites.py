"""An editor of many sites finds one by its name: at the desk, in the overview and in the office."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from service.app import utc_now
from service.database import Database
from service.models import Account
from service.settings import Settings
from service.sites.create import create_site
from tests.e2e import keyboard
from tests.e2e.live import Live, running

NAMES = ["Žurnal", "Evening Post", *(f"Herald {number}" for number in range(9))]
pytestmark = pytest.mark.xdist_group("many sites")  # one service for all of them


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service whose demo owner has these sites as well."""
    data = tmp_path_factory.mktemp("many")
    with running(data) as live:
        database = Database(Settings(data_dir=data).database)
        with database.write() as session:
            owner = session.scalars(select(Account.id)).one()
            for name in NAMES:
                create_site(
                    session, name=name, origins=["https://x.example"], languages=["en"], owner_id=owner, now=utc_now()
                )
        database.dispose()
        yield live


@pytest.fixture
def editor(many: Live, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(f"{many.url}/desk")
    keyboard.log_in(page, many.owner, many.password)
    page.wait_for_load_state()
    return page


def test_the_menu_is_narrowed_by_what_is_typed(editor: Page) -> None:
    menu = editor.locator("details.site")
    editor.keyboard.press("g")
    editor.keyboard.press("s")
    field, shown = menu.get_by_label("Find a site"), menu.locator("li:visible")
    expect(field).to_be_focused()
    expect(shown).to_have_count(len(NAMES) + 2)
    editor.keyboard.type("her 3")
    expect(shown).to_have_text(["Herald 3"])
    field.fill("HERALD")
    for key, focused in (("ArrowDown", "Herald 0"), ("ArrowDown", "Herald 1"), ("ArrowUp", "Herald 0")):
        editor.keyboard.press(key)
        expect(menu.get_by_role("link", name=focused)).to_be_focused()
    editor.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    editor.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    field.fill("zur")
    with editor.expect_navigation():
        field.press("Enter")
    expect(menu.locator("summary")).to_have_text("Žurnal")


def test_the_overview_and_the_office_narrow_theirs(editor: Page, many: Live) -> None:
    editor.goto(f"{many.url}/desk/overview")
    choice = editor.locator("details.choice").first
    choice.locator("summary").click()
    choice.get_by_label("Find a site").fill("post")
    expect(choice.locator("li:visible")).to_have_text(["Evening Post"])
    editor.goto(f"{many.url}/office")
    editor.get_by_label("Find a site").fill("owner")
    sites = editor.locator("#sites > li:visible")
    expect(sites).to_have_count(0)
    editor.get_by_label("Find a site").fill("zurnal")
    expect(sites).to_have_count(1)


def test_without_a_script_every_site_is_a_link(many: Live, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        page.goto(f"{many.url}/login?next=/desk")
        page.get_by_label("E-mail").fill(many.owner)
        page.get_by_label("Password").fill(many.password)
        page.get_by_role("button", name="Log in").click()
        page.locator("details.site summary").click()
        expect(page.get_by_label("Find a site")).to_be_hidden()
        page.locator("details.site").get_by_role("link", name="Herald 8").click()
        expect(page.locator("details.site summary")).to_have_text("Herald 8")
