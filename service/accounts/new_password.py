"""Which passwords may be chosen: none that others would try first."""

from collections.abc import Iterable

from zxcvbn import zxcvbn
from zxcvbn.matching import L33T_TABLE

from service.accounts.passwords import LONGEST, SHORTEST
from service.errors import InvalidInput

_FEWEST_GUESSES = 10**8
"""By zxcvbn's lists of common passwords, names and patterns. A password of three words has more than 10¹²."""
_LOOKED_AT = 64
"""Characters: a password that is good so far is good, and looking at a thousand takes long."""
_SURELY_LOOKED_AT = 16
_MOST_SIGNS = 6
"""Kinds of signs for letters (4 or @ for a) in more than so many characters: zxcvbn tries every combination of what
they may stand for, and would need ten seconds for all of them."""
_SIGNS = frozenset(sign for signs in L33T_TABLE.values() for sign in signs)


def require_good_password(password: str, about: Iterable[str] = ()) -> None:
    """Raise InvalidInput for a password that is too short, too long, or soon guessed.

    `about`: what others know of the person, such as the name and the e-mail address.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(
            "A password has %(least)s to %(most)s characters.", field="password", least=SHORTEST, most=LONGEST
        )
    known = [
        "bluepencil",
        *(part for each in about for part in (each, *each.replace("@", " ").replace(".", " ").split())),
    ]
    if zxcvbn(_beginning(password), user_inputs=known)["guesses"] < _FEWEST_GUESSES:
        raise InvalidInput(
            "This password would soon be guessed. Three or four words that do not belong together are a good one.",
            field="password",
        )


def _beginning(password: str) -> str:
    """As much of the password as can be looked at in time."""
    kinds: set[str] = set()
    for at, character in enumerate(password[:_LOOKED_AT]):
        kinds |= {character} & _SIGNS
        if len(kinds) > _MOST_SIGNS and at >= _SURELY_LOOKED_AT:
            return password[:at]
    return password[:_LOOKED_AT]
