"""How many words of one passage are looked up, which takes a thousand times what a known word takes.

Real text keeps far within it; a quote that somebody made of unknown words is not read to its end. It would get no more
suggestions anyway.
"""

from math import ceil

from service.spelling.findings.passage import Passage
from service.spelling.text.tokens import Token

_NAME, _WORD, _COMPOUND = 2, 3, 4
"""What looks like a name is compared with near words only, in two thirds of the time; a hyphen makes more of them."""

_LETTERS = 3
"""A long word has more slips to try: it counts by its letters from twelve on."""

_FOR_A_THOUSAND = 52
"""As much as seventeen unknown words, or twenty-six names: only lists of names have more of them."""

_THOUSAND = 1000


class Allowance:
    """What may still be looked up in one passage: so much for every started thousand letters that are selected."""

    def __init__(self, passage: Passage) -> None:
        self._left = _FOR_A_THOUSAND * ceil((passage.end - passage.start) / _THOUSAND)

    def covers(self, token: Token) -> bool:
        """Whether unknown word `token` may be looked up; takes what that costs."""
        self._left -= (
            _NAME if token.seems_name else max(_COMPOUND if "-" in token.plain else _WORD, len(token.plain) // _LETTERS)
        )
        return not self.spent

    @property
    def spent(self) -> bool:
        """Whether more was asked for than there was."""
        return self._left < 0
