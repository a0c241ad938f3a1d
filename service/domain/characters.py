"""Characters that carry no meaning for a spelling report, and the form in which two texts are compared.

The sets are those of the shared test vectors (tests/vectors/README.md), which the widget keeps to as well.
"""

import json
import re
import unicodedata

WHITE = "\\x09-\\x0d\\x20\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
"""White space as a regular expression's class; not Python's `\\s`, which holds some control characters too."""
_JOINERS = "\\u200c\\u200d"
_INVISIBLE = (
    "\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f"  # controls that are not white space
    "\\xad\\u034f\\u061c\\u180e"  # soft hyphen, grapheme joiner, Arabic letter mark, Mongolian vowel separator
    "\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb"  # zero width, direction, annotation
)
_DROPPED = re.compile(f"[{_INVISIBLE}{_JOINERS}]")
_DROPPED_BUT_JOINERS = re.compile(f"[{_INVISIBLE}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CUT_ESCAPE = re.compile(r"(?<!\\)\\(u[0-9a-fA-F]{0,3})?$")
_SPACES = re.compile(f"[{WHITE}]+")
_LINE_BREAK = re.compile("[\\n\\r\\x0b\\x0c\\u2028\\u2029]")
_QUOTATION_MARKS = str.maketrans("‘’‚‛ʼʹ′`´“”„‟″«»", "'''''''''" + '"""""""')


def has_surrogate(text: str) -> bool:
    """Whether the text holds half of a surrogate pair, which no database and no encoder takes."""
    return _SURROGATE.search(text) is not None


def unescaped(text: str) -> str:
    r"""What a text means that was cut out of JSON as it stands there: `Jos\u00e9` is José; halves of pairs are dropped.

    A text that no JSON could hold is left as it is, but for an escape that was cut off at its end.
    """
    if "\\" not in text:
        return text
    whole = _CUT_ESCAPE.sub("", text)
    try:
        return _SURROGATE.sub("", json.loads(f'"{whole}"'))
    except ValueError:
        return whole


def drop_invisible(text: str) -> str:
    """The text without control, zero-width and direction characters."""
    return _DROPPED.sub("", text)


def clean(text: str, *, trim: bool = True, joiners: bool = False) -> str:
    """The text as it is stored: NFC, nothing invisible, each run of white space one space or one line break.

    `trim` takes white space from both ends. `joiners` keeps ZWJ and ZWNJ, which Persian spells with and emoji are built
    of: they belong in what people write, not in the text of a page as it is compared.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip() if trim else text  # nothing to do, as for most words
    kept = (_DROPPED_BUT_JOINERS if joiners else _DROPPED).sub("", text)
    single = _SPACES.sub(lambda run: "\n" if _LINE_BREAK.search(run[0]) else " ", kept)
    return unicodedata.normalize("NFC", single.strip(" \n") if trim else single)


def clean_line(text: str) -> str:
    """`clean`, on one line."""
    return clean(text).replace("\n", " ")


def fold(text: str) -> str:
    """The form in which texts are compared: compatibility forms, case, quotation marks and white space made equal.

    Letters of other scripts that look alike stay different: such a letter is an error that a reader may report.
    """
    # Marks first: NFKC takes some of them to pieces (″ to two primes, ´ to a space with an accent).
    marked = _DROPPED.sub("", text).translate(_QUOTATION_MARKS)
    plain = unicodedata.normalize("NFKC", marked).translate(_QUOTATION_MARKS).casefold()
    return unicodedata.normalize("NFKC", " ".join(plain.split()))
