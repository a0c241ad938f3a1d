"""The reader learns what became of a report, once."""

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import Reader

BODY = "<p>The likely misattributtion reflects an attempt. Others recieved it.</p>"


@pytest.mark.parametrize(("state", "words"), [("fixed", "has been corrected"), ("not_an_error", "right as it stands")])
def test_the_reader_learns_what_became_of_the_report(reader: Reader, state: str, words: str) -> None:
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    [entry] = reader.ledger()
    reader.service.states = {entry["id"]: state}
    reader.page.reload()
    expect(reader.outcome).to_contain_text(words)
    expect(reader.dialog).to_contain_text("misattributtion")
    assert reader.page.evaluate("document.activeElement === document.body")
    reader.button("Close").click()
    assert reader.ledger() == []


def test_an_unsettled_report_is_not_asked_after_on_every_page(reader: Reader) -> None:
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    with reader.page.expect_response("**/api/v1/receipts**"):
        reader.page.reload()
    reader.page.wait_for_function("Object.values(localStorage).every((entry) => JSON.parse(entry).due)")
    reader.visit(BODY)
    assert sum(request.path == "/api/v1/receipts" for request in reader.service.requests) == 1
