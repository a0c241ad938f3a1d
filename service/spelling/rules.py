"""The rules that find errors, in words that an editor understands.

The keys are stored with suggestions and must not change their meaning.
"""

from collections.abc import Mapping
from types import MappingProxyType

from service.messages import marked

RULES: Mapping[str, str] = MappingProxyType(
    {
        "apostrophe": marked("apostrophe or hyphen"),
        "capital": marked("a capital where a small letter is due, or the reverse"),
        "doubled_word": marked("the same word twice"),
        "extra_letter": marked("a letter too many"),
        "joined_words": marked("two words written as one"),
        "known_error": marked("a frequent misspelling"),
        "missing_accent": marked("missing or wrong accent"),
        "missing_letter": marked("a missing letter"),
        "mixed_scripts": marked("Latin and Cyrillic letters in one word"),
        "other_spelling": marked("another spelling of the same word"),
        "page_spelling": marked("spelled otherwise elsewhere in this article"),
        "quote_marks": marked("quotation marks"),
        "reader": marked("the reader's own correction"),
        "regional_spelling": marked("spelled as in another country"),
        "site_pair": marked("corrected so before on this site"),
        "sounds_alike": marked("written as it sounds"),
        "spelling": marked("not in the dictionary"),
        "split_word": marked("one word written as two"),
        "swapped_letters": marked("swapped letters"),
        "wrong_letter": marked("a wrong letter"),
        "wrong_word": marked("a real word, but hardly the one that was meant"),
    }
)
