"""Entries of a house dictionary: what can be one, what it is compared by, and what a correction teaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.dictionary import LONGEST, MOST_WORDS, entry_of, is_slip, pair_of, runs, whole_pair, word_key

_TEXTS = st.text(st.sampled_from("aB é'’-‑.,+#5ß字😀\n\u0301\u00ad\u200dК") | st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("text", "entry", "key"),
    [
        ("Kyiv", "Kyiv", "kyiv"),
        ("  “Kyiv”, ", "Kyiv", "kyiv"),
        ("«Динамо»!", "Динамо", "динамо"),
        ("حكومة", "حكومة", "حكومة"),
        ("(مُحَمَّد)", "مُحَمَّد", "مُحَمَّد"),
        ("هٔ", "هٔ", "هٔ"),
        ("don’t", "don’t", "don't"),
        ("п'ять", "п'ять", "п'ять"),
        ("п’ять", "п’ять", "п'ять"),
        ("James’", "James", "james"),
        ("rock 'n' roll", "rock 'n' roll", "rock 'n' roll"),
        ("Nagorno-Karabakh", "Nagorno-Karabakh", "nagorno-karabakh"),
        ("Nagorno\u2011Karabakh", "Nagorno\u2011Karabakh", "nagorno-karabakh"),
        ("– Kyiv –", "Kyiv", "kyiv"),
        ("Зале́ський", "Зале́ський", "залеський"),
        ("ＫＹＩＶ", "ＫＹＩＶ", "kyiv"),
        ("ｶﾀｶﾅ", "ｶﾀｶﾅ", "カタカナ"),
        ("Straße", "Straße", "strasse"),
        ("cafe\u0301", "caf\u00e9", "caf\u00e9"),
        ("Kyi\u00adv\u200b", "Kyiv", "kyiv"),
        ("C++", "C++", "c++"),
        ("(C#),", "C#", "c#"),
        ("+380 Kyiv", "380 Kyiv", "380 kyiv"),
        ("4chan", "4chan", "4chan"),
        ("G20", "G20", "g20"),
        ("U.S.", "U.S", "u.s"),
        ("United\n  Nations", "United Nations", "united nations"),
        ("one two three four", "one two three four", "one two three four"),
        ("東京都", "東京都", "東京都"),
    ],
)
def test_an_entry_stands_without_what_is_around_it(text: str, entry: str, key: str) -> None:
    assert (entry_of(text), word_key(text)) == (entry, key)


@pytest.mark.parametrize(
    "text",
    ["", " \n", "?!", "++", "😀", "2024", "1,000", "one two three four five", "x" * 101, "ﷺ" * 10, "x " * 60, "\u200b"],
)
def test_what_is_no_entry(text: str) -> None:
    assert entry_of(text) == word_key(text) == ""


def test_half_a_surrogate_pair_is_in_no_entry() -> None:
    assert entry_of("Ky\ud800iv") == "" and whole_pair("Kiev", "Ky\ud800iv") is None


@given(_TEXTS)
def test_an_entry_is_an_entry_and_has_its_key(text: str) -> None:
    entry = entry_of(text)
    assert entry_of(entry) == entry and len(entry) <= LONGEST and len(entry.split()) <= MOST_WORDS
    assert word_key(word_key(text)) == word_key(text)
    assert not entry or word_key(entry)


@given(_TEXTS, st.sampled_from(("“", "(", " ", "—")), st.sampled_from(("”", "),", " ", "…")))
def test_an_entry_is_found_in_a_text_that_holds_it(text: str, before: str, after: str) -> None:
    entry = entry_of(text[:12])
    assert not entry or entry in set(runs(f"He wrote{before}{entry}{after}again"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("officials—Zelensky said", "zelensky"),
        ("Zelensky’s plan", "zelensky"),
        ("(C++), he said", "c++"),
        ("«Динамо-Київ»", "динамо-київ"),
        ("of the United Nations, which", "united nations"),
        ("don’t", "don't"),
    ],
)
def test_entries_are_found_between_signs(text: str, found: str) -> None:
    assert found in {word_key(run) for run in runs(text)}


def test_long_texts_are_looked_through_in_time() -> None:
    assert len(list(runs("a " * 5000))) < 2_100
    assert len(list(runs("é." * 5000))) < 6_100
    assert list(runs("x" * 101)) == list(runs("")) == list(runs("?!")) == []


@pytest.mark.parametrize(
    ("exact", "correction", "pair"),
    [
        ("recieved", "received", ("recieved", "received")),
        ("He recieved it", "He received it", ("recieved", "received")),
        ("“Kiew”,", "“Kyiv”,", ("Kiew", "Kyiv")),
        ("Kiew,", "Kyiv", ("Kiew", "Kyiv")),
        ("kyiv", "Kyiv", ("kyiv", "Kyiv")),
        ("Nato", "NATO", ("Nato", "NATO")),
        ("Straße", "Strasse", ("Straße", "Strasse")),
        ("dont", "don’t", ("dont", "don’t")),
        ("alot", "a lot", ("alot", "a lot")),
        ("in to", "into", ("in to", "into")),
        ("Vladimir Zelenski said", "Volodymyr Zelenskyy said", ("Vladimir Zelenski", "Volodymyr Zelenskyy")),
        ("Nagorno Karabakh", "Nagorno-Karabakh", ("Nagorno Karabakh", "Nagorno-Karabakh")),
        ("the mis-attribution of", "the misattribution of", ("mis-attribution", "misattribution")),
        ("a twenty one year", "a twenty-one year", ("twenty one", "twenty-one")),
        ("2O24", "2024", ("2O24", "2024")),
        ("преїхав", "приїхав", ("преїхав", "приїхав")),
        ("مدرسه", "مدرسة", ("مدرسه", "مدرسة")),
        ("cafe", "café", ("cafe", "café")),
    ],
)
def test_what_a_correction_teaches(exact: str, correction: str, pair: tuple[str, str]) -> None:
    assert pair_of(exact, correction) == pair


@pytest.mark.parametrize(
    ("exact", "correction"),
    [
        ("that that", "that"),  # a word goes out
        ("He go home", "He will go home"),  # a word comes in
        ("Kyiv Ukraine", "Kyiv, Ukraine"),
        ("Kyiv. Ukraine", "Kyiv, Ukraine"),
        ("don't", "don’t"),
        ("Kyiv\u00a0city", "Kyiv city"),
        ("ＫＹＩＶ", "KYIV"),
        ("cafe\u0301", "caf\u00e9"),
        ("same", "same"),
        ("word", ""),
        ("", "word"),
        ("1914", "1915"),
        ("?", "!"),
        ("word", "!"),
        ("a b c d e", "v w x y z"),
        ("a", "v w x y z"),
        ("x" * 101, "y"),
        ("y", "x" * 101),
    ],
)
def test_what_teaches_nothing(exact: str, correction: str) -> None:
    assert pair_of(exact, correction) is None


def test_a_pair_made_by_hand_is_just_these_words() -> None:
    assert whole_pair("in Kiev", "in Kyiv") == ("in Kiev", "in Kyiv")
    assert pair_of("in Kiev", "in Kyiv") == ("Kiev", "Kyiv")


@given(_TEXTS, _TEXTS)
def test_pairs_hold_entries_and_change_something(exact: str, correction: str) -> None:
    pair = pair_of(exact, correction)
    if pair is not None:
        wrong, right = pair
        assert entry_of(wrong) == wrong != right
        assert 0 < len(right) <= LONGEST and len(right.split()) <= MOST_WORDS


@pytest.mark.parametrize(
    ("wrong", "right", "slip"),
    [
        ("Kiew", "Kyiv", True),
        ("agreedto", "agreed to", True),
        ("Київ", "київ", True),
        ("Zelensky", "Poroshenko", False),
        ("Smyth", "Brown", False),
        ("Smyth", "Smith", True),
    ],
)
def test_another_name_is_no_other_spelling(wrong: str, right: str, slip: bool) -> None:
    assert is_slip(wrong, right) is slip
