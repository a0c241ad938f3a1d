"""What the engine is asked: a quote with whatever is known about it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Query:
    """A selected text, its surroundings and what the site knows.

    `exact` is the selection; `prefix` and `suffix` are the text directly around it, `sentence` the
    sentence that it stands in (used when there is neither). `language` is a BCP 47 tag; None means
    that it has to be guessed. `words` are distinct words of the page, `title` its title, `article`
    its whole text: a name that is spelled right there vouches for itself; `counted` says how often the page has each of
    its words, where somebody counted them and the text itself is not at hand. `correction` is what the
    reader would write instead of `exact`. `house_words` are held correct whatever the engine thinks,
    `known_pairs` maps what editors of this site corrected before to what they made of it. `region` is the
    English spelling that the site asks for, "GB" or "US"; "" questions neither. Only the site's setting
    asks for one: the language tag of a page does not.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    language: str | None = None
    words: Sequence[str] = ()
    sentence: str = ""
    title: str = ""
    article: str = ""
    counted: Mapping[str, int] = field(default_factory=dict)
    correction: str | None = None
    house_words: Collection[str] = frozenset()
    known_pairs: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
