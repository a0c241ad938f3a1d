"""Cleaning texts, and the form in which they are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.characters import clean, clean_line, drop_invisible, fold, has_surrogate, unescaped


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a \t b\u00a0c ", "a b c"),
        ("a \n b\u2028c", "a\nb\nc"),
        ("a\x00b\x1b[31mc\u202ed", "ab[31mcd"),
        ("e\u0301", "é"),
        ("mis\u00adattri\u200bbution", "misattribution"),
        ("نمی\u200cخواهم", "نمیخواهم"),
    ],
)
def test_text_is_stored_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_what_people_write_keeps_joiners_and_contexts_keep_their_edges() -> None:
    assert clean("نمی\u200cخواهم", joiners=True) == "نمی\u200cخواهم"
    assert clean(" has ", trim=False) == " has "
    assert clean_line(" a\n b ") == "a b"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@pytest.mark.parametrize(
    "variant",
    ["CAFÉ “FILM”", "cafe\u0301 «ﬁlm»", "ｃａｆé\u3000„film”", 'ca\u00adfé \u200b "fi\u200dlm"', " café\n‟film” "],
)
def test_spellings_of_one_text_fold_to_one(variant: str) -> None:
    assert fold(variant) == 'café "film"'


def test_letters_that_look_alike_stay_different() -> None:
    assert fold("аррӏе") != fold("apple")
    assert fold("Straße") == fold("STRASSE") and fold("ΣΑΣ") == fold("σας")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_half_a_surrogate_pair_is_seen() -> None:
    assert has_surrogate("a\ud83d") and not has_surrogate("a😀")


def test_direction_and_zero_width_characters_are_dropped() -> None:
    assert drop_invisible("a\u200fb\u2066c\ufeffd") == "abcd"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ann Lee", "Ann Lee"),
        (r"Jos\u00e9 \u00d1u", "José Ñu"),
        (r"A\/B", "A/B"),
        (r"Олена \u041a\u043e", "Олена Ко"),
        (r"\ud83d\ude00 \ud83d", "😀 "),
        (r"Ann \u00e", "Ann "),
        ("Dwayne \\", "Dwayne "),
        ("AC\\\\", "AC\\"),
        (r"AC\DC", r"AC\DC"),
    ],
)
def test_what_was_cut_out_of_json_is_read(text: str, meant: str) -> None:
    assert unescaped(text) == meant
