"""What the design says of the code's shape, beyond what import-linter checks; and that these checks see a violation."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.checkout import ROOT

SERVICE = ROOT / "service"
FILES = sorted(SERVICE.rglob("*.py"))
_DUMPING_GROUNDS = {"utils", "util", "helpers", "common", "constants", "service", "misc", "base_utils"}
_LONGEST = 250
_ROUTE = {"get", "post", "put", "patch", "delete", "options", "head", "api_route"}
Function = ast.FunctionDef | ast.AsyncFunctionDef
Check = Callable[[Path, ast.Module], Iterator[str]]


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _is_route(function: Function) -> bool:
    calls = (decorator.func for decorator in function.decorator_list if isinstance(decorator, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in _ROUTE for call in calls)


def _takes_write_session(function: Function) -> bool:
    arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    return any(argument.annotation and "WriteSession" in ast.unparse(argument.annotation) for argument in arguments)


def dependencies_that_write(_file: Path, tree: ast.Module) -> Iterator[str]:
    """A dependency that began a write would hold the one SQLite writer while it waits for a thread to run the route.

    Functions that a route itself calls with its session begin with an underscore and are no dependencies: they are not
    named in any `Depends`.
    """
    depended = {
        ast.unparse(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Depends"
        for argument in node.args
    }
    for function in _functions(tree):
        helper = function.name.startswith("_") and function.name not in depended
        if _takes_write_session(function) and not _is_route(function) and not helper:
            yield f"{function.name} takes a WriteSession and is no route"


def sql_in_routes(file: Path, tree: ast.Module) -> Iterator[str]:
    """Routes say what is asked and answered; the features' own files speak to the database."""
    if file.name != "routes.py":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in ("select", "insert", "update", "delete", "text") or called.endswith(
                (".execute", ".scalar", ".scalars", ".get_one", ".add", ".add_all", ".flush")
            ):
                yield f"line {node.lineno}: {called}()"
        if isinstance(node, ast.ImportFrom) and node.module in ("sqlalchemy", "sqlalchemy.sql"):
            yield f"line {node.lineno}: imports {node.module}"


def commits(file: Path, tree: ast.Module) -> Iterator[str]:
    """Transactions end at the edge, in one place."""
    if file == SERVICE / "database.py":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "commit":
            yield f"line {node.lineno}: commit"


def missing_docstrings(file: Path, tree: ast.Module) -> Iterator[str]:
    """Every module, public class and public function says what it is."""
    if not ast.get_docstring(tree):
        yield "no docstring"
    public = [node for node in tree.body if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")]
    for node in public:
        if not ast.get_docstring(node):
            yield f"{node.name} has no docstring"


CHECKS: list[Check] = [dependencies_that_write, sql_in_routes, commits, missing_docstrings]


@pytest.mark.parametrize("check", CHECKS)
def test_the_code_keeps_to_the_design(check: Check) -> None:
    found = [f"{file.relative_to(ROOT)}: {what}" for file in FILES for what in check(file, _tree(file))]
    assert found == []


@pytest.mark.parametrize(
    ("check", "file", "planted"),
    [
        (dependencies_that_write, "service/web/new.py", "def current(session: WriteSession) -> int: ..."),
        (
            dependencies_that_write,
            "service/x/routes.py",
            "def _a(s: WriteSession): ...\nA = Annotated[int, Depends(_a)]",
        ),
        (sql_in_routes, "service/x/routes.py", "def page(session):\n    return session.scalars(query)"),
        (sql_in_routes, "service/x/routes.py", "from sqlalchemy import select"),
        (commits, "service/x/y.py", "def act(session):\n    session.commit()"),
        (missing_docstrings, "service/x/y.py", '"""A module."""\ndef act(): ...'),
        (missing_docstrings, "service/x/y.py", "A = 1"),
    ],
)
def test_a_planted_violation_is_seen(check: Check, file: str, planted: str) -> None:
    assert list(check(ROOT / file, ast.parse(planted)))


def test_a_route_may_write() -> None:
    route = '@router.post("/x")\ndef act(session: WriteSession) -> None: ...\ndef _step(session: WriteSession): ...'
    assert not list(dependencies_that_write(ROOT / "service/x/routes.py", ast.parse(route)))


def test_no_file_is_a_dumping_ground() -> None:
    assert [
        file for file in FILES if file.stem in _DUMPING_GROUNDS or file.parent.name in _DUMPING_GROUNDS - {"service"}
    ] == []


def test_no_file_is_longer_than_two_screens() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    assert {name: length for name, length in lengths.items() if length > _LONGEST} == {}
    assert len(lengths) > 50


def test_only_the_domain_has_to_be_pure_and_it_is() -> None:
    impure = {"os", "sys", "time", "random", "secrets", "socket", "subprocess", "threading", "pathlib", "logging", "io"}
    for file in (SERVICE / "domain").glob("*.py"):
        imported = {
            name.partition(".")[0]
            for node in ast.walk(_tree(file))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert not imported & impure, file
        assert ".now(" not in file.read_text(encoding="utf-8"), file


def test_no_file_holds_the_marks_of_a_merge() -> None:
    texts = [file for kind in ("*.md", "*.toml", "*.yaml", "*.lock") for file in ROOT.glob(kind)]
    texts += list((ROOT / "docs").rglob("*.md")) + FILES + sorted(SERVICE.rglob("*.html"))
    assert len(texts) > 200
    marked = [
        str(file) for file in texts if re.search(r"^(<{7}|>{7}) ", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert marked == []
