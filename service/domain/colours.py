"""Colours that owners choose, and whether words can be read in them (WCAG 2, relative luminance)."""

import re

READABLE = 4.5
"""The least contrast of text, by WCAG's level AA."""
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def parse_colour(text: str) -> str:
    """The colour as `#rrggbb`. Raises ValueError for what is none in that notation or as `#rgb`."""
    found = _HEX.fullmatch(text.strip())
    if not found:
        raise ValueError("not a colour")
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def contrast(one: str, other: str) -> float:
    """Between 1, no difference, and 21, black on white. Both as `parse_colour` writes them."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
