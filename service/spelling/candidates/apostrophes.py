"""The text's own kind of apostrophe in a replacement."""

from service.spelling.text.normalise import APOSTROPHES


def in_style_of(replacement: str, wrong: str, text: str) -> str:
    """Return `replacement` with the apostrophe that `wrong`, or else `text` around it, is written with."""
    if "'" not in replacement:
        return replacement
    for sample in (wrong, text):
        used = next((letter for letter in sample if letter == "'" or letter in APOSTROPHES[:2]), None)
        if used is not None:
            return replacement.replace("'", used)
    return replacement
