"""The sentence around a quote."""

import pytest

from service.domain.proof import Proof, proof_of
from service.domain.quote import Quote, cut

_LONG = "and they went on and on about the harbour and its foghorn, as they do every winter in the town of Saltmere, "


def _quote(text: str, words: str, after: str = "") -> Quote:
    at = text.index(words, text.index(after))
    return cut(text, at, at + len(words))[0]


def test_the_widgets_sentence_is_used_where_the_contexts_confirm_it() -> None:
    sentence = "Russia, not China, and again China, seeks it."
    text = f"First. {sentence} Last."
    assert proof_of(_quote(text, "China"), sentence) == Proof("Russia, not ", "China", ", and again China, seeks it.")
    second = proof_of(_quote(text, "China", after="again"), sentence)
    assert second == Proof("Russia, not China, and again ", "China", ", seeks it.")


def test_the_place_is_found_by_context_where_it_begins_or_ends_the_sentence() -> None:
    sentence = "China fears China"
    for text, before in ((f"X. {sentence}\nY", ""), (f"X. {sentence}\nY", "China fears ")):
        quote = _quote(text, "China", after=before + "China")
        quote = cut(text, text.index(sentence) + len(before), text.index(sentence) + len(before) + 5)[0]
        assert proof_of(quote, sentence) == Proof(before, "China", sentence[len(before) + 5 :])


@pytest.mark.parametrize("sentence", ["", "Something else.", "It said China.", "China and China"])
def test_a_sentence_that_does_not_show_the_place_is_not_used(sentence: str) -> None:
    assert proof_of(Quote("China"), sentence).wrong == "China"
    expected = Proof("It said ", "China", ".") if sentence == "It said China." else Proof("", "China", "")
    assert proof_of(Quote("China"), sentence) == expected
    assert proof_of(Quote("China", "Russia, not "), sentence).before == "Russia, not "


@pytest.mark.parametrize(
    ("text", "words", "proof"),
    [
        ("Teh cat sat.", "Teh", Proof("", "Teh", " cat sat.")),
        ("The cat szt", "szt", Proof("The cat ", "szt", "")),
        (f"Old. A{_LONG[:60]}he recieved it. New.", "recieved", Proof(f"A{_LONG[:60]}he ", "recieved", " it.")),
        (f"Old end. {_LONG}Mr. Quist recieved it", "recieved", None),
        ("A headline\nMr. Quist recieved it\nNext", "recieved", Proof("Mr. Quist ", "recieved", " it")),
        ("A headline\nRecieved\nNext", "Recieved", Proof("", "Recieved", "")),
        (
            "The old one, e.g. this szt, etc. and more. Next",
            "szt",
            Proof("The old one, e.g. this ", "szt", ", etc. and more."),
        ),
        ("He said. “Is it szt?” Nobody knew.", "szt", Proof("He said. “Is it ", "szt", "?”")),
        ("港口委员会周二在市政厅开会，主席对记者什么也没有说就离开了。他收到错字。下一句。", "错字", None),
        ("اجتمع المجلس يوم الثلاثاء؟ قال الرئيس إنه علیکم جدا۔ ثم", "علیکم", None),
    ],
)
def test_contexts_are_cut_to_the_sentence(text: str, words: str, proof: Proof | None) -> None:
    shown = proof_of(_quote(text, words))
    assert (shown.before.removeprefix("… ") + shown.wrong + shown.after.removesuffix(" …")) in text
    if proof is not None:
        assert shown == proof


def test_chinese_and_arabic_sentences_end_where_they_end() -> None:
    chinese = "港口委员会周二开会，主席什么也没有说。港口委员会主席说他在去年冬天一共收到了四百封错字。下一句。"
    assert proof_of(_quote(chinese, "错字")) == Proof("港口委员会主席说他在去年冬天一共收到了四百封", "错字", "。")
    arabic = "اجتمع المجلس؟ قال الرئيس إنه لم يستلم أي رسالة علیکم جدا۔ ثم ذهب"
    assert proof_of(_quote(arabic, "علیکم")) == Proof("قال الرئيس إنه لم يستلم أي رسالة ", "علیکم", " جدا۔")


def test_where_a_context_is_cut_half_a_word_is_left_out_and_an_ellipsis_put() -> None:
    shown = proof_of(_quote(_LONG + "szt " + _LONG, "szt"))
    assert shown.before.startswith("… on and on") or shown.before.startswith("… and")
    assert shown.before.endswith("Saltmere, ") and shown.after.endswith("the town …")
    unspaced = proof_of(_quote("港" * 100 + "错字" + "口" * 100, "错字"))
    assert unspaced == Proof("… " + "港" * 96, "错字", "口" * 96 + " …")


def test_a_word_that_was_selected_in_part_has_its_contexts_cut_as_well() -> None:
    assert proof_of(Quote("misattribution", "f" + " word" * 17 + " ", "")).before.startswith("… word")
    assert proof_of(Quote("mis", "f" + " word" * 17 + " ", "")).before.startswith("f word")
