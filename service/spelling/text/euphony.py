"""Spellings of one Ukrainian word that are all right, and differ for the ear only."""

EUPHONY = {"у": "в", "в": "у", "і": "й", "й": "і"}
"""What a first letter alternates with."""

_REFLEXIVE = frozenset(("ся", "сь"))


def same_but_for_euphony(one: str, other: str) -> bool:
    """Whether two words differ by an alternation only: "взяв" and "узяв", "звернувсь" and "звернувся"."""
    if one[:-1] == other[:-1]:
        return one[-2:] in _REFLEXIVE and other[-2:] in _REFLEXIVE
    return one[1:] == other[1:] and EUPHONY.get(one[:1]) == other[:1]
