"""What full-text search compares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.search_words import search_phrases, search_words, site_token

_TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("aÉ ̈'’ʼßİǅ字かガ한ﬁй_-."), max_size=60
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" ?! … _ ", []),
        ("He RECIEVED it.", ["he", "recieved", "it"]),
        ("Київ, ЛЬВІВ", ["киів", "львів"]),
        ("ёлка Ёлка", ["елка", "елка"]),
        ("йод", ["иод"]),
        ("Čeština naïve ÅNGSTRÖM", ["cestina", "naive", "angstrom"]),
        ("cafe\u0301 caf\u00e9", ["cafe", "cafe"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("İstanbul", ["istanbul"]),
        ("don't don’t donʼt", ["don", "t"] * 3),
        ("п'ять п’ять", ["п", "ять"] * 2),
        ("mis-attribution U.S. snake_case", ["mis", "attribution", "u", "s", "snake", "case"]),
        ("100% of 1,000", ["100", "of", "1", "000"]),
        ("ＫＹＩＶ ﬁne", ["kyiv", "fine"]),
        ("Kyi\u00adv\u200b", ["kyiv"]),
        ("مُحَمَّد", ["محمد"]),
        ("東京で会う", ["東", "京", "て", "会", "う"]),
        ("ガ ｶﾞ か", ["カ", "カ", "か"]),
        ("한국 한국", ["한국", "한국"]),
        ("go 😀 on 👩‍💻!", ["go", "on"]),
        ("https://news.example/a?b=1", ["https", "news", "example", "a", "b", "1"]),
    ],
)
def test_words_are_compared_without_case_accents_and_punctuation(text: str, words: list[str]) -> None:
    assert search_words(text) == words


@given(_TEXTS)
def test_words_made_of_words_are_the_same(text: str) -> None:
    words = search_words(text)
    assert search_words(" ".join(words)) == words
    assert all(word and not set(word) & set(" _'\"*:") for word in words)


@given(_TEXTS)
def test_what_is_searched_for_is_found_in_its_own_text(text: str) -> None:
    assert [word for phrase in search_phrases(text) for word in phrase] == search_words(text)


def test_phrases_are_what_stands_between_spaces() -> None:
    assert search_phrases("don't  東京 a-b !") == [["don", "t"], ["東", "京"], ["a", "b"]]
    assert search_phrases(" … ") == []


def test_a_sites_token_is_one_word_of_its_own() -> None:
    assert search_words(site_token(17)) == [site_token(17)]
    assert site_token(1) not in site_token(17)


@given(st.text(st.characters(), max_size=40))
def test_nothing_stops_it(text: str) -> None:
    search_words(text + "\ud800\x00")
    search_phrases("\ud800 " + text)
