"""What an archive's words are filed under is made for all of them at once, and is what one word is looked up by."""

import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.spelling.data.checksums import EMPTY, sums_with
from service.spelling.data.deletions import letter_set, letter_sets, lexicon_hashes, word_hashes
from service.spelling.data.letters import letters_of
from service.spelling.data.postings import pairs_of
from service.spelling.data.sound_index import key_variants, sound_hashes
from service.spelling.data.wordlist import Strings, write_strings
from service.spelling.text.phonetics import sound_key, sound_keys

ODD = [
    "a",
    "ö",
    "ghost",
    "laugh",
    "knight",
    "xylophone",
    "psychology",
    "committee",
    "schule",
    "cc",
    "ъ",
    "об'єкт",
    "ﬁ𝔘e",
]
WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n"), min_size=1), min_size=1)


@given(WORDS)
def test_the_sounds_of_many_words_are_those_of_each(words: list[str]) -> None:
    words = [word.lower() for word in (*words, *ODD)]
    assert sound_keys(words) == [sound_key(word) for word in words]


@given(WORDS)
def test_the_edit_index_has_the_hashes_that_a_word_is_looked_up_by(words: list[str]) -> None:
    letters = letters_of([*words, *ODD])
    hashes = [word_hashes(word, 2) for word in (*words, *ODD)]
    wanted = [pairs_of(each, np.full(len(each), number, np.uint32)) for number, each in enumerate(hashes)]
    assert np.sort(lexicon_hashes(letters, 2)).tolist() == np.sort(np.concatenate(wanted)).tolist()
    assert letter_sets(letters).tolist() == [int(letter_set(word)) for word in (*words, *ODD)]


def test_the_sound_index_has_the_sums_of_keys_and_of_frequent_words_shortened_keys() -> None:
    keys, loose = [*ODD, *ODD], 10
    wanted = {
        zlib.crc32(variant.encode()) << 32 | number
        for number, key in enumerate(keys)
        for variant in (key_variants(key) if number < loose else {key})
    }
    assert set(sound_hashes(keys, loose=loose).tolist()) == wanted


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_sums_are_those_of_zlib(text: str) -> None:
    sums = np.array([EMPTY], np.uint32)
    for letter in letters_of([text]).text:
        sums = sums_with(sums, np.array([letter], np.uint32))
    assert sums.tolist() == [zlib.crc32(text.encode())]


@pytest.mark.parametrize("count", [1, 79, 80, 1000])
def test_many_strings_are_taken_as_one_by_one(tmp_path: Path, count: int) -> None:
    write_strings(tmp_path, "words", [*ODD, "", "кінець"])
    strings = Strings(tmp_path, "words")
    numbers = np.random.default_rng(count).integers(0, len(strings), count).astype(np.uint32)
    assert strings.take(numbers) == [strings[number] for number in numbers.tolist()]
    assert strings.take(numbers[:0]) == []
