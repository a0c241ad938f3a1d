"""The errors planted in the demo article (templates/demo/article.html), so that tests and tours know them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted error.

    `wrong` is what the article says and `right` what it should say. `context` is a stretch of the article's
    normalised text that occurs in it once and holds `wrong` once: it tells the planted place from others that
    read the same ("principle" is right the first time and wrong the second).
    """

    wrong: str
    right: str
    context: str


PLANTED: tuple[Planted, ...] = (
    Planted("the the", "the", "when she is wanted, the the sound goes mostly upwards"),
    Planted("independant", "independent", "An independant study, paid for by both sides"),
    Planted("principle", "principal", "Lionel Farthingale, the principle author of a petition"),
    Planted("recieved", "received", "He told the committee that he had recieved no warning"),
    Planted("commitee", "committee", "whose paw print the commitee examined at some length"),
    Planted("unneccessary", "unnecessary", "Farthingale calls proof that it is unneccessary."),
    Planted("quaters", "quarters", "close quaters"),
    Planted("Tregelick", "Tregellick", "Tregelick said when he came back"),
    Planted("agreedto", "agreed to", "The board agreedto look at the matter again in the spring"),
)
"""In the order in which a reader meets them."""

NAMES: frozenset[str] = frozenset(
    {
        "Ambrose",
        "Brandreth",
        "Dorrit",
        "Farthingale",
        "Hadley",
        "Harbour",
        "Ines",
        "Lionel",
        "Martha",
        "Okonda",
        "Ottilie",
        "Quist",
        "Saltmere",
        "Tregellick",
        "Vane",
        "Wendeline",
    }
)
"""The article's names: right as they stand, though a dictionary may not hold them."""
