"""The catalogues of translations are whole, and all that a person is told can get into them."""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from jinja2 import nodes

from service.resources import TEMPLATES
from service.web.pages import environment
from tests.catalogues import ERRORS, problems, problems_of
from tests.checkout import ROOT
from tests.web.said import latin

TEMPLATE = """
msgid "Open"
msgstr ""

msgctxt "done"
msgid "Open"
msgstr ""

msgid "%(num)s day of %(all)s"
msgid_plural "%(num)s days of %(all)s"
msgstr[0] ""
msgstr[1] ""
"""
WHOLE = """
msgid "Open"
msgstr "Offen"

msgctxt "done"
msgid "Open"
msgstr "Geöffnet"

msgid "%(num)s day of %(all)s"
msgid_plural "%(num)s days of %(all)s"
msgstr[0] "ein Tag von %(all)s"
msgstr[1] "%(num)s Tage von %(all)s"
"""
WRONG = [
    ('msgstr "Offen"', 'msgstr ""', "not translated: 'Open'"),
    ('msgid "Open"\nmsgstr "Offen"', '#, fuzzy\nmsgid "Open"\nmsgstr "Offen"', "fuzzy: 'Open'"),
    ('msgstr "Offen"', 'msgstr " Offen"', "has spaces around it: 'Open'"),
    ('msgstr "Offen"', 'msgstr "<b>Offen</b>"', "has markup: 'Open'"),
    ('msgstr "Geöffnet"', 'msgstr ""', "not translated: 'Open' (done)"),
    ('msgctxt "done"', 'msgctxt "over"', "not translated: 'Open' (done)"),
    ('msgctxt "done"', 'msgctxt "over"', "nobody says this any more: 'Open' (over)"),
    ('msgstr[1] "%(num)s Tage', 'msgstr[1] "Tage', "has other placeholders (%(num)s): '%(num)s day of %(all)s'"),
    ("ein Tag von %(all)s", "%(num)s Tag", "has other placeholders (%(all)s): '%(num)s day of %(all)s'"),
    ('msgstr[1] "%(num)s Tage von %(all)s"', 'msgstr[1] ""', "not translated: '%(num)s day of %(all)s'"),
    ("\nmsgid", '\n#~ msgid "Shut"\n#~ msgstr "Zu"\n\nmsgid', "obsolete: 'Shut'"),
]


def parsed(text: str) -> Catalog:
    """A catalogue of German."""
    return read_po(io.StringIO(text), locale="de")


def test_the_catalogues_are_whole() -> None:
    assert list(problems()) == []


@pytest.mark.parametrize(("right", "wrong", "problem"), WRONG)
def test_what_is_wrong_in_a_catalogue_is_told(right: str, wrong: str, problem: str) -> None:
    assert list(problems_of(parsed(WHOLE), parsed(TEMPLATE))) == []
    assert right in WHOLE
    assert problem in list(problems_of(parsed(WHOLE.replace(right, wrong, 1)), parsed(TEMPLATE)))


# What only programs and command lines are told, in English: see [tool.babel] in pyproject.toml.
NOT_FOR_PEOPLE = (
    "cli",
    "commands/",
    "data/imports/",
    "supervise",
    "reports/",
    "web/body.py",
    "web/health.py",
    "demo/",
    "spelling/build/",
)


def calls_of_errors() -> Iterator[tuple[Path, ast.Call]]:
    """Wherever an error is made that a person may be told."""
    for file in sorted((ROOT / "service").rglob("*.py")):
        if file.relative_to(ROOT / "service").as_posix().startswith(NOT_FOR_PEOPLE):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name in ERRORS:
                    yield file, node


def test_errors_say_what_catalogues_can_hold() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file, node in calls_of_errors()
        if not (node.args and is_message(node.args[0]))
    ]
    assert found == [], "an f-string or an expression is in no catalogue: use %(name)s and values, or marked(...)"


def is_message(node: ast.expr) -> bool:
    """Whether gettext sees it: a plain string, the name of one that is marked where it is defined, another error's."""
    if isinstance(node, ast.Attribute):
        return node.attr == "message"
    return (isinstance(node, ast.Constant) and isinstance(node.value, str)) or isinstance(node, ast.Name)


def test_templates_translate_nothing_but_their_own_words() -> None:
    """Gettext's functions take their message for HTML: a text from elsewhere has to go through `speech.text`."""
    found = [
        f"{name}:{call.lineno}"
        for name in environment().list_templates(extensions=["html", "txt"])
        for call in environment().parse((TEMPLATES / name).read_text(encoding="utf-8")).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", "gettext", "ngettext", "pgettext")
        if not isinstance(call.args[0], nodes.Const)
    ]
    assert found == []


ENGLISH = ("demo/", "web/docs.html", "office/_fields.html", "sites/_fields.html")
"""A newspaper's article, what is for programmers, and macros that put attributes together."""
NAMES = {"Blue", "pencil", "Bluepencil", "CSV", "Esc", "en"}


def test_templates_have_no_words_that_gettext_does_not_see() -> None:
    found = {
        name: words
        for name in environment().list_templates(extensions=["html", "txt"])
        if not name.startswith(ENGLISH)
        if (words := latin(f'<html lang="">{literally(name)}') - NAMES)
    }
    assert found == {}


def literally(name: str) -> str:
    """What of a template stands in it as it is sent: nothing of expressions."""
    template = environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    return "".join(data.data for data in template.find_all(nodes.TemplateData))
