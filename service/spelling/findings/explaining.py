"""Which rule explains a candidate best: the key by which an editor is told what is wrong."""

from collections.abc import Sequence

from service.spelling.candidates.alternations import alternation
from service.spelling.candidates.gather import Candidate, Source
from service.spelling.findings.passage import Passage
from service.spelling.text.tokens import Token

_ONE_SLIP = {
    "swap": "swapped_letters",
    "insert_double": "extra_letter",
    "insert_beside": "extra_letter",
    "insert": "extra_letter",
    "drop_double": "missing_letter",
    "drop_vowel": "missing_letter",
    "drop_consonant": "missing_letter",
    "replace_beside": "wrong_letter",
    "replace_vowel": "wrong_letter",
    "replace_accent": "missing_accent",
    "replace_sound": "wrong_letter",
    "replace": "wrong_letter",
    "mark": "apostrophe",
    "space": "joined_words",
}
_BY_SOURCE = {Source.KNOWN: "known_error", Source.SOUND: "sounds_alike"}


def rule_of(passage: Passage, token: Token, candidate: Candidate, slips: Sequence[str], *, valid: bool) -> str:
    """Return the rule for `candidate` instead of `token`.

    `slips` are the kinds of its edits; `valid` is whether the token is a word itself.
    """
    if candidate.word in passage.model.profile.confused.get(token.plain, ()):
        return "wrong_word"
    if candidate.word == alternation(token.plain, None, passage.model):
        return "other_spelling"
    if passage.page.count.get(candidate.word, 0) > 1 and passage.page.spelling(candidate.word):
        return "page_spelling"
    kinds = {_ONE_SLIP[slip] for slip in slips}
    if len(kinds) == 1:
        return kinds.pop()
    return _BY_SOURCE.get(candidate.source, "wrong_word" if valid else "spelling")
