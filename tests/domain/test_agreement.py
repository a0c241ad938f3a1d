"""How far the contexts of two quotes agree."""

from service.domain.agreement import agreement
from service.domain.quote import Quote

_FAR = "The harbour board met twice this winter, and each time the fishermen waited in the cold outside. "


def test_short_contexts_that_are_the_same_are_equal_and_show_nothing_by_themselves() -> None:
    agreed = agreement(Quote("x", "He ", " it"), Quote("x", "he ", " IT"))
    assert agreed.equal and agreed.whole and not agreed.but_for_an_edit and not agreed.on_one_side


def test_a_longer_context_agrees_with_its_own_beginning() -> None:
    agreed = agreement(Quote("x", _FAR), Quote("x", _FAR[-30:]))
    assert agreed.whole and not agreed.equal and agreed.but_for_an_edit
    assert agreed.letters == len(_FAR[-30:].strip())


def test_a_word_that_was_exchanged_on_one_side_is_an_edit() -> None:
    edited = _FAR.replace("waited", "stood")
    assert agreement(Quote("x", _FAR, _FAR), Quote("x", edited, _FAR)).but_for_an_edit
    assert agreement(Quote("x", _FAR, _FAR), Quote("x", _FAR, edited)).but_for_an_edit
    assert not agreement(Quote("x", _FAR, _FAR), Quote("x", edited, edited)).but_for_an_edit


def test_other_words_on_one_side_are_no_edit() -> None:
    other = "Nobody at the ministry of fisheries in the capital could say on Friday why it had not answered. "
    assert not agreement(Quote("x", other, _FAR), Quote("x", _FAR, _FAR)).but_for_an_edit
    assert agreement(Quote("x", other, _FAR), Quote("x", _FAR, _FAR)).on_one_side


def test_short_contexts_are_never_alike() -> None:
    assert not agreement(Quote("x", "Russia, not ", _FAR), Quote("x", "Russia, but ", _FAR)).but_for_an_edit


def test_chinese_is_alike_by_its_letters() -> None:
    text = "港务局今年冬天开了两次会议每次渔民都在外面的寒风中等候他们想知道春天是否还能在码头卸货而不必绕到新港"
    assert agreement(Quote("x", text, text), Quote("x", text.replace("寒风", "冷风"), text)).but_for_an_edit
