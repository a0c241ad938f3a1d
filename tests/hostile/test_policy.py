"""Section D, in a real browser: what the pages' policy lets run."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.factories import PASSWORD
from tests.hostile.conftest import TOGETHER
from tests.hostile.markup import send
from tests.hostile.servers import in_thread
from tests.hostile.target import Target

ATTACK = """<script>document.documentElement.dataset.ran = "inline"</script>
<img src="/static/nothing.png" onerror="document.documentElement.dataset.ran = 'handler'">
<a id="trap" href="javascript:document.documentElement.dataset.ran = 'link'">trap</a>
<iframe srcdoc="<script>parent.document.documentElement.dataset.ran = 'frame'</script>"></iframe>
<style>body { background: red }</style>
<script src="https://evil.test/x.js"></script>"""


@pytest.mark.parametrize("hostile_database", TOGETHER[:1], indirect=True, scope="session")
def test_the_policy_stops_scripts_that_got_in_and_nothing_of_ours(target: Target, browser: Browser) -> None:
    """D05: zero violations on the pages as they are; and what is put into one does not run."""
    row = send(
        target, quote={"exact": "<script>1</script>"}, comment="<img src=x onerror=alert(1)>", page={"title": "<b>"}
    )
    with in_thread(target.app) as address:
        context = browser.new_context()
        page = context.new_page()
        violations: list[str] = []
        page.on("console", lambda message: violations.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: violations.append(str(error)))
        page.goto(f"{address}/login")
        page.get_by_label("E-mail address").fill(target.site.owner_email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url("**/desk")
        paths = ("/desk", f"/desk/issues/{row.issue_id}", "/desk?status=spam", "/docs", "/login")
        for path in paths:
            page.goto(f"{address}{path}")
            assert violations == [], path
        _put_into_answers(page)
        for path in paths:
            violations.clear()
            page.goto(f"{address}{path}")
            page.locator("#trap").click()
            assert page.locator("html").get_attribute("data-ran") is None, path
            assert len([words for words in violations if "Content Security Policy" in words]) >= 5, violations
        context.close()


def _put_into_answers(page: Page) -> None:
    """From now on each page comes with the attack in it, and with the headers that it has."""

    def answer(route: Any) -> None:
        original = route.fetch()
        html = original.headers.get("content-type", "").startswith("text/html")
        body = original.text().replace("<main", f"{ATTACK}<main", 1) if html else original.body()
        route.fulfill(response=original, body=body)

    page.route("**/*", answer)
