"""The desk in a browser: decisions at once, what becomes of a refused one, undo by key, and no complaint of axe."""

import json
import re
import secrets
import statistics
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from service.demo.seed import SITE_KEY
from service.issues.queue import PAGE
from tests.e2e import keyboard
from tests.e2e.live import Live, running

AXE = Path(__file__).parents[2] / "widget" / "node_modules" / "axe-core" / "axe.min.js"
PATHS = ("/desk", "/desk/issues/1", "/desk?status=resolved", "/desk/pages/1", "/desk/facets", "/desk/settings")
ISSUES = 100
AT_ONCE_MILLISECONDS = 100
# Measures how long each key takes until the issue that it led to has been painted, by the browser's own clock.
_MEASURED = """() => {
  let key = 0
  let shown = document.getElementById("sheet").dataset.issue
  addEventListener("keydown", (event) => (key = event.timeStamp), true)
  new MutationObserver(() => {
    const issue = document.getElementById("sheet")?.dataset.issue
    if (!issue || issue === shown) return
    shown = issue
    const start = key
    const painted = () => performance.measure("next issue", { start, end: performance.now() })
    requestAnimationFrame(() => setTimeout(painted))
  }).observe(document.body, { childList: true, subtree: true })
}"""
_MEASURES = """() => performance.getEntriesByName("next issue").map((measure) => measure.duration)"""
pytestmark = pytest.mark.xdist_group("desk")  # one service for all of them


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service of its own, with more open issues than the tests decide."""
    with running(tmp_path_factory.mktemp("desk")) as live:
        for number in range(ISSUES + 15):
            _report(live, number)
        yield live


def _report(live: Live, number: int) -> None:
    report = {
        "id": secrets.token_urlsafe(16),
        "site": SITE_KEY,
        "page": {"url": f"{live.url}/articles/{number % 9}", "title": f"Article {number % 9}", "lang": "en"},
        "quote": {"exact": f"wrnog{number}", "prefix": "They went the ", "suffix": " way about it."},
        "correction": f"wrong{number}",
    }
    headers = {"Content-Type": "text/plain", "Origin": live.url}
    request = urllib.request.Request(f"{live.url}/api/v1/reports", json.dumps(report).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 202


@pytest.fixture
def editor(desk: Live, context: BrowserContext) -> Iterator[Page]:
    """An editor at the desk, with the keys at hand; no script of the desk fails under them."""
    page = context.new_page()
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{desk.url}/desk")
    keyboard.log_in(page, desk.owner, desk.password)
    page.wait_for_load_state()
    expect(page.locator("#sheet")).to_be_visible()
    yield page
    assert failed == []


def _shown(page: Page) -> str:
    return page.locator("#sheet").get_attribute("data-issue") or ""


def _first_number(text: str) -> int:
    return int(re.findall(r"\d+", text)[0])


def _decide(page: Page, key: str) -> None:
    former = _shown(page)
    page.keyboard.press(key)
    page.wait_for_selector(f"#sheet[data-issue]:not([data-issue='{former}'])")


def _turn_keys(page: Page) -> None:
    """On or off, by the list of them."""
    page.get_by_role("button", name="all keys").click()
    page.get_by_label("Keys work in this browser").click()
    page.get_by_role("button", name="Close").click()


def test_comments_come_without_leaving_the_page(editor: Page) -> None:
    """What the library puts into the page is HTML that the page's policy has to trust."""
    editor.evaluate("window.stayed = true")
    comment = editor.locator("#sheet textarea[name=comment]")
    comment.fill("Is this American?")
    number = _shown(editor)
    editor.locator("#sheet h1").click()
    for key in "jk":
        _decide(editor, key)
    assert _shown(editor) == number
    expect(comment).to_have_value("Is this American?")
    comment.press("Control+Enter")
    expect(editor.locator("#sheet li", has_text="Is this American?")).to_be_visible()
    expect(comment).to_have_value("")
    expect(editor.locator("#sheet")).to_be_focused()
    assert editor.evaluate("window.stayed")


def test_more_rows_come_where_the_list_ends(editor: Page) -> None:
    """In sight by themselves, by key, and none of them twice, though decisions have lengthened the list before."""
    rows = editor.locator("#rows > li[data-issue]")
    expect(rows).to_have_count(PAGE)
    _decide(editor, "e")
    expect(editor.locator("#done")).to_contain_text("Resolved")
    last, sheet = rows.nth(PAGE - 1), editor.locator("#sheet")
    last.locator("a.row").click()
    expect(sheet).to_have_attribute("data-issue", last.get_attribute("data-issue") or "")
    following = rows.nth(PAGE)
    expect(following).to_be_attached()
    editor.keyboard.press("j")
    expect(sheet).to_have_attribute("data-issue", following.get_attribute("data-issue") or "")
    for page in (2, 3):
        rows.last.scroll_into_view_if_needed()
        expect(rows.nth(page * PAGE)).to_be_attached()
    expect(editor.locator("#rows > .more")).to_have_count(0)
    numbers = editor.evaluate("[...document.querySelectorAll('#rows > li')].map((row) => row.dataset.issue)")
    assert len(set(numbers)) == len(numbers) > 2 * PAGE
    editor.keyboard.press("u")
    expect(editor.locator("#done")).to_contain_text("Taken back")


def test_a_finger_goes_from_issue_to_issue_on_a_phone(editor: Page) -> None:
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.locator("#rows a.row").first.click()
    expect(editor.get_by_role("button", name="Next issue")).to_be_enabled()
    touch = editor.context.new_cdp_session(editor)
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    sheet = editor.locator("#sheet")
    numbers = editor.evaluate(
        "[...document.querySelectorAll('#rows > li[data-issue]')].map((row) => row.dataset.issue)"
    )

    def swipe(start: int, end: int, down: int = 0) -> None:
        proof = editor.locator("#sheet .proof").bounding_box()
        assert proof is not None
        y = proof["y"] + 20
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start, "y": y}]})
        for step in range(1, 7):
            point = {"x": start + (end - start) * step / 6, "y": y - down * step / 6}
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(60, 330)
    expect(sheet).to_have_attribute("data-issue", numbers[0])  # there is none before it
    swipe(330, 60)
    expect(sheet).to_have_attribute("data-issue", numbers[1])
    expect(sheet).to_be_focused()
    swipe(200, 170)  # not far enough
    swipe(8, 330)  # the browser's own way back
    swipe(210, 200, down=150)
    editor.wait_for_function("() => scrollY > 0")
    expect(sheet).to_have_attribute("data-issue", numbers[1])
    editor.get_by_role("button", name="Next issue").click()
    expect(sheet).to_have_attribute("data-issue", numbers[2])
    editor.emulate_media(reduced_motion="reduce")
    swipe(60, 330)
    expect(sheet).to_have_attribute("data-issue", numbers[1])
    assert editor.evaluate("document.getAnimations().length") == 0
    editor.get_by_role("button", name="Previous issue").click()
    expect(sheet).to_have_attribute("data-issue", numbers[0])
    expect(editor.get_by_role("button", name="Previous issue")).to_be_disabled()


def test_a_hundred_issues_are_cleared_by_keyboard_with_one_request_each(editor: Page) -> None:
    asked: list[Request] = []
    sizes: list[int] = []
    editor.on("request", lambda request: asked.append(request) if "/static/" not in request.url else None)
    editor.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    editor.evaluate(_MEASURED)
    for number in range(ISSUES):
        _decide(editor, "eax"[number % 3])
    expect(editor.locator("#done")).to_be_visible()
    taken = editor.evaluate(_MEASURES)
    assert len(taken) >= ISSUES - 1, "the last one may still be on its way to the screen"
    assert statistics.median(taken) < AT_ONCE_MILLISECONDS
    expect(editor.locator("#tabs")).to_contain_text(re.compile(r"Open\s*15"))
    decisions = [request for request in asked if request.method == "POST"]
    assert len(decisions) == ISSUES
    assert len(asked) <= ISSUES + 2 * 3, "besides decisions, what was fetched ahead at first"
    assert sum(sizes) / ISSUES < 10_000
    editor.reload()
    expect(editor.locator("#done")).to_be_visible()
    expect(editor.locator("#tabs")).to_contain_text(re.compile(r"Open\s*15"))


def test_the_next_issue_does_not_wait_for_the_answer(editor: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    editor.wait_for_load_state("networkidle")
    editor.route("**/decision*", hold)
    _decide(editor, "e")
    expect(editor.locator("#done")).to_have_count(0)
    assert len(held) == 1, "the server has not even heard of it"
    held[0].continue_()
    expect(editor.locator("#done")).to_contain_text("Resolved")


def test_a_refused_decision_comes_back_with_the_reason(editor: Page, desk: Live, context: BrowserContext) -> None:
    number = _shown(editor)
    colleague = context.new_page()
    colleague.goto(f"{desk.url}/desk/issues/{number}")
    _decide(colleague, "s")
    expect(colleague.locator("#done")).to_be_visible()
    editor.keyboard.press("x")
    expect(editor.locator("#sheet .refused")).to_contain_text("has changed since you opened it")
    assert _shown(editor) == number
    expect(editor.locator("#news")).to_have_text("That was not done: see the issue.")


def test_without_a_connection_nothing_is_lost(editor: Page) -> None:
    number = _shown(editor)
    editor.route("**/decision*", lambda route: route.abort())
    editor.keyboard.press("e")
    expect(editor.locator("#news.failed")).to_contain_text("could not be reached")
    assert _shown(editor) == number
    editor.unroute("**/decision*")
    _decide(editor, "e")
    expect(editor.locator("#done")).to_contain_text("Resolved")


def test_a_key_decides_nothing_that_is_not_yet_there(editor: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    editor.route(re.compile(r"/desk/issues/\d+\?"), hold)
    editor.reload()
    number, tabs = _shown(editor), editor.locator("#tabs").inner_text()
    asked: list[Request] = []
    editor.on("request", lambda request: asked.append(request) if request.method == "POST" else None)
    editor.keyboard.press("e")
    expect(editor.locator("#done")).to_contain_text("Resolved")
    editor.keyboard.press("e")
    editor.keyboard.press("x")
    assert _shown(editor) == number, "the next issue is still on its way"
    for route in held:
        route.continue_()
    expect(editor.locator("#sheet:not([inert])")).not_to_have_attribute("data-issue", number)
    assert len(asked) == 1
    assert _first_number(editor.locator("#tabs").inner_text()) == _first_number(tabs) - 1


def test_u_takes_back_and_question_mark_shows_all_keys(editor: Page) -> None:
    number, open_ones = _shown(editor), _first_number(editor.title())
    _decide(editor, "s")
    expect(editor.locator("#done")).to_contain_text("Marked as spam")
    expect(editor).to_have_title(re.compile(rf"^\({open_ones - 1}\) Open"))
    editor.keyboard.press("u")
    expect(editor.locator("#done")).to_contain_text("Taken back")
    assert _shown(editor) == number
    expect(editor).to_have_title(re.compile(rf"^\({open_ones}\) #{number} · wrnog"))
    expect(editor.locator("#sheet")).to_be_focused()
    editor.keyboard.press("c")
    editor.keyboard.press("Escape")
    expect(editor.locator("#sheet")).to_be_focused()
    _decide(editor, "j")
    expect(editor).to_have_title(re.compile(rf"^\({open_ones}\) #{_shown(editor)} · wrnog"))
    editor.keyboard.press("?")
    expect(editor.get_by_role("dialog", name="Keys")).to_be_visible()
    editor.keyboard.press("Escape")
    expect(editor.get_by_role("dialog", name="Keys")).to_be_hidden()
    _turn_keys(editor)
    for key in "ks?":
        editor.keyboard.press(key)
    assert _shown(editor) != number, "who dictates can do without keys"
    expect(editor.get_by_role("dialog", name="Keys")).to_be_hidden()
    _turn_keys(editor)
    _decide(editor, "k")
    assert _shown(editor) == number
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.goto(editor.url)
    editor.locator("#sheet [data-key=a]").click()
    undo = editor.locator("#done").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()  # on a phone, the list above which it stands elsewhere is not shown
    undo.click()
    expect(editor.locator("#done")).to_contain_text("Taken back")


def test_y_copies_and_the_menu_of_filters_fetches_what_there_is(editor: Page) -> None:
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.keyboard.press("y")
    expect(editor.locator("#news")).to_have_text("Copied")
    assert "They went the wrong" in editor.evaluate("navigator.clipboard.readText()")
    expect(editor.locator("details.more")).not_to_have_attribute("open", "")
    editor.keyboard.press("p")
    editor.get_by_role("button", name="Copy the list").click()
    expect(editor.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert re.match(r"… |wrnog|They", editor.evaluate("navigator.clipboard.readText()"))
    editor.go_back()
    editor.get_by_text("Filter", exact=True).first.click()
    editor.get_by_role("link", name=re.compile(r"^English \d+$")).click()
    expect(editor.locator(".narrowed")).to_contain_text("language: English")


def test_keys_decide_what_is_chosen(editor: Page) -> None:
    editor.reload()
    editor.keyboard.press("Tab")
    expect(editor.get_by_role("link", name="Skip to the issue")).to_be_focused()
    chosen = editor.locator("#rows [name=issue]:checked")
    editor.keyboard.press("X")
    expect(chosen).to_have_count(1)
    editor.keyboard.press("Escape")
    expect(chosen).to_have_count(0)
    editor.locator("#rows [name=issue]").nth(1).click()
    editor.locator("#rows [name=issue]").nth(2).click(modifiers=["Shift"])
    editor.keyboard.press("s")
    expect(editor.locator("#done")).to_contain_text("2 issues marked as spam")
    editor.keyboard.press("u")
    expect(editor.locator("#done")).to_contain_text("2 issues are again as they were")


def test_news_mark_and_announce_without_moving(editor: Page, desk: Live) -> None:
    number, rows = _shown(editor), editor.locator("#rows > li").count()
    first = editor.locator("#rows > li").first.bounding_box()
    _report(desk, 9000)  # perhaps before the desk listens: what it has missed comes first
    expect(editor.locator("#news a")).to_have_text("New issues: 1", timeout=20_000)
    assert editor.locator("#rows > li").first.bounding_box() == first
    assert _shown(editor) == number and editor.locator("#rows > li").count() == rows


def test_colleagues_are_offered_after_an_at_sign(editor: Page, desk: Live) -> None:
    for name, email in (("Taras Bilyk", "taras@courier.example"), ("Teresa Ünal", "tess@courier.example")):
        desk.run("create-owner", "--email", email, "--name", name)
        desk.run("add-member", "--site", SITE_KEY, "--email", email)
    editor.reload()
    comment, offered = editor.locator("#sheet textarea[name=comment]"), editor.locator("#colleagues li:visible")
    editor.keyboard.press("m")
    editor.keyboard.type("Is it, @")
    expect(offered).to_have_count(2)
    editor.keyboard.type("una")
    expect(offered).to_have_text(["Teresa Ünal @Teresa"])
    editor.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    expect(comment).to_be_focused()
    for _ in "una":
        editor.keyboard.press("Backspace")
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("Enter")
    expect(comment).to_have_value("Is it, @Teresa ")
    editor.keyboard.type("or @")
    offered.filter(has_text="Taras").click()
    expect(comment).to_have_value("Is it, @Teresa or @Taras ")
    editor.keyboard.type("mail a@")
    expect(offered).to_have_count(0)
    comment.fill("")
    editor.set_viewport_size({"width": 390, "height": 500})
    editor.goto(f"{desk.url}/desk/issues/{_shown(editor)}")
    comment.focus()
    editor.keyboard.type("@")
    expect(offered).to_have_count(2)
    expect(comment).to_be_in_viewport()
    comment.fill("")


def test_a_proof_sheet_is_decided_by_keys(editor: Page) -> None:
    editor.keyboard.press("p")
    boxes = editor.locator("#proofs [name=issue]")
    expect(boxes.first).to_be_checked()
    for box in boxes.all()[1:]:
        box.uncheck()
    editor.keyboard.press("a")
    expect(editor.locator("#done")).to_contain_text("1 issue accepted")
    editor.keyboard.press("u")
    expect(editor.locator("#done")).to_contain_text("again as it was")
    editor.keyboard.press("p")
    expect(boxes.first).to_be_attached()
    editor.keyboard.press("g")
    editor.keyboard.press("i")
    expect(editor.locator("#sheet")).to_be_visible()


def test_a_duplicate_is_marked_by_keys(editor: Page) -> None:
    number, original = _shown(editor), editor.locator("#rows > li").nth(1).get_attribute("data-issue")
    editor.keyboard.press("Shift+D")
    expect(editor.get_by_label("Duplicate of")).to_be_focused()
    editor.keyboard.type(f"#{original}")
    editor.keyboard.press("Enter")
    expect(editor.locator("#done")).to_contain_text("Marked as a duplicate")
    assert _shown(editor) != number
    editor.keyboard.press("u")
    expect(editor.locator("#done")).to_contain_text("Taken back")


def test_kept_views_are_moved_by_keys(editor: Page) -> None:
    menu = editor.locator("details.menu", has=editor.get_by_label("Keep this view as"))
    views = menu.locator("[data-view] > a")
    for name in ("First", "Second"):
        menu.locator("summary").first.click()
        menu.get_by_label("Keep this view as").fill(name)
        menu.get_by_role("button", name="Keep").click()
        expect(views.filter(has_text=name)).to_be_attached()
    menu.locator("summary").first.click()
    menu.get_by_role("link", name="First").focus()
    for key, order in (("ArrowDown", ["Second", "First"]), ("ArrowUp", ["First", "Second"])):
        editor.keyboard.press(f"Alt+{key}")
        expect(views).to_have_text([re.compile(name) for name in order])
        expect(menu.locator("[data-view]", has_text="First").locator(":focus")).to_be_visible()
    assert "moved" not in editor.url
    for _ in range(2):
        menu.get_by_role("button", name="Remove the view").first.click()
        menu.locator("summary").first.click()
    expect(views).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(editor: Page, desk: Live, scheme: str) -> None:
    assert AXE.exists(), "axe-core is missing: run `npm ci` in widget/"
    editor.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in PATHS:
        for width in (320, 1280) if scheme == "light" else (390, 1920):
            editor.set_viewport_size({"width": width, "height": 800})
            editor.goto(f"{desk.url}{path}")
            editor.evaluate(AXE.read_text())
            found = editor.evaluate(
                "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(n => n.html)]))"
            )
            assert found == [], (path, width, found)
            assert editor.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
