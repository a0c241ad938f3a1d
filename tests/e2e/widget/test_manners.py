"""A guest on the page: strict policies, and nothing done before it is asked for."""

import pytest
from playwright.sync_api import expect

from tests.e2e.widget.reader import TAG, Reader
from tests.e2e.widget.servers import SITE
from tests.e2e.widget.visitor import Visitor

BODY = "<p>The likely misattributtion reflects an attempt.</p><bluepencil-caption></bluepencil-caption>"


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


def test_one_global_name_and_all_else_as_it_was(reader: Reader) -> None:
    """No property of a prototype is another one, and with the dialog open the page says and looks what it did."""
    spy = """<script>
      var look = () => ({{
        names: Object.keys(window),
        builtIn: [Element, Node, Document, Window, EventTarget, Event, Array, String, Object, Promise, Function]
          .flatMap(({{ prototype }}) => Object.entries(Object.getOwnPropertyDescriptors(prototype)))
          .flatMap(([name, {{ value, get, set }}]) => [name, value, get, set])
          .concat(fetch, addEventListener, setTimeout),
      }});
      var before = look();
    </script>"""
    page = """() => {
      const copy = document.documentElement.cloneNode(true);
      copy.querySelector("bluepencil-widget")?.remove();
      return [copy.outerHTML, document.styleSheets.length, document.adoptedStyleSheets.length, history.length];
    }"""
    reader.visit("<p>The likely misattributtion reflects an attempt.</p>", tag=spy + TAG)
    looked = reader.page.evaluate(page)
    reader.press("misattributtion")
    expect(reader.dialog).to_be_visible()
    assert reader.page.evaluate(page) == looked
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    reader.leave()
    assert reader.page.evaluate(page) == looked
    changed = reader.page.evaluate("""() => {
      const { names, builtIn } = look();
      const others = builtIn.filter((thing, place) => thing !== before.builtIn[place]);
      return [names.filter((name) => !before.names.includes(name)), others.map(String), builtIn.length > 1000];
    }""")
    assert changed == [["Bluepencil"], [], True]


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


@pytest.mark.parametrize("times", [1, 2])
def test_at_most_one_listener_an_event(reader: Reader, times: int) -> None:
    """However many times the script is loaded: a listener that is added again is still one."""
    reader.page.add_init_script(
        """window.listeners = {};
        const add = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (type, listener, ...rest) {
          if (new Error().stack.includes("/w/")) (listeners[type] ??= new Set()).add(listener);
          return add.call(this ?? window, type, listener, ...rest);
        };"""
    )
    reader.visit(BODY, tag=times * f'<script src="{{service}}/w/{SITE}.js"></script>')
    reader.press("misattributtion")
    reader.send()
    expect(reader.outcome).to_contain_text("received")
    heard = reader.page.evaluate(
        "Object.fromEntries(Object.entries(listeners).map(([type, { size }]) => [type, size]))"
    )
    assert "keydown" in heard
    assert set(heard.values()) == {1}
    assert not {"unload", "beforeunload", "pagehide", "scroll", "mousemove", "copy"} & set(heard)


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


def test_ready_is_told(reader: Reader) -> None:
    reader.page.add_init_script("addEventListener('bluepencil:ready', () => { window.isReady = true; }, true)")
    reader.visit(BODY)
    reader.page.wait_for_function("window.isReady")
    assert reader.page.evaluate("Object.keys(Bluepencil)") == ["open", "listen"]
