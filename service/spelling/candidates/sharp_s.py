"""German ß: the Swiss write every one as ss, and so does the list of frequencies; the dictionary knows better."""

from service.spelling.language.validity import Validity


def stands_for_sharp_s(word: str, validity: Validity) -> bool:
    """Whether `word`, in lower case, is the Swiss spelling of one that elsewhere has ß."""
    return "ss" in word and not _is_word(word, validity) and _is_word(word.replace("ss", "ß"), validity)


def _is_word(word: str, validity: Validity) -> bool:
    return validity.form(word) or validity.form(word[:1].upper() + word[1:])


def with_sharp_s(written: str, wrong: str, validity: Validity) -> str:
    """Return `written` with ß for ss where that is a word and ss is not, or where `wrong` has ß itself."""
    at = written.find("ss")
    while at >= 0:
        sharp = f"{written[:at]}ß{written[at + 2 :]}"
        if validity.form(sharp) and ("ß" in wrong or not validity.form(written)):
            return sharp
        at = written.find("ss", at + 1)
    return written
