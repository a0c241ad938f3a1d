"""The other region's spelling of a word ("colour" and "color"), where a site asks for one of them.

A word is questioned only if the wanted region's dictionary lacks it and has it in its own spelling. Oxford's -ize
is right in Britain. Names ("Labor Department") are not touched.
"""

from collections.abc import Iterator

from service.spelling.candidates.capitals import in_case_of
from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.passage import Passage
from service.spelling.language.validity import Validity

_DICTIONARIES = {"GB": "en_GB", "US": "en_US"}
_CONFIDENCE = 0.93
_SHORTEST = 4

_SPELLINGS = (
    *(("our", "or"), ("re", "er"), ("ise", "ize"), ("isi", "izi"), ("isa", "iza"), ("yse", "yze"), ("ysi", "yzi")),
    *(
        ("ll", "l"),
        ("l", "ll"),
        ("ogue", "og"),
        ("ae", "e"),
        ("oe", "e"),
        ("ce", "se"),
        ("ould", "old"),
        ("ough", "ow"),
    ),
    *(("eing", "ing"), ("sce", "ske"), ("ellery", "elry"), ("grey", "gray"), ("tyre", "tire"), ("kerb", "curb")),
    *(("pyjama", "pajama"), ("moustache", "mustache"), ("cosy", "cozy"), ("artefact", "artifact")),
    *(("aluminium", "aluminum"), ("oeuvre", "euver"), ("cheque", "check"), ("programme", "program"), ("xion", "ction")),
)
"""British and American, as they differ somewhere in a word."""


def find_regional(passage: Passage, index: int) -> Finding | None:
    """Return a finding if token `index`, a word, is spelled as in the region that the site does not want."""
    token = passage.tokens[index]
    if token.text[:1].isupper() and not token.opens:
        return None
    other = in_region(token.plain, passage.region, passage.model.validity)
    if other == token.plain:
        return None
    proposal = Proposal(in_case_of(other, token.text), _CONFIDENCE, "regional_spelling")
    return Finding(token.start, token.end, _CONFIDENCE, (proposal,))


def in_region(word: str, region: str, validity: Validity) -> str:
    """Return English `word`, in lower case, as `region` ("GB" or "US") spells it; itself where that is no question."""
    dictionary = _DICTIONARIES.get(region)
    if dictionary is None or len(word) < _SHORTEST or validity.accepted_by(dictionary, word):
        return word
    tried = (form for form in _other_forms(word, region) if validity.accepted_by(dictionary, form))
    return next(tried, word)


def _other_forms(word: str, region: str) -> Iterator[str]:
    for british, american in _SPELLINGS:
        theirs, ours = (american, british) if region == "GB" else (british, american)
        at = word.find(theirs, 1 if len(theirs) < 4 else 0)
        while at >= 0:
            yield word[:at] + ours + word[at + len(theirs) :]
            at = word.find(theirs, at + 1)
