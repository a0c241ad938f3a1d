"""German ß: the frequency list writes every one as ss, the dictionary knows better."""

from service.spelling.language.validity import Validity


def with_sharp_s(written: str, wrong: str, validity: Validity) -> str:
    """Return `written` with ß for ss where that is a word and ss is not, or where `wrong` has ß itself."""
    at = written.find("ss")
    while at >= 0:
        sharp = f"{written[:at]}ß{written[at + 2 :]}"
        if validity.form(sharp) and ("ß" in wrong or not validity.form(written)):
            return sharp
        at = written.find("ss", at + 1)
    return written
