"""What a reader does in whichever browser: by scripts and keys alone, which both of them know."""

from collections.abc import Callable
from typing import Any, Protocol

from tests.e2e.widget.reader import ARTICLE, MARKED, SELECT, TAG
from tests.e2e.widget.servers import Pages, Service

ROOT = "document.querySelector('bluepencil-widget')?.shadowRoot"
# Sets the selection's ends by selectors, "host >> inside" going into shadow roots: in the first text there, or before
# the n-th child of an element if the selector begins with "<".
SELECT_BETWEEN = """([from, to]) => {
  const find = ([path, offset]) => {
    let at = document;
    for (const part of path.replace("<", "").split(" >> ")) at = (at.shadowRoot ?? at).querySelector(part);
    return [path[0] === "<" ? at : at.firstChild ?? at, offset];
  };
  getSelection().setBaseAndExtent(...find(from), ...find(to));
}"""

LONGEST_MILLISECONDS = 14_000
"""That something may take until it is seen: a machine may be busy, and Firefox ends a script after a second more."""

# What would be sent of the selection, and the dialog is closed again; nothing if it only has a friendly word.
REPORT = """() => new Promise((done) => {
  const stop = (event) => { event.preventDefault(); done(event.detail); };
  addEventListener("bluepencil:submit", stop, { once: true, capture: true });
  Bluepencil.open();
  const dialog = document.querySelector("bluepencil-widget").shadowRoot.querySelector("dialog");
  const form = dialog.querySelector("form");
  if (form.correction) form.requestSubmit();
  removeEventListener("bluepencil:submit", stop, { capture: true });
  dialog.close();
  getSelection().removeAllRanges();
  done(null);
})"""

# What of the widget can be seen.
SEEN = """() => {
  const root = document.querySelector("bluepencil-widget")?.shadowRoot;
  const dialog = root?.querySelector("dialog:modal");
  const text = (selector) => dialog?.querySelector(selector)?.textContent ?? null;
  return {
    open: Boolean(dialog), lang: dialog?.lang, name: dialog?.ariaLabel, quote: text("blockquote"), mark: text("mark"),
    struck: text("del"), added: text("ins"), outcome: text("[role=alert]"), send: text("footer button:last-child"),
    direction: dialog && getComputedStyle(dialog).direction,
    correction: dialog?.querySelector("[name=correction]")?.value,
    focused: root?.activeElement?.name || root?.activeElement?.textContent || document.activeElement?.localName,
    selection: String(getSelection()),
  };
}"""


class Driver(Protocol):
    """A browser with one page; keys have the names that the DOM gives them."""

    name: str

    def open(self, url: str) -> None: ...
    def run(self, function: str, *arguments: Any) -> Any: ...
    def wait_for(self, expression: str) -> Any: ...
    def press(self, *keys: str) -> None: ...
    def type(self, text: str) -> None: ...
    def click(self, x: int, y: int) -> None: ...


class Visitor:
    """Somebody who reads a page."""

    def __init__(self, driver: Driver, service: Service, pages: Pages) -> None:
        self.driver = driver
        self.service = service
        self.pages = pages

    def visit(
        self, body: str, *, template: str = ARTICLE, tag: str = TAG, path: str = "/article", **headers: Any
    ) -> None:
        """Opens a page with this body and waits until the widget is there."""
        html = template.format(body=body, tag=tag.format(service=self.service.origin))
        self.driver.open(self.pages.put(path, html, **headers))
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        self.wait_for("typeof window.Bluepencil?.open === 'function'")
        self._wait_until_painted()

    def _wait_until_painted(self) -> None:
        """Before that, what is typed may be dropped: Chromium does so with a page, Firefox with a dialog."""
        self.run("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def put(self, html: str) -> None:
        """Puts this before the one paragraph of a page that stays open from test to test."""
        if not self.run("() => Boolean(document.getElementById('case')) && location.pathname === '/case'"):
            self.visit(MARKED, path="/case")
        self.run("(html) => { document.getElementById('case').innerHTML = html; }", html)

    def select(self, text: str, nth: int = 0) -> None:
        """Selects the n-th place of a text that lies in one text node."""
        assert self.run(f"(...given) => ({SELECT})(given)", text, nth), f"the page does not say {text!r}"

    def select_between(self, start: tuple[str, int], end: tuple[str, int]) -> None:
        self.run(SELECT_BETWEEN, [start, end])

    def report(self) -> dict[str, Any] | None:
        """What would be sent of what is selected; nothing is."""
        found: dict[str, Any] | None = self.run(REPORT)
        return found

    def press_on(self, text: str, nth: int = 0) -> None:
        """Selects a text and presses the keys, and sees the dialog open and take the keys."""
        self.select(text, nth)
        self.driver.press("Control", "Enter")
        self.wait_for(f"{ROOT}?.querySelector('dialog:modal')?.contains({ROOT}.activeElement)")
        self._wait_until_painted()

    def leave(self) -> None:
        """Closes the dialog with Esc."""
        self.driver.press("Escape")
        self.wait_for("document.activeElement?.localName !== 'bluepencil-widget'")

    def see(self, **expected: Any) -> None:
        """Waits until this is what can be seen."""
        conditions = " && ".join(f"seen.{name} === wanted.{name}" for name in expected)
        watch = f"""(wanted) => new Promise((done, fail) => {{
            const since = Date.now();
            const look = () => {{
                const seen = ({SEEN})();
                if ({conditions}) done();
                else if (Date.now() - since > {LONGEST_MILLISECONDS}) fail(new Error("seen: " + JSON.stringify(seen)));
                else setTimeout(look, 20);
            }};
            look();
        }})"""
        self.run(watch, expected)

    @property
    def seen(self) -> dict[str, Any]:
        found: dict[str, Any] = self.run(SEEN)
        return found

    def wait_until_sent(self) -> None:
        """Waits until no report is left in local storage that the service does not have."""
        self.wait_for("Object.values(localStorage).every((entry) => !JSON.parse(entry).body)")

    @property
    def run(self) -> Callable[..., Any]:
        return self.driver.run

    @property
    def wait_for(self) -> Callable[[str], Any]:
        return self.driver.wait_for
