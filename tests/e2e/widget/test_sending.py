"""How a report is sent, and the truth about what came of it."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.ledger import kept
from tests.e2e.widget.reader import TAG, Reader
from tests.e2e.widget.servers import DIST
from tests.e2e.widget.visitor import Visitor

BODY = "<p>The likely misattributtion reflects an attempt. Others recieved it.</p>"
VERSION = (DIST / "version.txt").read_text(encoding="ascii").partition("-")[0]


def test_how_a_report_is_sent(visitor: Visitor) -> None:
    """By fetch alone, with what outlives the page, without cookies, and so plain that no browser asks before."""
    spy = """<script>
      window.calls = [];
      const send = fetch;
      window.fetch = (url, init) => {{
        const {{ method, keepalive, credentials }} = new Request(url, init);
        calls.push([method, keepalive, credentials, typeof init.body, init.headers === undefined]);
        return send(url, init);
      }};
      navigator.sendBeacon = XMLHttpRequest.prototype.send = () => calls.push("another way");
    </script>"""
    visitor.visit(BODY, tag=spy + TAG)
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome="Thank you! Our editors have received your report.")
    [(method, keepalive, credentials, body, is_without_headers)] = visitor.run("() => calls")
    # Firefox knows keepalive, and says so of a request, from version 133.
    assert (method, keepalive, credentials, body, is_without_headers) == ("POST", True, "omit", "string", True)
    [request] = [request for request in visitor.service.requests if request.path.startswith("/api/")]
    assert request.method == "POST", "no preflight"
    assert request.headers["Content-Type"].startswith("text/plain")
    assert "Cookie" not in request.headers


def test_a_report_says_when_it_was_made_and_by_what(reader: Reader) -> None:
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    [report] = reader.service.reports
    made = datetime.fromisoformat(report["created_at"])
    assert abs(datetime.now(UTC) - made) < timedelta(minutes=5)
    assert report["client"] == {"version": VERSION}


def test_several_typos_in_one_visit(visitor: Visitor) -> None:
    visitor.visit(BODY)
    for typo in ("misattributtion", "recieved"):
        visitor.press_on(typo)
        visitor.driver.press("Enter")
        visitor.see(outcome="Thank you! Our editors have received your report.", focused="Close")
        visitor.driver.press("Enter")
        visitor.see(open=False)
    assert [report["quote"]["exact"] for report in visitor.service.reports] == ["misattributtion", "recieved"]


@pytest.mark.parametrize("status", [400, 403, 404, 413, 422])
def test_a_refusal_is_shown_and_the_text_is_kept_for_copying(visitor: Visitor, status: int) -> None:
    visitor.service.status = status
    visitor.visit(BODY)
    visitor.press_on("misattributtion")
    comment = "One t too many."
    visitor.run(
        "(text) => { document.querySelector('bluepencil-widget').shadowRoot.querySelector('textarea').value = text; }",
        comment,
    )
    visitor.driver.press("Enter")
    visitor.see(outcome="Your report was not accepted. You can copy it:")
    shown = visitor.run(
        "() => document.querySelector('bluepencil-widget').shadowRoot.querySelector('[role=alert] + p').innerText"
    )
    assert shown == f"misattributtion\n{comment}", "no line for the correction that there is not"
    assert [entry["refused"] for entry in kept(visitor)] == [status]
    visitor.visit(BODY)
    visitor.run("() => void dispatchEvent(new Event('online'))")
    assert len(visitor.service.reports) == 1


def test_a_refusal_may_be_told_by_the_page_itself(reader: Reader) -> None:
    reader.service.status = 403
    reader.visit(BODY)
    reader.page.evaluate("""() => document.addEventListener("bluepencil:rejected", (event) => {
      event.preventDefault();
      window.rejected = event.detail.status;
    })""")
    reader.press("misattributtion")
    reader.send()
    expect(reader.dialog).to_be_hidden()
    assert reader.page.evaluate("rejected") == 403


def test_closed_while_sending_a_failure_is_still_told(reader: Reader) -> None:
    reader.service.gate.clear()
    reader.service.status = 422
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_have_text("Sending…")
    reader.page.keyboard.press("Escape")
    expect(reader.dialog).not_to_be_visible()
    reader.service.gate.set()
    expect(reader.outcome).to_contain_text("was not accepted")
    expect(reader.dialog).to_contain_text("misattributtion")


def test_the_page_hears_and_may_stop_what_happens(visitor: Visitor) -> None:
    hear = """<script>
      window.heard = [];
      for (const name of ["ready", "open", "submit", "queued", "sent", "rejected"])
        document.addEventListener("bluepencil:" + name, (event) => heard.push(name + event.cancelable));
    </script>"""
    visitor.visit(BODY, tag=hear + TAG)
    visitor.wait_for("heard[0]")
    visitor.press_on("misattributtion")
    visitor.driver.press("Enter")
    visitor.see(outcome="Thank you! Our editors have received your report.")
    assert visitor.run("() => heard") == ["readytrue", "opentrue", "submittrue", "queuedtrue", "senttrue"]
    visitor.leave()
    stop = "(name) => document.addEventListener('bluepencil:' + name, (event) => event.preventDefault())"
    visitor.service.status = 403
    for name, seen in (("rejected", False), ("submit", True), ("open", False)):
        visitor.run(stop, name)
        visitor.select("recieved")
        visitor.driver.press("Control", "Enter")
        visitor.driver.press("Enter")
        visitor.see(open=seen)
        if seen:
            visitor.leave()
    assert len(visitor.service.reports) == 2, "the one that was refused, and none that the page had stopped"
