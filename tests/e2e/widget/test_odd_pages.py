"""Pages that other scripts have made strange."""

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import OWN_TAG, Reader
from tests.e2e.widget.servers import SITE
from tests.e2e.widget.visitor import Visitor

BODY = "<p>The likely misattributtion reflects an attempt.</p><bluepencil-caption></bluepencil-caption>"


def test_loaded_twice_it_acts_once(visitor: Visitor) -> None:
    tag = f'<script src="{{service}}/w/{SITE}.js"></script>'
    visitor.visit(BODY, tag=tag + tag)
    visitor.press_on("misattributtion")
    assert visitor.run("() => document.querySelectorAll('bluepencil-widget').length") == 1
    visitor.driver.press("Enter")
    visitor.see(outcome="Thank you! Our editors have received your report.")
    assert len(visitor.service.reports) == 1


def test_document_open_takes_nothing_away(reader: Reader) -> None:
    reader.visit(BODY)
    script = f"{reader.service.origin}/w/{SITE}.js"
    reader.page.evaluate(
        """([script]) => {
          document.open();
          document.write(`<p>A nwe page.</p><script src="${script}"><\\/script>`);
          document.close();
        }""",
        [script],
    )
    reader.page.wait_for_load_state()
    reader.press("nwe")
    expect(reader.quote.locator("mark")).to_have_text("nwe")


ODD = {
    "quirks mode": "<p>No doctype.</p>{body}{tag}",
    # A script that is not async runs at once.
    "no body yet": "<!doctype html>{tag}<script>window.was = document.body</script><title>x</title><body>{body}",
    "no body yet, and nothing idle": """<!doctype html><script>requestIdleCallback = (run) => run()</script>
      {tag}<script>window.was = document.body</script><title>x</title><body>{body}""",
    "written by a script": "<!doctype html>{body}<script>document.write(`{tag}`.replace('<\\/', '</'))</script>",
    "XHTML": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}{tag}</body></html>',
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_documents(reader: Reader, kind: str) -> None:
    end = "<\\/script>" if kind == "written by a script" else "</script>"
    tag = f'<script src="{{service}}/w/{SITE}.js">{end}'
    content_type = "application/xhtml+xml" if kind == "XHTML" else "text/html"
    reader.visit(BODY, template=ODD[kind], tag=tag, content_type=content_type)
    if kind.startswith("no body"):
        assert reader.page.evaluate("window.was") is None
    reader.press("misattributtion")
    # Playwright finds no roles and labels in XHTML.
    expect(reader.dialog.locator("[name=correction]")).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(reader.dialog.locator("[role=alert]")).to_contain_text("received")


def test_an_optimiser_that_hides_the_script_tag(reader: Reader) -> None:
    reader.page.add_init_script("Object.defineProperty(document, 'currentScript', { value: null })")
    reader.visit(BODY, tag=OWN_TAG.replace("{{lang}}", "uk"))
    reader.press("misattributtion")
    expect(reader.dialog).to_have_attribute("lang", "uk")
    reader.dialog.locator("footer button").last.click()
    expect(reader.outcome).to_contain_text("Дякуємо")
    assert reader.service.reports[0]["site"] == SITE


def test_an_enumerable_on_every_object_is_no_hindrance(reader: Reader) -> None:
    reader.page.add_init_script("Object.prototype.extra = function () {}; Array.prototype.extra = function () {};")
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    [report] = reader.service.reports
    assert "extra" not in report and "extra" not in report["page"]


def test_a_host_that_is_named_widget(reader: Reader) -> None:
    host = f"http://widget.localhost:{reader.service.origin.rpartition(':')[2]}"
    reader.visit(BODY, tag=f'<script async src="{host}/widget.js" data-site="{SITE}"></script>')
    reader.press("misattributtion")
    with reader.page.expect_response(f"{host}/api/v1/reports"):
        reader.send()


def test_in_a_sandboxed_frame(reader: Reader) -> None:
    inner = f"<body><p>misteak</p><script src='{reader.service.origin}/w/{SITE}.js'></script>"
    reader.pages.put("/inner", inner)
    page = reader.pages.put(
        "/outer", "<iframe src=/inner sandbox='allow-scripts allow-forms' width=600 height=600></iframe>"
    )
    reader.page.goto(page)
    frame = reader.page.frames[1]
    frame.wait_for_function("window.Bluepencil")
    frame.locator("p").dblclick(position={"x": 10, "y": 8})
    reader.page.keyboard.press("Control+Enter")
    dialog = frame.locator("bluepencil-widget dialog")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("alert")).to_contain_text("received")
