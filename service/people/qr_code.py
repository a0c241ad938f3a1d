"""A QR code as SVG for a page whose policy lets no style in."""

import segno
from markupsafe import Markup


def qr_code(content: str) -> Markup:
    """Dark on light whatever the page's colours are: a camera reads it by them."""
    drawn = segno.make(content, error="m", micro=False)
    svg = drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    return Markup(svg)  # noqa: S704 (our own drawing: what it encodes is dots by now)
