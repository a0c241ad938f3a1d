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
        "The most harmful one is the red fox (Vulpes vulpes), as is known.",
        "The old bridge, built in the town ca. 1600, was closed again.",
        "The report was read on pulse.com.gh before it was withdrawn.",
        "The plan of the Hebrew Home for the Aged in the city was praised.",
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


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("The harbour of the old city Was closed again.", "Was", "was"),
        ("He flew to paris on monday with his family.", "monday", "Monday"),
        ("It is known That the harbour was closed.", "That", "that"),
    ],
)
def test_capitals_that_are_not_due_or_missing_are_found(ask: Ask, text: str, wrong: str, right: str) -> None:
    found = {text[each.start : each.end]: each for each in reversed(ask(text))}
    assert (found[wrong].replacement, found[wrong].rule) == (right, "capital")


def test_a_common_word_with_a_capital_that_was_pointed_at_gets_a_small_letter(ask: Ask) -> None:
    best = ask("They looked at the [Harbour] of the city.")[0]
    assert (best.replacement, best.rule) == ("harbour", "capital")
    assert best.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "On Sunday The Times reported it, and The Hague was silent.",
        "He is Head of State and reads Of Mice and Men.",
        "Plan A was The Plan That Was Made by the Board.",
    ],
)
def test_capitals_of_names_and_titles_are_left_alone(ask: Ask, text: str) -> None:
    assert [each for each in ask(text) if each.rule == "capital"] == []


@pytest.mark.parametrize(
    ("text", "language", "wrong", "right", "rule"),
    [
        ("I don`t know what he meant.", "en", "don`t", "don't", "apostrophe"),
        ("They can't go, and don''t want to.", "en", "don''t", "don't", "apostrophe"),
        ("Він купив новий комп`ютер учора.", "uk", "комп`ютер", "комп'ютер", "apostrophe"),
        ('Це важливий об"єкт для міста.', "uk", 'об"єкт', "об'єкт", "apostrophe"),
        ('She said ""we will go" and left.', "en", '""', '"', "quote_marks"),
        ("He said “we will go“ and left.", "en", "“", "”", "quote_marks"),
        ("Він сказав «ми підемо« і пішов.", "uk", "«", "»", "quote_marks"),
    ],
)
def test_marks_that_stand_for_others_are_found(
    ask: Ask, text: str, language: str, wrong: str, right: str, rule: str
) -> None:
    found = [each for each in ask(text, language) if each.rule == rule]
    assert [(text[each.start : each.end], each.replacement) for each in found] == [(wrong, right)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“We will go,” he said. “All of us.”", "en"),
        ("It's the children's, not the boys' book; rock 'n' roll.", "en"),
        ("Er sagte „Wir gehen“ und ging.", "de"),
        ("Він сказав: «Ми підемо», — і пішов. Комп'ютер, комп’ютер, об’єкт.", "uk"),
    ],
)
def test_good_marks_are_left_alone(ask: Ask, text: str, language: str) -> None:
    assert [each for each in ask(text, language) if each.rule in ("apostrophe", "quote_marks")] == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("They lost [there] house in the fire.", "their"),
        ("It was a matter of [principal] for him.", "principle"),
        ("He is taller [then] his brother.", "than"),
        ("The company is [loosing] money.", "losing"),
    ],
)
def test_a_wrong_homophone_that_was_pointed_at_is_mended(ask: Ask, text: str, right: str) -> None:
    assert ask(text)[0].replacement == right


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [
        ("Le [president] de la République est arrivé hier.", "fr", "président"),
        ("La [situacion] en la ciudad es grave.", "es", "situación"),
        ("A [situacao] do país é difícil.", "pt", "situação"),
        ("Das [Gesprach] dauerte eine Stunde.", "de", "Gespräch"),
    ],
)
def test_missing_diacritics_are_put_back(ask: Ask, text: str, language: str, right: str) -> None:
    best = ask(text, language)[0]
    assert (best.replacement, best.rule) == (right, "missing_accent")


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("He was the Democratic candid ate in this election.", "candid ate", "candidate"),
        ("They asked for more informat ion about it.", "informat ion", "information"),
        ("The talks were held inthe capital on Monday.", "inthe", "in the"),
    ],
)
def test_words_joined_and_torn_are_found_in_a_sentence(ask: Ask, text: str, wrong: str, right: str) -> None:
    best = ask(text)[0]
    assert (text[best.start : best.end], best.replacement) == (wrong, right)


REGIONAL = "The colour of the theater was gray; its centre was organised and organized."


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("", {}),
        ("GB", {"theater": "theatre"}),
        ("US", {"colour": "color", "centre": "center", "organised": "organized"}),
    ],
)
def test_a_regions_spelling_is_wanted_only_where_the_site_asks(ask: Ask, region: str, expected: dict[str, str]) -> None:
    for language in ("en", "en-GB", "en-US"):
        found = ask(REGIONAL, language, region=region)
        assert {REGIONAL[each.start : each.end]: each.replacement for each in found} == expected
        assert {each.rule for each in found} <= {"regional_spelling"}


def test_corrections_come_in_the_region_that_is_wanted(ask: Ask) -> None:
    assert ask("It was a [behavour] problem.", region="US")[0].replacement == "behavior"
    assert ask("It was a [behavour] problem.", region="GB")[0].replacement == "behaviour"


def test_names_keep_their_regions_spelling(ask: Ask) -> None:
    assert ask("They went to the Labor Department and to Pearl Harbor.", region="GB") == []


@pytest.mark.parametrize("text", ["They went to [China] last year.", "The president of [Ukraine] said so.", "[China]"])
def test_a_name_that_is_pointed_at_is_not_torn_apart_or_made_a_common_word(ask: Ask, text: str) -> None:
    found = ask(text)
    assert all(" " not in each.replacement and each.confidence < 0.5 for each in found)
    assert not {"Urine", "Grain", "Chain", "Chin a"} & {each.replacement for each in found}
    assert ask(text.replace("[", "").replace("]", "") + " It was warm.") == []


def test_a_name_in_small_letters_that_is_a_word_as_well_gets_its_capital_where_it_was_pointed_at(ask: Ask) -> None:
    assert ask("They flew to [china] last year.")[0].replacement == "China"
    assert ask("They flew to china last year.") == []


def test_two_words_run_together_keep_their_capitals(ask: Ask) -> None:
    found = ask("He came [withValentine] to the city.")
    assert "with Valentine" in [each.replacement for each in found]


def test_the_parts_of_a_compound_keep_their_capitals(ask: Ask) -> None:
    assert ask("It was the [Austrro-Hungarian] army.")[0].replacement == "Austro-Hungarian"


def test_a_missing_accent_is_likelier_than_a_torn_word(ask: Ask) -> None:
    best = ask("É preciso avaliar como continuar para a [proxima] seção.", "pt")[0]
    assert best.replacement == "próxima"


def test_half_of_a_torn_word_gets_no_sure_answer(ask: Ask) -> None:
    for text in ("They asked for more informat [ion] about it.", "They asked for more [informat] ion about it."):
        assert all(each.confidence < 0.5 for each in ask(text))
