"""The case of a replacement: as the wrong word had it, as the page writes it, as the dictionary does."""

from service.spelling.candidates.gather import Candidate
from service.spelling.data.lexicon import Standing
from service.spelling.language.validity import Validity
from service.spelling.text.normalise import APOSTROPHES
from service.spelling.text.page_words import PageWords


def in_case_of(plain: str, wrong: str) -> str:
    """Return lower-case `plain` with the capitals of `wrong`."""
    if len(wrong) > 1 and wrong.isupper():
        return plain.upper()
    if wrong[:1].isupper():
        return plain[:1].upper() + plain[1:]
    return plain


def _parted(plain: str, wrong: str) -> str:
    """Return `wrong` with the spaces of `plain`, its letters as they are."""
    letters = iter(wrong)
    return "".join(" " if letter == " " else next(letters) for letter in plain)


def recase(candidate: Candidate, wrong: str, validity: Validity, page: PageWords) -> str:
    """Return `candidate` as it should be written where `wrong` stands."""
    plain = candidate.word
    parts, wrong_parts = plain.split("-"), wrong.split("-")
    if plain.replace(" ", "") == wrong.lower():
        return _parted(plain, wrong)
    if len(parts) == len(wrong_parts) > 1:
        return "-".join(map(in_case_of, parts, wrong_parts))
    if len(wrong) > 1 and wrong.isupper():
        return plain.upper()
    on_page = page.spelling(plain)
    if on_page and (wrong[:1].isupper() or candidate.standing is not Standing.COMMON):
        return on_page
    head, apostrophe, tail = plain.partition("'")
    if apostrophe and tail:
        behind = in_case_of(tail, wrong[len(head) :].lstrip(f"'{APOSTROPHES}"))
        return in_case_of(head, wrong) + apostrophe + _as_a_word(behind, validity)
    written = in_case_of(plain, wrong)
    return _as_a_word(written, validity) if candidate.standing is Standing.NAME else written


def _as_a_word(written: str, validity: Validity) -> str:
    """Return what is `written` with the capitals without which it is no word."""
    forms = (written, written[:1].upper() + written[1:], written.title(), written.upper())
    return next((form for form in forms if validity.form(form)), written)
