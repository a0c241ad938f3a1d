"""CSS selectors that owners write: whether they can stand inside of `:is(...)` without harm.

A browser drops what it does not understand inside of `:is()`, as long as the brackets and quotation marks are in pairs.
So that is what is asked of a selector here: a wrong one then matches nothing, and breaks nothing.
"""

LONGEST = 300
"""Characters of a selector."""
_PAIRS = {"(": ")", "[": "]"}
_NEVER = frozenset("{};@<\\")


def parse_selector(text: str) -> str:
    """The selector on one line. Raises ValueError for what cannot be one."""
    line = " ".join(text.split())
    if len(line) > LONGEST or not line.isprintable() or _NEVER & set(line):
        raise ValueError("not a selector")
    if "/*" in line or line[:1] in (",", ">", "+", "~") or line[-1:] in (",", ">", "+", "~"):
        raise ValueError("not a selector")
    _require_pairs(line)
    return line


def _require_pairs(line: str) -> None:
    awaited: list[str] = []
    quoted = ""
    for character in line:
        if quoted:
            quoted = "" if character == quoted else quoted
        elif character in "\"'":
            quoted = character
        elif character in _PAIRS:
            awaited.append(_PAIRS[character])
        elif character in ")]" and (not awaited or awaited.pop() != character):
            raise ValueError("not a selector")
    if awaited or quoted:
        raise ValueError("not a selector")
