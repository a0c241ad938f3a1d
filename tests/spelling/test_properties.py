"""What holds whatever is asked."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.spelling import Engine, Query
from service.spelling.tokens import words_of

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
