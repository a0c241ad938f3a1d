"""A guest on the page: strict policies, odd pages, other languages, and nothing done before it is asked for."""

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import ARTICLE, Reader
from tests.e2e.widget.servers import SITE
from tests.e2e.widget.visitor import Visitor

BODY = "<p>The likely misattributtion reflects an attempt.</p><bluepencil-caption></bluepencil-caption>"
OWN_TAG = f'<script async src="{{service}}/widget.js" data-site="{SITE}" data-lang="{{{{lang}}}}"></script>'


def test_a_strict_policy_is_never_violated(visitor: Visitor) -> None:
    service = visitor.service.origin
    visitor.visit(
        BODY,
        template="<!doctype html><html lang=ar><meta charset=utf-8><title>t</title><body>{body}{tag}",
        Content_Security_Policy=f"default-src 'none'; script-src {service}; connect-src {service}; "
        "require-trusted-types-for 'script'; trusted-types 'none'; report-uri /violation",
    )
    visitor.press_on("misattributtion")
    visitor.see(lang="ar", direction="rtl", name="الإبلاغ عن خطأ")
    dialog = "document.querySelector('bluepencil-widget').shadowRoot.querySelector('dialog')"
    assert visitor.run(f"() => getComputedStyle({dialog}).width") == "480px"
    visitor.driver.type("misattribution")
    visitor.driver.press("Enter")
    visitor.see(outcome="شكرًا! وصل بلاغك إلى محررينا.")
    # What is violated the browser tells the site, on its own and some time later; a violation on purpose comes last.
    visitor.run("() => { document.body.append(Object.assign(new Image(), { src: '/on-purpose' })); }")
    while not any(b"on-purpose" in body for body in _violations(visitor)):
        visitor.run("() => new Promise((done) => setTimeout(done, 20))")
    # Firefox asks for the site's icon of its own accord.
    others = [body for body in _violations(visitor) if b"on-purpose" not in body and b"favicon" not in body]
    assert others == []


def _violations(visitor: Visitor) -> list[bytes]:
    return [request.body for request in visitor.pages.requests if request.path == "/violation"]


def test_no_request_and_no_element_before_the_reader_acts(reader: Reader) -> None:
    reader.visit(BODY)
    expect(reader.page.locator("bluepencil-caption")).to_contain_text("Ctrl+Enter")
    reader.select("misattributtion")
    assert [request.path for request in reader.service.requests] == [f"/w/{SITE}.js"]
    assert reader.page.evaluate("document.documentElement.childElementCount") == 2
    assert reader.page.evaluate("localStorage.length") == 0


def test_one_global_name_and_untouched_prototypes(reader: Reader) -> None:
    count = """() => [Object.keys(window).sort(), [Element, Node, Document, Window, Array, String, Object]
      .map(({ prototype }) => Object.getOwnPropertyNames(prototype).length)]"""
    reader.visit(
        BODY.replace("<bluepencil-caption></bluepencil-caption>", ""),
        tag="<script>window.Bluepencil={{open(){{}},listen(){{}}}}</script>",
    )
    before, prototypes = reader.page.evaluate(count)
    reader.visit(BODY)
    reader.press("misattributtion")
    expect(reader.dialog).to_be_visible()
    assert reader.page.evaluate(count) == [before, prototypes]


def test_nothing_is_done_before_the_page_is_idle(reader: Reader) -> None:
    reader.page.add_init_script("window.requestIdleCallback = (run) => { window.idle = run; };")
    reader.page.add_init_script("document.addEventListener('bluepencil:ready', () => { window.isReady = true; })")
    reader.visit(BODY)
    caption = reader.page.locator("bluepencil-caption")
    expect(caption).to_be_empty()
    assert reader.page.evaluate("window.isReady") is None
    reader.page.evaluate("idle()")
    expect(caption).to_contain_text("Ctrl+Enter")
    assert reader.page.evaluate("window.isReady") is True


def test_at_most_one_listener_an_event(reader: Reader) -> None:
    reader.page.add_init_script(
        """window.listeners = [];
        const add = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (type, ...rest) {
          if (new Error().stack.includes("/w/")) listeners.push(type);
          return add.call(this ?? window, type, ...rest);
        };"""
    )
    reader.visit(BODY)
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    heard = reader.page.evaluate("listeners")
    assert "keydown" in heard
    assert sorted(heard) == sorted(set(heard))
    assert not {"unload", "beforeunload", "pagehide", "scroll", "mousemove", "copy"} & set(heard)


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


def test_opening_shifts_nothing(reader: Reader) -> None:
    reader.visit(BODY)
    reader.page.evaluate("""() => {
      window.shifts = 0;
      new PerformanceObserver((list) => { shifts += list.getEntries().length; }).observe({ type: "layout-shift" });
    }""")
    paragraph = reader.page.locator("body > p")
    place = paragraph.bounding_box()
    reader.press("misattributtion")
    expect(reader.dialog).to_be_visible()
    assert paragraph.bounding_box() == place
    assert reader.page.evaluate("shifts") == 0


def test_the_pages_styles_do_not_reach_the_dialog(reader: Reader) -> None:
    reader.visit(
        BODY + "<style>*{letter-spacing:9px!important;text-transform:uppercase} button,dialog{display:none!important}</style>"
    )
    reader.press("misattributtion")
    expect(reader.button("Send")).to_be_visible()
    expect(reader.button("Send")).to_have_css("text-transform", "none")


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


@pytest.mark.parametrize(
    ("template", "content_type"),
    [
        ("<p>In quirks mode.</p>{body}{tag}", "text/html"),
        ("<!doctype html>{tag}<title>before the body</title><body>{body}", "text/html"),
        (
            '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}{tag}</body></html>',
            "application/xhtml+xml",
        ),
    ],
)
def test_odd_documents(reader: Reader, template: str, content_type: str) -> None:
    tag = f'<script async="async" src="{{service}}/w/{SITE}.js"></script>'
    reader.visit(BODY, template=template, tag=tag, content_type=content_type)
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


@pytest.mark.parametrize(
    ("lang", "inner", "data", "expected"),
    [
        ("de-AT", "", "", "de"),
        ("de", "fr", "", "fr"),
        ("de", "fr", "tr", "tr"),
        ("la", "", "", "pl"),
        ("", "", "", "pl"),
        ("de", "la", "", "de"),
        ("ar", "", "", "ar"),
    ],
)
def test_the_language_is_that_of_the_place(visitor: Visitor, lang: str, inner: str, data: str, expected: str) -> None:
    tag = OWN_TAG if data else OWN_TAG.replace(' data-lang="{{lang}}"', "")
    polish = "<script>Object.defineProperty(navigator, 'languages', {{ value: ['pl-PL', 'en'] }})</script>"
    body = f"<p {f'lang={inner}' if inner else ''}>The likely misattributtion reflects.</p>"
    template = ARTICLE.replace('lang="en"', f'lang="{lang}"')
    visitor.visit(body, tag=polish + tag.replace("{{lang}}", data), template=template)
    visitor.press_on("misattributtion")
    visitor.see(lang=expected, direction="rtl" if expected == "ar" else "ltr")


def test_a_language_that_does_not_come_is_no_hindrance(reader: Reader) -> None:
    reader.service.missing_texts = True
    reader.visit(BODY, template=ARTICLE.replace('lang="en"', 'lang="uk"'))
    reader.press("misattributtion")
    expect(reader.dialog).to_have_accessible_name("Spelling error report")
    reader.send()
    expect(reader.outcome).to_contain_text("received your report")


def test_ready_is_told(reader: Reader) -> None:
    reader.page.add_init_script("addEventListener('bluepencil:ready', () => { window.isReady = true; }, true)")
    reader.visit(BODY)
    reader.page.wait_for_function("window.isReady")
    assert reader.page.evaluate("Object.keys(Bluepencil)") == ["open", "listen"]


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
