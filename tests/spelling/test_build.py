"""The pieces that build languages: what is made up, what is kept to measure, what is learned."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from service.spelling.build.aside import Aside
from service.spelling.build.assemble import how_often_marked, known_errors, mended
from service.spelling.build.by_ear import rules
from service.spelling.build.corpus import Corpus, Marked, Pair, Part, Sentence, part_of_text, well_known
from service.spelling.build.counts import Tally
from service.spelling.build.dictionaries import Judge
from service.spelling.build.examples import Example
from service.spelling.build.fortunes import sentences
from service.spelling.build.learn_channel import learn_channel
from service.spelling.build.learn_ranker import learn_ranker
from service.spelling.build.logistic import fit
from service.spelling.build.slips import known_slips, name_slips, slips
from service.spelling.build.transliterate import in_cyrillic
from service.spelling.build.unmarked import unmarked, unmarked_slips
from service.spelling.judgement.features import NAMES
from service.spelling.language.channel import Channel
from service.spelling.language.edits import edits
from service.spelling.language.profiles import profiles
from service.spelling.text.read_aloud import read_aloud

TEXTS = [
    "The minister said on Monday that Robert Morrison had left the government of the country.",
    "Nobody in the village of Kensington could remember when the river was last so high.",
    "After the meeting, the members of the committee refused to answer any questions.",
] * 40


@pytest.mark.parametrize("language", sorted(profiles()))
def test_slips_are_the_same_each_time_and_say_what_was_right(language: str) -> None:
    made = list(slips(TEXTS, profiles()[language], 1))
    assert made == list(slips(TEXTS, profiles()[language], 1)) != list(slips(TEXTS, profiles()[language], 2))
    assert len(made) > len(TEXTS) / 2
    for slip in made:
        assert slip.text[: slip.start] + slip.right + slip.text[slip.end :] in TEXTS
        assert slip.wrong != slip.right
    assert {slip.kind.partition(",")[0] for slip in made} == {"name", "word", "joined", "split", "doubled"}


@pytest.mark.parametrize(
    ("name", "language", "written"),
    [
        ("Sheldon", "uk", "Шелдон"),
        ("Harris", "uk", "Гарріс"),
        ("Harris", "ru", "Харрис"),
        ("Szymborska", "uk", "Шімборска"),
        ("Álvarez", "uk", "Алварез"),
    ],
)
def test_latin_names_are_written_as_cyrillic_newspapers_do(name: str, language: str, written: str) -> None:
    assert in_cyrillic(name, language) == written


def test_slips_in_names_are_in_names() -> None:
    made = list(name_slips(TEXTS, profiles()["en"], 1))
    assert made
    assert {slip.right for slip in made} <= {"Monday", "Robert", "Morrison", "Kensington", "Nobody", "After"}


@pytest.mark.parametrize(
    ("language", "word", "without"),
    [("pl", "źródło", "zrodlo"), ("fr", "Élysée", "Elysee"), ("it", "città", "citta"), ("es", "señaló", "señalo")],
)
def test_accents_without_a_key_are_left_out(language: str, word: str, without: str) -> None:
    assert unmarked(word, profiles()[language]) == without
    text = f"On {word} on."
    for slip in unmarked_slips([text, "Nothing here."], profiles()[language], 1):
        assert (slip.text, slip.right, slip.wrong) == (f"On {without} on.", word, without)
    assert len(list(unmarked_slips([text, text], profiles()[language], 1))) == 2
    assert list(unmarked_slips([text], profiles()["de"], 1)) == []
    assert [edit.kind for edit in edits(word, without, profiles()[language])].count("replace_accent") == sum(
        one != other for one, other in zip(word, without, strict=True)
    )


def test_known_misspellings_are_put_where_their_words_are() -> None:
    made = list(known_slips(TEXTS, [Pair("goverment", ("government",)), Pair("teh", ("tea",))], profiles()["en"], 1))
    assert {(slip.wrong, slip.right, slip.kind) for slip in made} == {("goverment", "government", "known")}
    assert len(made) == 40


@pytest.mark.parametrize("language", sorted(profiles()))
def test_every_language_has_rules_for_spelling_by_ear(language: str) -> None:
    found = rules(language)
    assert len(found) > 20
    assert all(rule.right.pattern.strip("^$") != rule.wrong or not rule.wrong for rule in found)


def test_each_line_of_text_is_for_one_purpose(tmp_path: Path) -> None:
    lines = [f"This is sentence number {number}." for number in range(300)]
    with gzip.open(tmp_path / "text_en.txt.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join([*lines, lines[0]]))
    parts = {part: Corpus(tmp_path, "en").text(part) for part in Part}
    assert sorted(line for found in parts.values() for line in found) == sorted(lines)
    assert all(part_of_text(line) is part for part, found in parts.items() for line in found)
    assert len(parts[Part.COUNTS]) > 200
    assert len(parts[Part.MEASURE]) > 10


def test_pairs_and_sentences_are_read(tmp_path: Path) -> None:
    (tmp_path / "en_list.tsv").write_text("Teh\tthe\nrecieve\treceive|relieve\n\n", "utf-8")
    (tmp_path / "typos-words.csv").write_text("adress,address,adres\n", "utf-8")
    sentence = {"text": "Teh end.", "errors": [{"s": 0, "e": 3, "right": "The"}]}
    (tmp_path / "en_set.jsonl").write_text(json.dumps(sentence) + "\n", "utf-8")
    corpus = Corpus(tmp_path, "en")
    assert corpus.pairs == {
        "well_known": [],
        "list": [Pair("teh", ("the",)), Pair("recieve", ("receive", "relieve"))],
        "typos": [Pair("adress", ("address", "adres"))],
    }
    assert corpus.sentences() == {"set": [Sentence("Teh end.", (Marked(0, 3, "The"),))]}
    assert [mended(each) for each in corpus.sentences()["set"]] == ["The end."]


def test_lists_of_errors_become_one() -> None:
    lists = [[Pair("teh", ("the",)), Pair("a lot", ("much",))], [Pair("teh", ("ten", "the")), Pair("same", ("same",))]]
    assert known_errors(lists) == {"teh": ("the", "ten")}


def test_words_are_counted_with_their_neighbours_and_their_capitals() -> None:
    tally = Tally(english=False)
    tally.add(["The dog saw the cat in Rome."] * 12)
    counts = tally.counts({"dog", "saw", "the", "cat", "in", "rome"})
    number = counts.vocabulary.index("the")
    assert counts.counts[number] == 24
    assert counts.small == ["cat", "dog", "in", "saw", "the"]
    assert counts.names == ["rome"]
    assert counts.pairs[1].max() == 12
    assert list(counts.pairs[0]) == sorted(counts.pairs[0])


def test_a_logistic_regression_finds_what_tells_the_cases_apart() -> None:
    chance = np.random.default_rng(1)
    rows = np.column_stack((np.ones(400), chance.normal(size=(400, 2))))
    weights = fit(rows, rows[:, 1] > 0.2, np.ones(400))
    assert weights[1] > 5 * abs(weights[2])
    assert weights == fit(rows, rows[:, 1] > 0.2, np.ones(400))


def test_the_ranker_learns_which_candidate_was_meant() -> None:
    chance = np.random.default_rng(2)
    examples = []
    for _ in range(300):
        rows = chance.normal(size=(5, len(NAMES))).astype(np.float32)
        rows[0, 3] = rows[:, 3].max() + 1
        examples.append(Example(rows, 1.0))
    learned = learn_ranker(examples)
    linear = np.array(learned["linear"])
    hidden, out = np.array(learned["hidden"]), np.array(learned["out"])
    hits = [
        int(np.argmax(each.rows @ linear + np.tanh(each.rows @ hidden + np.array(learned["hidden_bias"])) @ out)) == 0
        for each in examples
    ]
    assert sum(hits) > 270
    assert learned == learn_ranker(examples)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_work_aside_comes_back_or_fails_aloud(capfd: pytest.CaptureFixture[str]) -> None:
    assert Aside(lambda: sum(range(10))).found() == 45
    with pytest.raises(RuntimeError, match="failed"):
        Aside(lambda: 1 / 0).found()
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_what_is_counted_later_is_added() -> None:
    once, twice = Tally(english=False), Tally(english=False)
    once.add([*TEXTS, "The dog saw the cat in Rome."])
    twice.add(TEXTS)
    twice.add(["The dog saw the cat in Rome."])
    one, other = once.counts(()), twice.counts(())
    assert one.vocabulary == other.vocabulary
    assert one.triples[1].tolist() == other.triples[1].tolist()
    assert Tally(english=False).counts(()).vocabulary == []


def test_a_slip_costs_less_between_the_letters_where_it_happens() -> None:
    pairs = [Pair(f"{start}cieve", (f"{start}ceive",)) for start in ("re", "de", "con", "per")] * 60
    pairs += [Pair(f"b{end}", (f"be{end}",)) for end in ("in", "an", "on", "un")] * 20
    channel = Channel(learn_channel(pairs, profiles()["en"]))
    alone, after, between = channel.costs(edits("receive", "recieve", profiles()["en"]))
    assert between < after < alone
    assert learn_channel(pairs[:9], profiles()["en"]) == {}


def test_the_correction_that_is_marked_the_most_often_comes_first() -> None:
    marked = how_often_marked([[Sentence("Teh end.", (Marked(0, 3, "The"),))] * 2])
    assert known_errors([[Pair("teh", ("ten", "the"))]], marked) == {"teh": ("the", "ten")}


def test_well_known_misspellings_say_something() -> None:
    for language in ("ru", "uk"):
        assert len(well_known(language)) > 100
        assert all(pair.wrong not in pair.right for pair in well_known(language))
    assert well_known("en") == []


def test_fortunes_are_read_as_sentences() -> None:
    fortune = "Первая шутка была совсем короткой. Вторая\nзанимала две строки!\n\t\t-- Автор\n"
    text = f"{fortune}%\nКоротко.\n%\nOnly in English, this.\n"
    assert list(sentences(text)) == ["Первая шутка была совсем короткой.", "Вторая занимала две строки!"]


def test_english_is_read_aloud() -> None:
    pairs = ["bloo blue", "nashun nation", "fite fight", "rool rule", "sertain certain", "fotograf photograph"]
    for pair in pairs:
        wrong, right = read_aloud(pair.split())
        assert wrong == right
    assert len(set(read_aloud(["blood", "blue", "bled"]))) == 3


@pytest.mark.parametrize(("rules", "free"), [(b"SET UTF-8\nTRY ia\n", True), (b"SET UTF-8\nKEEPCASE K\n", False)])
def test_a_capital_is_free_unless_a_dictionary_says_otherwise(rules: bytes, free: bool) -> None:
    words = "3\nмісяць\nКиїв\nкм/K\n".encode()
    judge = Judge(profiles()["uk"], {"uk_UA.aff": rules, "uk_UA.dic": words})
    assert judge.capitals_are_free is free
    assert judge.accepts("Км") is free
    assert [judge.accepts(form) for form in ("км", "місяць", "Місяць", "Київ", "київ")] == [
        True,
        True,
        True,
        True,
        False,
    ]
