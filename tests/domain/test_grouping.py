"""Which reports are of the same place. Pages are written out, and quotes cut from them as the widget does."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.grouping import Place, find_same, place_key, place_of
from service.domain.quote import Position, Quote, cut

_ARTICLE = (
    "Harbour board keeps its silence\n"
    "The board met on Tuesday and again on Thursday, and said nothing at all about the old foghorn of Saltmere.\n"
    "Its chairman has recieved four hundred letters since the winter, most of them from people who cannot sleep.\n"
    "Nobody has recieved an answer. The fishermen say that they would rather have the horn than the silence.\n"
    "A petition with two thousand names will be handed over in the spring, its author said on Friday."
)


def _place(text: str, words: str, number: int = 1, *, positions: bool = True, context: int = 96) -> Place:
    """The place of the numbered occurrence of `words`."""
    at = [match.start() for match in re.finditer(re.escape(words), text)][number - 1]
    quote, position = cut(text, at, at + len(words))
    quote = Quote(quote.exact, quote.prefix[max(0, len(quote.prefix) - context) :], quote.suffix[:context])
    return place_of(quote, position if positions else None, None)


def _same(one: Place, other: Place) -> bool:
    found = find_same(one, [other])
    assert found == find_same(other, [one])
    return found == 0


WITH_OR_WITHOUT = pytest.mark.parametrize("positions", [True, False])


@WITH_OR_WITHOUT
def test_one_place_is_itself_and_the_second_is_not_the_first(positions: bool) -> None:
    first, second = (_place(_ARTICLE, "recieved", n, positions=positions) for n in (1, 2))
    assert _same(first, first) and _same(second, second) and not _same(first, second)
    assert find_same(second, [first, second]) == 1
    assert find_same(first, []) is None


@WITH_OR_WITHOUT
@pytest.mark.parametrize("words", ["Harbour", "Friday."])
def test_places_at_the_very_edge_of_the_text(words: str, positions: bool) -> None:
    place = _place(_ARTICLE, words, positions=positions)
    assert _same(place, place)
    grown = f"Updated on Monday at noon\n{_ARTICLE}\nRead more about the harbour in our archive"
    assert _same(place, _place(grown, words, positions=positions))


@WITH_OR_WITHOUT
@pytest.mark.parametrize("above", ["A correction was made.\n", "An added paragraph. " * 60 + "\n"])
def test_edits_above_and_below_move_a_place_and_it_stays_the_same(above: str, positions: bool) -> None:
    edited = above + _ARTICLE + "\n12 comments"
    for number in (1, 2):
        before, after = (_place(page, "recieved", number, positions=positions) for page in (_ARTICLE, edited))
        assert _same(before, after)
        assert find_same(after, [_place(_ARTICLE, "recieved", n, positions=positions) for n in (1, 2)]) == number - 1


@WITH_OR_WITHOUT
@pytest.mark.parametrize(
    ("was", "becomes"),
    [("chairman", "chair"), ("letters", "lettres"), ("four hundred", "400"), ("since the winter", "since last winter")],
)
def test_a_fix_beside_a_place_leaves_it_the_same(was: str, becomes: str, positions: bool) -> None:
    after = _place(_ARTICLE.replace(was, becomes), "recieved", positions=positions)
    assert _same(_place(_ARTICLE, "recieved", positions=positions), after)


def test_a_sentence_added_right_before_a_place_leaves_it_the_same_by_its_position() -> None:
    edited = _ARTICLE.replace("Its chairman", "It has not met since then, and does not say when it will. Its chairman")
    assert _same(_place(_ARTICLE, "recieved"), _place(edited, "recieved"))


_PULLED = "We have recieved nothing but silence from the board for years"


@WITH_OR_WITHOUT
@pytest.mark.parametrize("between", ["", "The petition was signed by all of the town. " * 3])
def test_a_sentence_that_stands_twice_is_two_places(between: str, positions: bool) -> None:
    page = f"{_ARTICLE}\n“{_PULLED}”\n{between}Martha Quist told this newspaper: “{_PULLED},” and left. {_ARTICLE}"
    first, second = (_place(page, _PULLED, n, positions=positions) for n in (1, 2))
    assert not _same(first, second)
    words = [_place(page, "recieved", n, positions=positions) for n in range(1, 7)]
    inside = [place for place in words if place.quote.suffix.startswith(" nothing but")]
    assert len(inside) == 2 and not _same(*inside)


def test_a_sentence_that_stands_twice_is_two_places_on_a_page_that_changes_a_little() -> None:
    def page(comments: int) -> str:
        return f"“{_PULLED}”\nMartha Quist said: “{_PULLED},” and left. {_ARTICLE}\n{comments} comments"

    first, second = _place(page(9), "recieved", 1), _place(page(10), "recieved", 2)
    assert not _same(first, second)
    assert _same(first, _place(page(10), "recieved", 1)) and _same(second, _place(page(9), "recieved", 2))


def test_equal_lines_are_told_apart_by_their_positions() -> None:
    lines = "China\n" * 60
    places = [_place(lines, "China", n) for n in (20, 21, 40)]
    assert [find_same(place, places) for place in places] == [0, 1, 2]
    assert not _same(places[0], places[1]) and not _same(places[0], places[2])
    grown = _place(lines + "13 comments", "China", 21)
    assert find_same(grown, places) == 1 and not _same(grown, places[0])
    without_length = [Place(p.quote, Position(p.position.start, p.position.end)) for p in places if p.position]
    assert not _same(without_length[0], without_length[1]) and _same(without_length[0], without_length[0])


def test_equal_blocks_far_apart_are_two_places() -> None:
    page = _ARTICLE + "\n" + "Something else. " * 100 + "\n" + _ARTICLE
    edited = page + " More."
    for one in (1, 2):
        assert not _same(_place(page, "petition", one), _place(edited, "petition", 3 - one))
        assert _same(_place(page, "petition", one), _place(edited, "petition", one))


def test_without_a_length_only_small_shifts_are_believed() -> None:
    quote = Quote("recieved", "Its chairman of the harbour has ", " four hundred letters since")
    at = [Place(quote, Position(start, start + 8)) for start in (100, 250, 900)]
    assert _same(at[0], at[1]) and not _same(at[0], at[2])


def test_quotes_without_contexts_join_by_their_words_and_their_positions() -> None:
    alone = Place(Quote("recieved"))
    assert _same(alone, alone)
    assert not _same(alone, _place(_ARTICLE, "recieved", positions=False))
    here, there = (Place(Quote("recieved"), Position(start, start + 8, 900)) for start in (10, 80))
    assert _same(here, here) and not _same(here, there)
    assert not _same(here, Place(Quote("recieved"), Position(80, 88, 901)))
    assert _same(here, Place(Quote("recieved"), Position(20, 28, 910)))


def test_short_texts_are_told_apart() -> None:
    first, second = (_place("China. China.", "China", n, positions=False) for n in (1, 2))
    assert not _same(first, second) and _same(first, first)


@pytest.mark.parametrize(
    "text",
    [
        "港口委员会周二开会，什么也没有说。委员会主席收到了四百封来信，没有人收到答复。",
        "اجتمع المجلس علیکم يوم الثلاثاء ثم علیکم مرة أخرى",
    ],
)
@WITH_OR_WITHOUT
def test_other_scripts(text: str, positions: bool) -> None:
    words = "委员会" if "委员会" in text else "علیکم"
    first, second = (_place(text, words, n, positions=positions) for n in (1, 2))
    assert _same(first, first) and not _same(first, second)


@pytest.mark.parametrize(
    "variant",
    ["cafe\u0301 ‘film’", "CAFÉ 'ﬁlm'", "ca\u00adfé  'fi\u200blm'", "ｃａｆé 'film'"],
)
def test_ways_to_write_one_text_are_one_place(variant: str) -> None:
    place = Place(Quote("café 'film'", "the ", " ended"))
    assert place_key(place.quote) == place_key(Quote(variant))
    assert _same(place, Place(Quote(variant, "the ", " ended")))


def test_a_homoglyph_is_another_text() -> None:
    latin, cyrillic = (Place(Quote(word, "the ", " ended")) for word in ("apple", "аррӏе"))
    assert place_key(latin.quote) != place_key(cyrillic.quote) and not _same(latin, cyrillic)


def test_signs_selected_along_make_no_other_place() -> None:
    assert _same(_place(_ARTICLE, "answer"), _place(_ARTICLE, "answer."))
    assert _same(_place(_ARTICLE, "Thursday", positions=False), _place(_ARTICLE, "Thursday,", positions=False))


def test_half_a_word_is_the_word() -> None:
    whole = _place(_ARTICLE, "recieved", 2)
    for half in ("cie", "reci", "ieved"):
        at = [m.start() for m in re.finditer(half, _ARTICLE)][1]
        quote, position = cut(_ARTICLE, at, at + len(half))
        place = place_of(quote, position, None)
        assert place.quote.exact == "recieved" and place.position == whole.position and _same(place, whole)


@pytest.mark.parametrize("correction", ["ei", "received"])
def test_half_a_word_is_corrected_by_half_or_whole(correction: str) -> None:
    quote, position = cut(_ARTICLE, _ARTICLE.index("ie", 150), _ARTICLE.index("ie", 150) + 2)
    place = place_of(quote, position, correction)
    assert (place.quote.exact, place.correction) == ("recieved", "received")


@pytest.mark.parametrize(
    ("sentence", "corrected", "wrong", "right"),
    [
        ("Nobody has recieved an answer.", "Nobody has received an answer.", "recieved", "received"),
        ("He has recieved and teh end", "He has received and the end", "recieved and teh", "received and the"),
        ("when the the sound", "when the sound", "the the", "the"),
        ("the the sound", "the sound", "the the", "the"),
        ("He gone home", "He has gone home", "He", "He has"),
        ("gone home", "He gone home", "gone", "He gone"),
        ("it ends.. Now", "it ends. Now", "ends..", "ends."),
        ("they agreedto look", "they agreed to look", "agreedto", "agreed to"),
        ("one , two", "one, two", "one ,", "one,"),
        ("... wrong", "... right", "wrong", "right"),
        ("...", "…", "...", "…"),
        ("word", "", "word", ""),
        ("two words", "", "two words", ""),
    ],
)
def test_a_corrected_sentence_is_its_wrong_words(sentence: str, corrected: str, wrong: str, right: str) -> None:
    text = f"Before it. {sentence} After it."
    at = text.index(sentence)
    place = place_of(*cut(text, at, at + len(sentence)), corrected)
    assert (place.quote.exact, place.correction) == (wrong, right)
    assert place.position is not None and text[place.position.start : place.position.end] == wrong
    assert place.quote.prefix + wrong + place.quote.suffix == text
    assert place_of(cut(text, at, at + len(sentence))[0], None, corrected).position is None


def test_a_correction_that_changes_nothing_is_none() -> None:
    assert place_of(Quote("word"), None, "word") == Place(Quote("word"))


def test_selecting_the_word_or_correcting_its_sentence_is_the_same_place() -> None:
    sentence = "Nobody has recieved an answer."
    at = _ARTICLE.index(sentence)
    place = place_of(*cut(_ARTICLE, at, at + len(sentence)), sentence.replace("ie", "ei"))
    assert _same(place, _place(_ARTICLE, "recieved", 2)) and not _same(place, _place(_ARTICLE, "recieved", 1))


def test_of_several_that_could_be_it_the_one_that_agrees_wholly_then_the_nearest_is_taken() -> None:
    here = _place(_ARTICLE, "petition")
    edited = _place(_ARTICLE.replace("spring", "sprang"), "petition")
    assert find_same(here, [edited, here]) == 1
    assert here.position is not None
    start, length = here.position.start, len(_ARTICLE) + 50
    moved = [Place(here.quote, Position(at, at + 8, length)) for at in (start + 60, start + 20, start - 90)]
    assert find_same(here, moved) == 1


@given(st.text(st.sampled_from("ab ,.\n'字é"), min_size=1, max_size=60), st.data())
def test_every_place_of_a_text_is_itself_and_no_other(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    start, end = sorted((data.draw(ends), data.draw(ends)))
    if start == end or not text[start:end].strip(" \n"):
        start, end = 0, len(text)
    quote, position = cut(text, start, end)
    correction = data.draw(st.one_of(st.none(), st.text("ab ,", max_size=5)))
    place = place_of(quote, position, correction)
    assert place.position is not None and text[place.position.start : place.position.end] == place.quote.exact
    assert find_same(place, [place]) == 0
    moved = Position(place.position.start + len(text), place.position.end + len(text), len(text))
    assert find_same(place, [Place(place.quote, moved)]) is None


def test_long_and_monotonous_texts_are_compared_quickly() -> None:
    began = time.process_time()
    for letters in ("a", "ab", "a ", "ab, "):
        long = (letters * 1000)[:1000]
        place = place_of(Quote(long, "a", "a"), Position(1, 1001, 2000), long[:-9] + "x" + long[:9])
        assert find_same(place, [place] * 50) == 0
    assert time.process_time() - began < 2
