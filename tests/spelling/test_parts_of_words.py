"""Words that are made of words: leaned on one another (French, Italian), or run together (German, Dutch)."""

from pathlib import Path

import pytest

from service.spelling.candidates.elisions import leaned_on
from service.spelling.candidates.sharp_s import stands_for_sharp_s
from service.spelling.data.store import language_folder
from service.spelling.language.model import Model
from tests.spelling.conftest import Ask


@pytest.fixture(scope="session")
def german(languages: Path) -> Model:
    folder = language_folder("de", languages)
    assert folder is not None
    return Model("de", folder)


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [
        ("Il se promenait à [l'ertour] de la ville.", "fr", "l'entour"),
        ("Elle dort dans [lk'herbe] verte.", "fr", "l'herbe"),
        ("Il [se'st] inscrit hier.", "fr", "s'est"),
        ("Il [s’et] inscrit hier.", "fr", "s’est"),
        ("Le départ eut lieu dès [laube].", "fr", "l'aube"),
        ("Il [szétait] perdu dans la ville.", "fr", "s'était"),
        ("C'est à cause [d’Angèke] sans doute.", "fr", "d’Angèle"),
        ("Une perte [d’unmontant] de trois millions.", "fr", "d’un montant"),
        ("La forza [dell’aqcua] era grande.", "it", "dell’acqua"),
        ("La forza [dellacqua] era grande.", "it", "dell'acqua"),
    ],
)
def test_what_leans_on_the_next_word_is_mended_with_it(ask: Ask, text: str, language: str, right: str) -> None:
    assert ask(text, language)[0].replacement == right


def test_only_a_vowel_or_an_h_is_leaned_on(ask: Ask) -> None:
    assert [leaned_on(word) for word in ("entour", "été", "herbe", "œuf", "retour", "")] == [True] * 4 + [False] * 2
    found = [each.replacement for each in ask("Il rêve de [l'ertour] au pays.", "fr")]
    assert found
    assert "l'retour" not in found


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [
        ("Auch [Stcikstoffoxide] sind nicht gesund.", "de", "Stickstoffoxide"),
        ("Dann wären [Pämienanleihen] nicht mehr nötig.", "de", "Prämienanleihen"),
        ("Die [Etxtaufbereitung] dauerte lange.", "de", "Textaufbereitung"),
    ],
)
def test_compounds_that_no_list_has_are_mended(ask: Ask, text: str, language: str, right: str) -> None:
    assert ask(text, language)[0].replacement == right


def test_a_word_with_a_sharp_s_is_as_frequent_as_it_is(ask: Ask, german: Model) -> None:
    assert german.lexicon.zipf("großen") > 5
    assert ask("Er stand vor der [großrn] Treppe.", "de")[0].replacement == "großen"
    assert stands_for_sharp_s("grossen", german.validity)
    assert not stands_for_sharp_s("wissen", german.validity)
    assert ask("Die Strasse ist lang und breit.", "de") == []


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [
        ("Er stand auf der [große] Treppe vor dem Haus.", "de", "großen"),
        ("Je suis sûre que s'il [jouit] du piano, il serait content.", "fr", "jouait"),
    ],
)
def test_a_good_word_that_a_reader_points_at_is_mended_by_its_neighbours(
    ask: Ask, text: str, language: str, right: str
) -> None:
    assert ask(text, language)[0].replacement == right


@pytest.mark.parametrize("text", ["Мне нравиться эта книга.", "Я знаю, что ему очень нравиться эта книга."])
def test_what_somebody_feels_is_in_the_third_person(ask: Ask, text: str) -> None:
    assert ask(text, "ru")[0].applied_to(text) == text.replace("нравиться", "нравится")


@pytest.mark.parametrize("text", ["Она хочет мне нравиться.", "Я стараюсь ему нравиться.", "Нравиться всем трудно."])
def test_an_infinitive_of_feeling_is_right_where_something_governs_it(ask: Ask, text: str) -> None:
    assert ask(text, "ru") == []
