"""hunspell dictionaries as Debian packages install them, recoded to UTF-8 where they are not."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hunspell import Hunspell  # type: ignore[import-untyped]

from service.spelling.language.profiles import Profile

FOLDER = Path("/usr/share/hunspell")

_ENCODING = re.compile(rb"^SET[ \t]+(\S+)", re.MULTILINE)
_DECLARED = re.compile(r"^SET[ \t]+\S+", re.MULTILINE)

_CASE_COUNTS = re.compile(rb"^(?:KEEPCASE|FORCEUCASE|CHECKSHARPS)\b", re.MULTILINE)
"""With these rules, a word may be right in small letters only, or a compound with a capital only."""


def read_dictionaries(profile: Profile, folder: Path = FOLDER) -> dict[str, bytes]:
    """Return the .aff and .dic files of a language by name, in UTF-8."""
    found: dict[str, bytes] = {}
    for name in profile.dictionaries:
        files = ((folder / f"{name}{suffix}").read_bytes() for suffix in (".aff", ".dic"))
        rules, words = (data.removeprefix(BOM_UTF8) for data in files)
        declared = _ENCODING.search(rules)
        encoding = declared.group(1).decode("ascii") if declared else "iso-8859-1"
        text = rules.decode(encoding).replace("\r\n", "\n")
        found[f"{name}.aff"] = _DECLARED.sub("SET UTF-8", text, count=1).encode()
        found[f"{name}.dic"] = words.decode(encoding, "ignore").replace("\r\n", "\n").encode()
    return found


def entries(dictionaries: dict[str, bytes]) -> Iterator[str]:
    """Yield the stems of all dictionaries, as they are written there."""
    for name, data in dictionaries.items():
        if name.endswith(".dic"):
            for line in data.decode().splitlines()[1:]:
                yield re.split(r"(?<!\\)/|\t", line, maxsplit=1)[0].strip()


class Judge:
    """Asks the dictionaries whether a form is a word, before there is a model.

    `capitals_are_free` tells whether what is accepted in small letters is accepted with a capital as well.
    """

    def __init__(self, profile: Profile, dictionaries: dict[str, bytes]) -> None:
        self.capitals_are_free = not any(map(_CASE_COUNTS.search, dictionaries.values()))
        with TemporaryDirectory() as folder:
            for name, data in dictionaries.items():
                (Path(folder) / name).write_bytes(data)
            self._dictionaries = [Hunspell(name, hunspell_data_dir=folder) for name in profile.dictionaries]

    def accepts(self, form: str) -> bool:
        """Whether any dictionary accepts `form` in just this case."""
        return any(dictionary.spell(form) for dictionary in self._dictionaries)
