"""Whether every text of the dialog can be read: as WCAG measures it, from the colours that Chromium really uses."""

from tests.e2e.widget.reader import Reader

# The texts with a contrast of less than AA's 4.5 to their ground, where half transparent grounds lie above one another.
_FAINT = """() => {
  const parse = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    return [[red, green, blue], alpha];
  };
  const over = ([colour, alpha], ground) => colour.map((value, n) => value * alpha + ground[n] * (1 - alpha));
  const luminance = (colour) => {
    const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const [red, green, blue] = colour.map((value) => linear(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (node) => {
    const own = parse(getComputedStyle(node).backgroundColor);
    return own[1] === 1 ? own[0] : over(own, groundOf(node.parentElement));
  };
  const dialog = document.querySelector("bluepencil-widget").shadowRoot.querySelector("dialog");
  const faint = [];
  for (const node of dialog.querySelectorAll("*")) {
    const text = node.value || [...node.childNodes].map((child) => child.data ?? "").join("");
    if (!text.trim() || !node.checkVisibility()) continue;
    const ground = groundOf(node);
    const lights = [over(parse(getComputedStyle(node).color), ground), ground].map(luminance);
    const contrast = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
    if (contrast < 4.5) faint.push([node.localName, text, contrast]);
  }
  return faint;
}"""


def check_contrast(reader: Reader) -> None:
    """No text of the dialog as it is has less contrast than AA asks for."""
    assert reader.page.evaluate(_FAINT) == []
