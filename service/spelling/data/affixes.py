"""A dictionary's rules without what only suggestions are made of.

Before it accepts a compound, hunspell makes suggestions for it, which takes ten milliseconds and more, and fifty for a
Dutch number in words, and refuses what is near to a word that it has. Without letters to try and letters that are
alike, it takes a twentieth of that and accepts the same words, but for a few good ones that it would refuse
("Einschlagkrater").
"""

import re

_FOR_SUGGESTIONS = re.compile(rb"^(?:TRY|MAP)[ \t].*\n?", re.MULTILINE)
_RULES = ".aff"


def to_judge(name: str, data: bytes) -> bytes:
    """Return the file `name` of a dictionary as hunspell is given it."""
    return _FOR_SUGGESTIONS.sub(b"", data) if name.endswith(_RULES) else data
