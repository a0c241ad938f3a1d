"""What each rule finds, and that it leaves alone what it should."""

import pytest

from service.spelling import RULES
from tests.spelling.conftest import Ask


@pytest.mark.parametrize(
    ("text", "replacement", "rule"),
    [
        ("China has declared [nuetrality] in the war.", "neutrality", "swapped_letters"),
        ("They [isued] a joint statement on the war.", "issued", "missing_letter"),
        ("This is significantly [diferent] and claims that", "different", "missing_letter"),
        ("the alleged violation of [committments] in the area", "commitments", "extra_letter"),
        ("Beijing [continuesto] provide Moscow with support.", "continues to", "joined_words"),
        ("They asked for more [informat ion] about it.", "information", "split_word"),
        ("The ministry noted [that that the country] has grown.", "that", "doubled_word"),
        ("He said it was a [definate] improvement.", "definite", "wrong_letter"),
    ],
)
def test_a_selected_error_is_mended_first(ask: Ask, text: str, replacement: str, rule: str) -> None:
    best = ask(text)[0]
    assert (best.replacement, best.rule) == (replacement, rule)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("The Institue for the Study of War reports this.", "Institue", "Institute"),
        ("Ukrainian forces recentley advanced near the town.", "recentley", "recently"),
        ("The ministry noted that that the country has grown.", "that that", "that"),
        ("At the same time, Beijing continuesto provide support.", "continuesto", "continues to"),
    ],
)
def test_a_selected_sentence_is_scanned(ask: Ask, text: str, wrong: str, right: str) -> None:
    best = ask(text)[0]
    assert text[best.start : best.end] == wrong
    assert best.replacement == right


@pytest.mark.parametrize(
    "text",
    [
        "Russian Foreign Minister Sergei Lavrov met with Wang Yi at the G20 summit in South Africa.",
        "Senior officials met Volodymyr Zelensky in Kyiv near Pokrovsk and Velyka Novosilka.",
        "See https://example.org/recieve or write to tehh@example.org about #Recieve and foo_recieve.",
        "The colour of the theater was gray; its centre was organised and organized.",
        "He knew that that was wrong, and she had had enough.",
        "The NATO and FT reports said the POWs' camp was empty.",
    ],
)
def test_good_text_is_not_questioned(ask: Ask, text: str) -> None:
    assert ask(text) == []


def test_a_quote_in_another_language_is_not_questioned(ask: Ask) -> None:
    assert ask("He wrote: Je ne sais pas ce que nous allons faire avec les enfants de la ville.") == []


def test_half_a_selected_word_is_completed(ask: Ask) -> None:
    best = ask("China has declared [nuetra]lity in the war.")[0]
    assert (best.start, best.end, best.replacement) == (0, 6, "neutra")


def test_the_second_of_two_equal_words_alone_can_go(ask: Ask) -> None:
    best = ask("The ministry noted that [that] the country has grown.")[0]
    assert (best.replacement, best.rule) == ("", "doubled_word")


def test_capitals_are_kept(ask: Ask) -> None:
    assert ask("[Recieve] it now.")[0].replacement == "Receive"
    assert ask("DO NOT [RECIEVE] IT")[0].replacement == "RECEIVE"


def test_latin_letters_in_a_ukrainian_word_are_found(ask: Ask) -> None:
    best = ask("Вони прийняли [вaжливе] рішення.", "uk")[0]
    assert (best.replacement, best.rule) == ("важливе", "mixed_scripts")


def test_a_brand_of_two_scripts_is_left_alone(ask: Ask) -> None:
    assert ask("Про це пише видання ГолосUA сьогодні вранці.", "uk") == []


def test_a_real_word_that_was_pointed_at_is_a_guess(ask: Ask) -> None:
    found = ask("I received a letter [form] my mother.")
    assert found[0].replacement == "from"
    assert ask("She filled in the [form] yesterday.")[0].confidence < 0.5


def test_every_rule_that_is_named_has_words_for_editors() -> None:
    assert all(words and not words.endswith(".") for words in RULES.values())
