"""What holds whatever is asked."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.spelling import Engine, Query
from service.spelling.text.tokens import words_of

CHARACTERS = st.one_of(
    st.text(max_size=80),
    st.text("abcdefg hij'-’.,!?\u00ad\u200bíéїґаbв0123_@#/", max_size=80),
    st.lists(
        st.sampled_from(["the", "recieve", "teh", "Kyiv", "that", "informat", "ion", "a", "ofthe"]), max_size=9
    ).map(" ".join),
)
LANGUAGES = st.sampled_from(["en", "en", "en", "uk", "lv", "xx", None])
CALM = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@CALM
@given(exact=CHARACTERS, prefix=CHARACTERS, suffix=CHARACTERS, language=LANGUAGES, correction=st.none() | CHARACTERS)
def test_whatever_is_asked_is_answered_inside_the_quote(
    engine: Engine, exact: str, prefix: str, suffix: str, language: str | None, correction: str | None
) -> None:
    query = Query(exact, prefix=prefix, suffix=suffix, language=language, correction=correction)
    found = engine.suggest(query)
    for each in found:
        assert 0 <= each.start < each.end <= len(exact)
        assert each.replacement != exact[each.start : each.end]
        assert 0 <= each.confidence <= 1
    assert [each.confidence for each in found] == sorted((each.confidence for each in found), reverse=True)
    assert engine.suggest(query) == found


@CALM
@given(exact=CHARACTERS, language=LANGUAGES)
def test_house_words_are_never_questioned(engine: Engine, exact: str, language: str | None) -> None:
    house = frozenset(words_of(exact))
    for each in engine.suggest(Query(exact, language=language, house_words=house)):
        assert not words_of(exact[each.start : each.end])


@CALM
@given(word=st.sampled_from(["Kyiv", "moon", "receive", "Lavrov", "yesterday", "mother", "Zelensky", "statement"]))
def test_a_page_word_never_makes_a_good_one_suspect(engine: Engine, word: str) -> None:
    text = "Yesterday Lavrov received a statement from his mother about the moon and the sun."
    assert engine.suggest(Query(text, language="en")) == []
    assert engine.suggest(Query(text, language="en", words=[word, word + "s", word[:-1]])) == []


PAIR_WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12)


@CALM
@given(wrong=PAIR_WORDS, right=PAIR_WORDS, case=st.sampled_from([str.lower, str.upper, str.title]), alone=st.booleans())
def test_a_known_pair_fires_wherever_its_word_stands(
    engine: Engine, wrong: str, right: str, case: Callable[[str], str], alone: bool
) -> None:
    before, after = "They talked of ", " for a long time."
    exact, prefix, suffix = (case(wrong), before, after) if alone else (before + case(wrong) + after, "", "")
    query = Query(exact, prefix=prefix, suffix=suffix, language="en", known_pairs={wrong: right})
    found = [each for each in engine.suggest(query) if each.rule == "site_pair"]
    if wrong == right:
        assert found == []
    else:
        assert [(exact[each.start : each.end], each.replacement) for each in found] == [(case(wrong), case(right))]


@CALM
@given(
    words=st.lists(st.sampled_from(["recieve", "teh", "adress", "Kovalenchuk", "the", "of"]), min_size=1, max_size=5),
    pairs=st.dictionaries(PAIR_WORDS, PAIR_WORDS, max_size=3),
    case=st.sampled_from([str.lower, str.upper, str.title]),
)
def test_a_house_phrase_is_never_questioned(
    engine: Engine, words: list[str], pairs: dict[str, str], case: Callable[[str], str]
) -> None:
    phrase = " ".join(words)
    text = f"They wrote {case(phrase)} yesterday."
    start = text.index(case(phrase))
    query = Query(text, language="en", house_words={phrase}, known_pairs={**pairs, words[0]: "something"})
    for each in engine.suggest(query):
        assert each.end <= start or each.start >= start + len(phrase)
