"""How an English word is read aloud, roughly, its vowels included: what people write who spell by ear.

The sound key of `phonetics` leaves vowels out, so that it finds much; by this, "bloo" is "blue" and no "blood". Capital
letters are long vowels and the sounds of "sh", "ch" and "th".
"""

import re
from collections.abc import Sequence

_SILENT_E = r"([bcdfgjklmnpstvzCST])e(?=[sd]?$|ment$|ly$|ful$)"
_RULES = tuple(
    (re.compile(pattern, re.MULTILINE), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^w(?:r|hr)", "r"),
        (r"^rh", "r"),
        (r"^ps", "s"),
        (r"^wh(?=o)", "h"),
        (r"wh", "w"),
        (r"(?:t|ss?|c|sc|sh|x)(?:io|ia|ea|u|o)n(?=s?$|al|ed|er)", "Sn"),
        (r"(?:t|c|sc|sh|x)(?:iou|eou|u)s", "Sus"),
        (r"(?:t|c|sh)(?:ia|u|a)l(?=$|ly|i)", "Sul"),
        (r"(?:t|tch|ch)(?:ure|er|ur)(?=s?$|ed)", "CR"),
        (r"(?:s|z|sh)(?:ure|er|ur)(?=s?$|ed)", "SR"),
        (r"(?:au|ou)gh(?=t)|aw|au|oar|ore|our(?=[st])|or(?=[tdnkm])", "o"),
        (r"eigh|aigh", "A"),
        (r"igh", "I"),
        (r"ough$", "uf"),
        (r"eau", "O"),
        (r"gu(?=[eiy])", "g"),
        (r"gh", ""),
        (r"ph", "f"),
        (r"dg(?=[ei])", "j"),
        (r"sch", "sk"),
        (r"t?ch", "C"),
        (r"sh", "S"),
        (r"th", "T"),
        (r"que$", "k"),
        (r"qu", "kw"),
        (r"cc(?=[eiy])|x", "ks"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"c?k|c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"mb$|mn$", "m"),
        (r"(?<=[bdfgkpstz])(?:le|el|al|il|ul|ol)(?=s?$)", "ul"),
        (r"(?<=s)ei", "E"),
        (r"(?:ai|ay|ei|ey)(?!$)|(?:ay|ey)(?=s?$)", "A"),
        (r"a" + _SILENT_E, r"A\1"),
        (r"[iy]" + _SILENT_E, r"I\1"),
        (r"o" + _SILENT_E, r"O\1"),
        (r"u" + _SILENT_E, r"U\1"),
        (r"e" + _SILENT_E, r"E\1"),
        (r"(?:ee|ea|ie)(?!$)|(?:ee|ea)$", "E"),
        (r"(?:ie|y|i)(?=s?$)", "E"),
        (r"oa|ow(?=s?$)|oe(?=s?$)", "O"),
        (r"oo|ue|ui|ew|ou", "U"),
        (r"oi|oy", "Y"),
        (r"(?:er|or|ar|re|ur|our)(?=s?$)|[eiu]r(?=[^aeiou])", "R"),
        (r"e(?=s?$)", ""),
        (r"z", "s"),
        (r"d(?=$)", "t"),
        (r"['-]|h(?=[^aeiouAEIOU]|$)", ""),
        (r"y", "i"),
    )
)
_REPEATED = re.compile(r"([^eo\n])\1+")


def read_aloud(words: Sequence[str]) -> list[str]:
    """Return how each of some lower-case English words sounds; none may have a line break."""
    spelled = _REPEATED.sub(r"\1", "\n".join(words))
    for pattern, sound in _RULES:
        spelled = pattern.sub(sound, spelled)
    return _REPEATED.sub(r"\1", spelled).split("\n")
