"""Whether a dialog in a site's colours can be read: each pair of colours that stand on each other, in both schemes."""

from dataclasses import dataclass

from service.domain.colours import READABLE, contrast
from service.sites.settings import Colours

# What the widget and, where it asks the system, a browser has: light, dark.
_OWN = {
    "pencil": ("#1f4fd1", "#86a8ff"),
    "strike": ("#a8321f", "#f0907e"),
    "ink": ("#000000", "#ffffff"),
    "sheet": ("#ffffff", "#121212"),
    "button": ("#ffffff", "#111111"),
}
_PAIRS = (("ink", "sheet"), ("pencil", "sheet"), ("strike", "sheet"), ("button", "pencil"))


@dataclass(frozen=True, slots=True)
class Faint:
    """Words that are hard to read: what they are in, on what, in which scheme, and the contrast, which is below 4.5."""

    words: str
    ground: str
    dark: bool
    contrast: float


def faint_pairs(colours: Colours) -> list[Faint]:
    """The pairs that are no longer readable with these colours."""
    found = []
    for dark in (False, True):
        shown = {name: _shown(colours, name, dark=dark) for name in _OWN}
        for words, ground in _PAIRS:
            measured = contrast(shown[words], shown[ground])
            if measured < READABLE:
                found.append(Faint(words, ground, dark, measured))
    return found


def _shown(colours: Colours, name: str, *, dark: bool) -> str:
    """A colour as the dialog has it."""
    return getattr(colours, f"{name}_dark" if dark else name, "") or _OWN[name][dark]
