"""What a reader does on a page with the widget, and what of the widget can be seen."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.e2e.widget.servers import SITE, Pages, Service

TAG = f'<script async src="{{service}}/w/{SITE}.js"></script>'
OWN_TAG = f'<script async src="{{service}}/widget.js" data-site="{SITE}" data-lang="{{{{lang}}}}"></script>'
ARTICLE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Harbour board keeps its silence</title>
<style>body{{font:18px/1.6 serif;max-width:40rem;margin:2rem auto;padding:0 1rem}}</style></head>
<body>{body}{tag}</body></html>"""

# The n-th place of a text in the page's text nodes, in open shadow roots too; false where there is none.
SELECT = """([text, nth]) => {
  const nodes = [];
  const visit = (node) => {
    if (node.nodeType === 3) nodes.push(node);
    for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) visit(child);
  };
  visit(document.body);
  for (const node of nodes) {
    for (let at = node.data.indexOf(text); at >= 0; at = node.data.indexOf(text, at + 1)) {
      if (nth-- > 0) continue;
      getSelection().setBaseAndExtent(node, at, node, at + text.length);
      return true;
    }
  }
  return false;
}"""

# What a report would hold of a page that says MARKED after this markup, if that word is selected.
REPORT_AFTER = """(html) => new Promise((done) => {
  document.getElementById("case").innerHTML = html;
  getSelection().selectAllChildren(document.getElementById("mark"));
  const stop = (event) => { event.preventDefault(); done(event.detail); };
  addEventListener("bluepencil:submit", stop, { once: true, capture: true });
  Bluepencil.open();
  document.querySelector("bluepencil-widget").shadowRoot.querySelector("form").requestSubmit();
  document.querySelector("bluepencil-widget").shadowRoot.querySelector("dialog").close();
})"""
MARKED = "<div id='case'></div><p><span id='mark'>MARKED</span></p>"


class Reader:
    """A reader of one page."""

    def __init__(self, page: Page, service: Service, pages: Pages) -> None:
        self.page = page
        self.service = service
        self.pages = pages

    def visit(
        self, body: str, *, path: str = "/article", tag: str = TAG, template: str = ARTICLE, **headers: Any
    ) -> None:
        """Opens a page with this body and waits until the widget is ready."""
        html = template.format(body=body, tag=tag.format(service=self.service.origin))
        self.page.goto(self.pages.put(path, html, **headers))
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Waits until the script is there, and until the page is painted: before that Chromium drops what is typed."""
        self.page.wait_for_function("window.Bluepencil?.open instanceof Function", polling=20)
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def select(self, text: str, nth: int = 0) -> None:
        """Selects the n-th place of a text that lies in one text node."""
        assert self.page.evaluate(SELECT, [text, nth]), f"the page does not say {text!r}"

    def press(self, text: str | None = None, nth: int = 0, keys: str = "Control+Enter") -> None:
        """Selects a text, if one is given, and presses the keys."""
        if text is not None:
            self.select(text, nth)
        self.page.keyboard.press(keys)

    def send(self) -> None:
        """Presses Send."""
        self.button("Send").click()

    def leave(self) -> None:
        """Closes the dialog with Esc, and waits until the keys are the page's again: with the next painting of it."""
        self.page.keyboard.press("Escape")
        self.page.wait_for_function("document.activeElement?.localName !== 'bluepencil-widget'")

    @property
    def dialog(self) -> Locator:
        return self.page.locator("bluepencil-widget dialog")

    @property
    def quote(self) -> Locator:
        """The sentence that the dialog shows."""
        return self.dialog.locator("blockquote")

    @property
    def correction(self) -> Locator:
        return self.dialog.get_by_label("How should it read?")

    @property
    def comment(self) -> Locator:
        return self.dialog.get_by_label("Comment (optional)")

    @property
    def outcome(self) -> Locator:
        """The line that says what became of a report."""
        return self.dialog.get_by_role("alert")

    def button(self, name: str) -> Locator:
        return self.dialog.get_by_role("button", name=name, exact=True)

    def ledger(self) -> list[dict[str, Any]]:
        """What the widget keeps in local storage about reports, sent or not."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """(prefix) => Object.entries(localStorage)
              .filter(([key]) => key.startsWith(prefix))
              .map(([key, value]) => ({id: key.slice(prefix.length), ...JSON.parse(value)}))""",
            f"bluepencil.{SITE}.",
        )
        return found

    def waiting(self) -> list[dict[str, Any]]:
        """The reports in it that the service does not have yet."""
        return [entry for entry in self.ledger() if "body" in entry]
