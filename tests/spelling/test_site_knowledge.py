"""What a site, a page and a reader know."""

from service.spelling import Engine, Query
from tests.spelling.conftest import Ask


def test_the_page_vouches_for_a_name(ask: Ask) -> None:
    article = "Volodymyr Kovalenchuk spoke. Kovalenchuk said so. Kovalenchuk left. Later Kovalenchuck came."
    best = ask("Later [Kovalenchuck] came.", article=article)[0]
    assert (best.replacement, best.rule, best.count) == ("Kovalenchuk", "page_spelling", 3)
    assert best.confidence > 0.5


def test_words_that_were_counted_do_as_well_as_the_article(ask: Ask) -> None:
    best = ask("Later [Kovalenchuck] came.", counted={"Kovalenchuk": 3, "Kovalenchuck": 1, "Later": 2})[0]
    assert (best.replacement, best.rule, best.count) == ("Kovalenchuk", "page_spelling", 3)
    assert ask("Then they left with Kovalenchuck and others.", counted={"Kovalenchuck": 4}) == []
    best = ask("Later [Kovalenchuck] came.", counted={"Kovalenchuk": 3, "Kovalenchuck": 9})[0]
    assert best.replacement == "Kovalenchuk" and best.confidence > 0.5, (
        "a page that repeats its typo does not vouch for it"
    )


def test_words_of_the_page_help_without_the_article(ask: Ask) -> None:
    best = ask("Later [Kovalenchuck] came.", words=["Kovalenchuk", "Later", "Kovalenchuck"])[0]
    assert best.replacement == "Kovalenchuk"
    assert best.count == 0, "how often the page has it is not known without the article"


def test_house_words_are_never_questioned(ask: Ask) -> None:
    text = "The recieve of teh moon"
    assert {text[each.start : each.end] for each in ask(text)} >= {"recieve", "teh"}
    assert ask(text, house_words={"Recieve", "teh"}) == []
    assert ask("the [recieve] of", house_words={"recieve"}) == []


def test_a_house_phrase_is_held_right_as_a_whole(ask: Ask) -> None:
    assert ask("They played Bora bora bora all night.", house_words={"bora bora"}) == []


def test_what_editors_corrected_before_is_corrected_again(ask: Ask) -> None:
    best = ask("He came from Kiev yesterday.", known_pairs={"kiev": "Kyiv"})[0]
    assert (best.replacement, best.rule) == ("Kyiv", "site_pair")


def test_a_known_pair_is_repeated_in_its_case_and_before_all_else(ask: Ask) -> None:
    pairs = {"recieve": "accept", "e-mail adress": "email address"}
    assert ask("Please [Recieve] it.", known_pairs=pairs)[0].replacement == "Accept"
    assert ask("DO NOT [RECIEVE] IT", known_pairs=pairs)[0].replacement == "ACCEPT"
    text = "We will recieve it at his E-mail  adress."
    found = {text[each.start : each.end]: each.replacement for each in ask(text, known_pairs=pairs)}
    assert found == {"recieve": "accept", "E-mail  adress": "Email  address".replace("  ", " ")}


def test_a_house_word_is_stronger_than_a_known_pair(ask: Ask) -> None:
    assert ask("He came from Kiev.", known_pairs={"kiev": "Kyiv"}, house_words={"Kiev"}) == []


def test_a_long_house_phrase_protects_the_word_that_was_selected_in_it(ask: Ask) -> None:
    phrase = "The Society for the Prevention of Recieved Ideas and Notions"
    before, after = "He joined the society for the prevention of ", " ideas and notions."
    assert ask(f"{before}[recieved]{after}", house_words={phrase}) == []
    assert ask(f"{before}[recieved] mail.", house_words={phrase}) != []


def test_the_readers_correction_comes_first_where_it_is_plausible(ask: Ask) -> None:
    best = ask("He took a [persuing] look.", correction="perusing")[0]
    assert best.replacement == "perusing"
    assert best.rule == "reader"


def test_an_implausible_correction_does_not_come_first(ask: Ask) -> None:
    found = ask("They [isued] a joint statement.", correction="xqzzt vvv")
    assert found[0].replacement == "issued"


def test_agreement_of_reader_and_engine_makes_surer(ask: Ask) -> None:
    alone = ask("They [isued] a joint statement.")[0]
    agreed = ask("They [isued] a joint statement.", correction="issued")[0]
    assert agreed.replacement == alone.replacement == "issued"
    assert agreed.confidence >= alone.confidence


def test_one_site_does_not_learn_from_another(engine: Engine) -> None:
    word = Query("Kovalenchuck", language="en")
    before = engine.suggest(word)
    engine.suggest(Query("Kovalenchuck", language="en", house_words={"Kovalenchuck"}))
    engine.suggest(Query("Kovalenchuck", language="en", known_pairs={"Kovalenchuck": "Kovalenchuk"}))
    assert engine.suggest(word) == before
