"""Reader and editor, by keyboard alone."""

import json
import re

from playwright.sync_api import Page, expect

# Selects the first letter, as a reader does who browses with a caret (F7, then Shift). All else is done by keys.
_FIRST_LETTER = """([wrong, context]) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const nodes = []
  let text = ""
  for (let node; (node = walker.nextNode()); ) {
    if (node.parentElement.closest("script, style, .hidden")) continue
    nodes.push([text.length, node])
    text += node.data.replace(/\\s/g, " ")
  }
  const words = context.split(" ").map((w) => w.replace(/[.*+?^${}()|[\\]\\\\]/g, "\\\\$&"))
  const found = new RegExp(words.join("\\\\s+")).exec(text)
  if (!found) throw new Error("the page does not hold: " + context)
  const inside = new RegExp(wrong.split(" ").join("\\\\s+")).exec(found[0])
  const at = found.index + inside.index
  const [start, node] = nodes.filter(([offset]) => offset <= at).pop()
  node.parentElement.scrollIntoView({ block: "center" })
  getSelection().setBaseAndExtent(node, at - start, node, at - start + 1)
  return inside[0].length
}"""


# And the keys are the page's again: with its next painting. Not `wait_for_function`, which polls by a string that the
# page's policy keeps from being evaluated.
_SELECTION_IS_BACK = """() => new Promise((done) => {
  const isBack = () => getSelection().toString() && document.activeElement.localName !== "bluepencil-widget"
  const look = () => (isBack() ? done() : requestAnimationFrame(look))
  look()
})"""


def select(page: Page, wrong: str, context: str) -> None:
    """Select the wrong words inside of their context, letter by letter."""
    length = page.evaluate(_FIRST_LETTER, [wrong, context])
    for _ in range(length - 1):
        page.keyboard.press("Shift+ArrowRight")
    selected = page.evaluate("getSelection().toString()")
    assert " ".join(selected.split()) == wrong, json.dumps(selected)


def report(page: Page, wrong: str, context: str, *, right: str = "", comment: str = "") -> str:
    """Report an error as a reader does; what the dialog says in the end."""
    select(page, wrong, context)
    page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog", name="Spelling error report")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("The following text will be sent to our editors:")).to_be_visible()
    correction = dialog.get_by_label("How should it read?")
    expect(correction).to_be_focused()
    expect(correction).to_have_value(wrong)
    if right:
        page.keyboard.press("Control+A")
        page.keyboard.type(right)
    if comment:
        _tab_to(page, "Comment (optional)")
        page.keyboard.type(comment)
    _tab_to(page, "Send")
    page.keyboard.press("Enter")
    told = dialog.get_by_role("alert")
    expect(told).to_have_text(re.compile(r"[.!]$"))  # while it is under way, it says “Sending…”
    said = told.inner_text()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.evaluate(_SELECTION_IS_BACK)
    return said


def log_in(page: Page, email: str, password: str) -> None:
    """Log in at the desk's form, which has the focus in its first field."""
    expect(page.get_by_label("E-mail address")).to_be_focused()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Queue")).to_be_visible()


def _tab_to(page: Page, name: str) -> None:
    for _ in range(12):
        page.keyboard.press("Tab")
        named = page.evaluate(
            """() => {
              let element = document.activeElement
              while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
              const label = element?.labels?.[0]?.innerText ?? element?.innerText ?? ""
              return label.trim()
            }"""
        )
        if named.startswith(name):
            return
    raise AssertionError(f"the Tab key does not reach “{name}”")
