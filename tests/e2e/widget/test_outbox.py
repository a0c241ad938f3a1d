"""Nothing is lost and nothing is sent twice: what could not be sent is kept, and sent again."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.ledger import DUE_NOW, KEPT, kept
from tests.e2e.widget.reader import TAG, Reader
from tests.e2e.widget.servers import HANG_UP, SITE
from tests.e2e.widget.visitor import Visitor

# As JavaScript writes JSON.
WRITTEN: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}
BODY = "<p>The likely misattributtion reflects an attempt. Others recieved it.</p>"


@pytest.mark.parametrize("status", [500, 503, 429, 408, HANG_UP])
def test_what_may_pass_is_no_success_and_is_kept(visitor: Visitor, status: int) -> None:
    visitor.service.status = status
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome=KEPT)
    sent = visitor.service.reports
    assert [entry["body"] for entry in kept(visitor)] == [json.dumps(sent[0], **WRITTEN)]
    visitor.service.status = 202
    visitor.run(DUE_NOW)
    # The page before stays in the browser's cache for Back, where it must not keep the report from being sent.
    visitor.visit(BODY, path="/next")
    visitor.wait_until_sent()
    assert [report["id"] for report in visitor.service.reports[len(sent) :]] == [sent[0]["id"]]


def test_offline_then_reload_then_online_delivers_once(visitor: Visitor) -> None:
    visitor.service.status = HANG_UP
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome=KEPT)
    visitor.visit(BODY)
    [entry] = kept(visitor)
    visitor.service.status = 202
    visitor.service.requests.clear()
    visitor.run("() => { for (let n = 0; n < 3; n++) dispatchEvent(new Event('online')); }")
    visitor.wait_until_sent()
    visitor.run("() => void dispatchEvent(new Event('online'))")
    assert visitor.service.reports == [json.loads(entry["body"])]


def test_two_pages_of_a_site_do_not_send_one_report_twice(visitor: Visitor) -> None:
    visitor.service.status = 503
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome=KEPT)
    visitor.driver.open(visitor.pages.put("/two", "<!doctype html>" + 2 * "<iframe src='/article'></iframe>"))
    visitor.wait_for("[0, 1].every((n) => window[n]?.Bluepencil?.open)")
    visitor.service.status = 202
    visitor.service.requests.clear()
    visitor.run("() => [0, 1].forEach((n) => window[n].dispatchEvent(new Event('online')))")
    visitor.wait_until_sent()
    assert len(visitor.service.reports) == 1


def test_a_denied_storage_is_no_hindrance(visitor: Visitor) -> None:
    denied = """<script>Object.defineProperty(window, "localStorage",
      {{ get() {{ throw new DOMException("no", "SecurityError"); }} }});</script>"""
    visitor.service.status = 503
    visitor.visit(BODY, tag=denied + TAG)
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome=KEPT)
    visitor.service.status = 202
    visitor.run(
        """() => new Promise((done) => {
          document.addEventListener("bluepencil:sent", done);
          dispatchEvent(new Event("online"));
        }).then(() => {})"""
    )
    assert len({report["id"] for report in visitor.service.reports}) == 1


def test_a_full_storage_is_no_hindrance(reader: Reader) -> None:
    reader.visit(BODY)
    reader.page.evaluate(
        "for (let size = 5e6; size >= 1; size = size >> 1) try { localStorage['x' + size] = 'x'.repeat(size) } catch {}"
    )
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received your report")


def test_a_report_is_written_down_before_it_is_sent(reader: Reader) -> None:
    reader.service.gate.clear()
    reader.visit(BODY)
    reader.press("misattributtion")
    with reader.page.expect_request("**/api/v1/reports"):
        reader.send()
    [entry] = reader.waiting()
    reader.service.gate.set()
    expect(reader.outcome).to_contain_text("received")
    assert reader.waiting() == []
    assert json.loads(entry["body"]) == reader.service.reports[0]


def test_what_is_due_is_sent_when_the_page_comes_back(visitor: Visitor) -> None:
    visitor.visit(BODY)
    for event in ("online", "pageshow", "focus"):
        visitor.service.status = 503
        visitor.press_on("misattributtion")
        visitor.driver.press("Enter")
        visitor.see(outcome=KEPT)
        visitor.leave()
        visitor.service.status = 202
        visitor.service.requests.clear()
        visitor.run(DUE_NOW)
        visitor.run("(event) => void document.dispatchEvent(new Event(event, { bubbles: true }))", event)
        visitor.wait_until_sent()
        assert len(visitor.service.reports) == 1


def test_many_waiting_reports_are_looked_at_no_oftener_than_one(reader: Reader) -> None:
    """Every three seconds each of them; the looks must not multiply."""
    reader.page.add_init_script("""
      const { request } = LockManager.prototype;
      window.looks = 0;
      LockManager.prototype.request = function (...given) { looks++; return request.apply(this, given); };
    """)
    reader.page.clock.install()
    reader.visit(BODY)
    reader.page.evaluate(
        """(prefix) => {
          const entry = JSON.stringify({ body: "{}", due: Date.now() + 36e5 });
          for (let number = 0; number < 5; number++) localStorage[prefix + number] = entry;
        }""",
        f"bluepencil.{SITE}.",
    )
    reader.page.reload()
    reader.wait_until_ready()
    for second in range(31):
        reader.page.clock.run_for(1000)
        looks = reader.page.evaluate("looks")
        assert looks <= 5 * (second / 3 + 3)
    assert looks >= 5 * 8
    assert reader.service.reports == []


@pytest.mark.parametrize(("asked", "seconds"), [(120, 120), (10**9, 3600)])
def test_a_busy_service_is_left_alone_for_as_long_as_it_asks_but_an_hour_at_most(
    reader: Reader, asked: int, seconds: int
) -> None:
    reader.service.status, reader.service.retry_after = 429, asked
    reader.page.clock.install()
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_have_text(KEPT)
    reader.service.status = 202
    reader.page.evaluate(DUE_NOW)
    reader.page.clock.fast_forward(1000 * (seconds - 30))
    reader.page.evaluate("void dispatchEvent(new Event('online'))")
    assert len(reader.waiting()) == 1
    with reader.page.expect_response(lambda response: response.status == 202):
        reader.page.clock.fast_forward(60_000)
    assert len(reader.service.reports) == 2
