"""Small words of Russian and Ukrainian, written apart or together; "-тся" and "-ться"."""

import pytest

from service.spelling import Engine, Query


@pytest.mark.parametrize(
    ("language", "text", "right"),
    [
        ("ru", "Сегодня ни кто не знает, что делать.", "Сегодня никто не знает, что делать."),
        ("ru", "По этому мы решили никуда не ходить.", "Поэтому мы решили никуда не ходить."),
        ("ru", "У подъезда стояли какие то люди.", "У подъезда стояли какие-то люди."),
        ("ru", "Праздник перенесли из за дождя.", "Праздник перенесли из-за дождя."),
        ("ru", "Надо просто научится ждать.", "Надо просто научиться ждать."),
        ("ru", "Он не старается помочь, но хочет учится.", "Он не старается помочь, но хочет учиться."),
        ("ru", "Она становиться старше.", "Она становится старше."),
        ("ru", "Мы приехали что бы отдохнуть.", "Мы приехали чтобы отдохнуть."),
        ("uk", "Сьогодні ні хто не знає відповіді.", "Сьогодні ніхто не знає відповіді."),
        ("uk", "Це може зробити будь хто з вас.", "Це може зробити будь-хто з вас."),
    ],
)
def test_what_was_written_apart_or_by_ear_is_put_right(engine: Engine, language: str, text: str, right: str) -> None:
    found = engine.suggest(Query(text, language=language))
    assert found
    assert found[0].applied_to(text) == right


@pytest.mark.parametrize(
    "text",
    [
        "По этому поводу сказать нечего.",
        "Мы вышли, потому что то же самое было вчера.",
        "Это был не кто иной, как директор.",
        "Он хочет учиться и старается помочь.",
        "Надо, кажется, подождать ещё немного.",
        "Кто то, что ему дали, вернул?",
    ],
)
def test_what_is_right_apart_is_left_so(engine: Engine, text: str) -> None:
    assert engine.suggest(Query(text, language="ru")) == []


@pytest.mark.parametrize(
    ("word", "other"), [("міні-звіт", "мінізвіт"), ("екс-президента", "експрезидента"), ("веб-дизайн", "вебдизайн")]
)
def test_a_beginning_that_is_written_together_loses_its_hyphen_where_a_reader_points(
    engine: Engine, word: str, other: str
) -> None:
    assert engine.suggest(Query(word, language="uk"))[0].replacement == other
    assert engine.suggest(Query(f"Ми вчора побачили {word} у новинах.", language="uk")) == []
