"""Marks texts that are translated when they are shown, which may be long after they are chosen."""


class Marked(str):
    """A text that the catalogues have, in English."""

    __slots__ = ()


def marked(text: str) -> Marked:
    """The text itself: the mark is for `./dev messages`, which takes it into the catalogues."""
    return Marked(text)
