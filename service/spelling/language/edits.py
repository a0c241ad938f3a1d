"""What happened between the right word and the wrong one, told in kinds of slips.

An alignment by Levenshtein, with swapped neighbours found in it, and each operation named by its
likely cause: a doubled letter, the key beside, a vowel for a vowel (cf. Kernighan, Church and Gale,
"A Spelling Correction Program Based on a Noisy Channel Model", 1990).
"""

from typing import NamedTuple, cast

from rapidfuzz.distance import Levenshtein

from service.spelling.language.profiles import Profile
from service.spelling.text.normalise import bare
from service.spelling.text.phonetics import VOWELS, same_sound

KINDS = (
    "swap",
    "insert_double",
    "insert_beside",
    "insert",
    "drop_double",
    "drop_vowel",
    "drop_consonant",
    "replace_beside",
    "replace_vowel",
    "replace_accent",
    "replace_sound",
    "replace",
    "mark",
    "space",
)
_MARKS = "'-"
_ALIKE = frozenset(
    pair for one, other in ("иі", "еє", "гґ", "её", "ії", "ыи", "йи") for pair in ((one, other), (other, one))
)


class Edit(NamedTuple):
    """One slip at `place` of the right word: `right` was to be written, `wrong` was.

    `before` and `after` are the right word's letters around ("" at its edges).
    """

    kind: str
    right: str
    wrong: str
    place: int
    before: str
    after: str


def edits(right: str, wrong: str, profile: Profile) -> list[Edit]:
    """Return the slips that turn `right` into `wrong`, from left to right."""
    steps = cast("list[tuple[str, int, int]]", Levenshtein.editops(right, wrong).as_list())
    found: list[Edit] = []
    index = 0
    while index < len(steps):
        tag, source, target = steps[index]
        before = right[source - 1] if source else ""
        if index + 1 < len(steps) and _is_swap(steps[index], steps[index + 1], right, wrong):
            after = right[source + 2 : source + 3]
            found.append(Edit("swap", right[source : source + 1], wrong[target], source, before, after))
            index += 2
            continue
        index += 1
        if tag == "insert":
            kind = _insertion(wrong, target, profile)
            found.append(Edit(kind, "", wrong[target], source, before, right[source : source + 1]))
            continue
        after = right[source + 1 : source + 2]
        if tag == "delete":
            found.append(Edit(_deletion(right, source), right[source], "", source, before, after))
        else:
            kind = _replacement(right[source], wrong[target], profile)
            found.append(Edit(kind, right[source], wrong[target], source, before, after))
    return found


def _is_swap(one: tuple[str, int, int], other: tuple[str, int, int], right: str, wrong: str) -> bool:
    (tag, source, target), (tag2, source2, target2) = one, other
    if tag == "replace" and tag2 == "replace":
        return source2 == source + 1 and right[source] == wrong[target2] and right[source2] == wrong[target]
    if tag == "insert" and tag2 == "delete":
        return source2 == source + 1 and wrong[target] == right[source2]
    if tag == "delete" and tag2 == "insert":
        return target2 == target + 1 and right[source] == wrong[target2]
    return False


def _insertion(wrong: str, at: int, profile: Profile) -> str:
    letter = wrong[at]
    around = (wrong[at - 1] if at else "", wrong[at + 1 : at + 2])
    if letter in _MARKS:
        return "mark"
    if letter in around:
        return "insert_double"
    if any((letter, other) in profile.adjacent for other in around):
        return "insert_beside"
    return "insert"


def _deletion(right: str, at: int) -> str:
    letter = right[at]
    if letter in _MARKS:
        return "mark"
    if letter == " ":
        return "space"
    if letter in (right[at - 1] if at else "", right[at + 1 : at + 2]):
        return "drop_double"
    return "drop_vowel" if letter in VOWELS else "drop_consonant"


def _replacement(right: str, wrong: str, profile: Profile) -> str:
    if (right, wrong) in _ALIKE or bare(right) == bare(wrong):
        return "replace_accent"
    if (right, wrong) in profile.adjacent:
        return "replace_beside"
    if right in VOWELS and wrong in VOWELS:
        return "replace_vowel"
    if same_sound(right, wrong):
        return "replace_sound"
    return "replace"
