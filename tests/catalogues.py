"""The catalogues of messages in service/locale: made anew from the code, and looked at for what is wrong in them.

`./dev messages` writes them, `./dev check` looks at them; both need Babel, so it is this file that they run.
"""

import contextlib
import io
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from service import errors
from service.outbound import failures
from service.resources import CATALOGUES
from tests.checkout import ROOT

TEMPLATE = CATALOGUES / "bluepencil.pot"
ERRORS = sorted(
    name
    for module in (errors, failures)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, errors.BluepencilError)
)
KEYWORDS = ("text", "say", "marked", "counted:1,2", "_wrong", *ERRORS)
"""What marks a message, besides what gettext's own functions are called: `say` is short for `speech.text`, and `_wrong`
refuses a value of a site's settings."""
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z%]")
_HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"

"""


def extracted() -> str:
    """The template of all catalogues, as the code has it now: sorted, with the files that each message stands in."""
    # From here, so that the files' names, and where their lines break, are the same in every checkout.
    with tempfile.TemporaryDirectory(prefix="bluepencil-") as folder, contextlib.chdir(ROOT):
        file = Path(folder) / "messages.pot"
        CommandLineInterface().run(  # type: ignore[no-untyped-call]
            [
                *("pybabel", "--quiet", "extract", "--mapping-file", str(ROOT / "pyproject.toml")),
                *(f"--keyword={keyword}" for keyword in KEYWORDS),
                *("--add-comments=translators:", "--strip-comments", "--add-location=file", "--no-wrap"),
                *("--sort-output", "--omit-header", "--output-file", str(file), "service"),
            ]
        )
        return file.read_text(encoding="utf-8")


def languages() -> list[str]:
    """Those that there is a catalogue for."""
    return sorted(file.stem for file in CATALOGUES.glob("*.po"))


def catalogue(language: str) -> Catalog:
    """The messages of a language as its file has them."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def update() -> None:
    """Write the template anew, and into each catalogue what is new in it; what nobody says any more is dropped."""
    template = extracted()
    TEMPLATE.write_text(template, encoding="utf-8")
    for language in languages():
        merged = catalogue(language)
        merged.update(read_po(io.StringIO(template)), no_fuzzy_matching=True)
        written = io.BytesIO()
        write_po(written, merged, width=0, omit_header=True, ignore_obsolete=True, include_lineno=False)
        header = _HEADER.format(language=language, plurals=get_plural(language))
        (CATALOGUES / f"{language}.po").write_text(header + written.getvalue().decode(), encoding="utf-8")


def problems() -> Iterator[str]:
    """What is wrong in the template and in the catalogues, a line each."""
    template = extracted()
    if not TEMPLATE.exists() or TEMPLATE.read_text(encoding="utf-8") != template:
        yield f"{TEMPLATE.name} is older than the messages in the code: ./dev messages"
    wanted = read_po(io.StringIO(template))
    for language in languages():
        for problem in problems_of(catalogue(language), wanted):
            yield f"{language}.po: {problem}"


def problems_of(found: Catalog, wanted: Catalog) -> Iterator[str]:
    """What a catalogue lacks, has too much of, or says in a way that cannot be right."""
    for message in filter(lambda each: each.id, wanted):
        translated = found.get(message.id, message.context)
        if translated is None or not all(_strings(translated)):
            yield f"not translated: {_name(message)}"
        elif translated.fuzzy:
            yield f"fuzzy: {_name(message)}"
        else:
            yield from (f"{problem}: {_name(message)}" for problem in _differences(translated, found))
    for message in filter(lambda each: each.id and (each.id, each.context) not in _keys(wanted), found):
        yield f"nobody says this any more: {_name(message)}"
    for message in found.obsolete.values():
        yield f"obsolete: {_name(message)}"


def _differences(message: Message, found: Catalog) -> Iterator[str]:
    """How a translation differs from what it translates, in what has to be the same."""
    original = _ids(message)[-1]
    for index, said in enumerate(_strings(message)):
        missing = set(_PLACEHOLDER.findall(original)) ^ set(_PLACEHOLDER.findall(said))
        if isinstance(message.id, tuple) and index == 0 and found.num_plurals == 2:
            missing -= {"%(num)s"}  # "one reader" needs no number, unless it is said of 21 as well
        if missing:
            yield f"has other placeholders ({', '.join(sorted(missing))})"
        if said != said.strip() and original == original.strip():
            yield "has spaces around it"
        if ("<" in said or "&" in said) and not ("<" in original or "&" in original):
            yield "has markup"


def _keys(catalog: Catalog) -> set[tuple[object, object]]:
    return {(message.id, message.context) for message in catalog}


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def _strings(message: Message) -> tuple[str, ...]:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(each or "" for each in strings)


def _name(message: Message) -> str:
    return f"{_ids(message)[0]!r}" + (f" ({message.context})" if message.context else "")


def main(command: str) -> int:
    """Do as `./dev` says; return the exit code."""
    if command == "update":
        update()
    found = list(problems())
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
