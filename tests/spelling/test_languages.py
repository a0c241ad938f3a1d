"""Which language is asked, and what happens where there is none."""

import pytest

from service.spelling import Engine, Query, languages
from service.spelling.language.profiles import profiles
from tests.spelling.conftest import Ask

WRONG = {
    "uk": ("найкарща", "найкраща"),
    "ru": ("агенство", "агентство"),
    "de": ("Warscheinlichkeit", "Wahrscheinlichkeit"),
    "fr": ("apartement", "appartement"),
    "es": ("extrangero", "extranjero"),
    "pl": ("napewno", "na pewno"),
    "it": ("profesore", "professore"),
    "pt": ("excessão", "exceção"),
    "nl": ("abbonement", "abonnement"),
    "en": ("seperate", "separate"),
}


@pytest.mark.parametrize("language", sorted(WRONG))
def test_every_language_with_a_model_mends_a_common_error(ask: Ask, language: str) -> None:
    wrong, right = WRONG[language]
    assert right in [each.replacement for each in ask(f"[{wrong}]", language)][:2]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Він [вже] прийшов додому.", "уже"),
        ("Вона [уже] прийшла додому.", "вже"),
        ("[усім]", "всім"),
        ("Це новий [проект] закону.", "проєкт"),
        ("[звязку]", "зв'язку"),
        ("Це [яскравозелене] поле.", "яскраво-зелене"),
        ("Правила [навчальногозакладу] нові.", "навчального закладу"),
        ("Тривало [врізаннярусел] у гори.", "врізання русел"),
        ("Вони вирішили [взятип] дані з архіву.", "взяти"),
        ("Він [виш мигнув] із депо.", "вишмигнув"),
    ],
)
def test_ukrainian_has_its_own_ways(ask: Ask, text: str, right: str) -> None:
    assert ask(text, "uk")[0].replacement == right


def test_neither_of_two_right_spellings_is_questioned_in_a_sentence(ask: Ask) -> None:
    assert ask("Він уже прийшов, а вона вже пішла, бо проект закону готовий.", "uk") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Яка, на Вашу думку, різниця між ними?", "uk"),
        ("Він часто запрокинув голову назад і засміявся.", "uk"),
        ("Die Sängerin singt darin „Her fahter didn't like me anyway“ von damals.", "de"),
        ("Die Halle wurde ca. 1600 v. Chr. gebaut.", "de"),
    ],
)
def test_what_is_right_or_none_of_a_languages_business_is_not_questioned(ask: Ask, text: str, language: str) -> None:
    assert ask(text, language) == []


def test_all_ten_languages_are_there() -> None:
    assert set(WRONG) == set(profiles())
    assert languages() >= {*WRONG, "ar", "eu", "lv", "fa"}


def test_a_region_is_no_other_language(ask: Ask) -> None:
    assert ask("[seperate]", "en-GB") == ask("[seperate]", "en")


def test_the_language_is_guessed_where_none_is_given(ask: Ask) -> None:
    best = ask("It is a [seperate] thing that they have to do.", None)[0]
    assert best.replacement == "separate"


@pytest.mark.parametrize("language", ["tlh", "xx-Latn", "zz"])
def test_an_unknown_language_gives_no_suggestion(ask: Ask, language: str) -> None:
    assert ask("[recieve]", language) == []


def test_a_language_with_a_list_only_is_marked_weaker(engine: Engine) -> None:
    found = engine.suggest(Query("valodda", language="lv"))
    assert found[0].replacement == "valoda"
    assert all(each.confidence <= 0.3 for each in found)
    assert engine.suggest(Query("Latviešu valodda ir skaista", language="lv")) == []
