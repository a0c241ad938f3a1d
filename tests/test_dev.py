"""`./dev`: its arguments, its environment and its lock files."""

import json
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checkout import ROOT, Installer, copy_what_dev_reads, load_dev, run_dev


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with just what `dev` itself reads."""
    return copy_what_dev_reads(tmp_path)


@pytest.fixture
def installer(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Installer:
    return Installer(checkout, monkeypatch)


# --- arguments -------------------------------------------------------------------------------------------------------


def test_without_arguments_it_lists_its_commands(checkout: Path) -> None:
    shown = run_dev(checkout)
    assert shown.returncode == 0
    assert shown.stderr == ""
    for command in ("run", "setup", "test", "check", "fix", "messages", "migration", "bench", "lock"):
        assert f"\n    {command} " in shown.stdout or f"\n    {command}\n" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["walk"], "invalid choice: 'walk'"),
        (["run", "--port", "0"], "'0' is no port"),
        (["run", "--port", "65536"], "'65536' is no port"),
        (["run", "--port", "٨٠"], "is no port"),
        (["run", "--prot", "1"], "unknown: --prot 1"),
        (["check", "now"], "unknown: now"),
        (["migration"], "required: message"),
        (["bench", "nonsense"], "no benchmark 'nonsense'"),
        (["--fast"], "unknown: --fast"),
    ],
)
def test_wrong_arguments_are_told_in_one_line(checkout: Path, arguments: list[str], reason: str) -> None:
    refused = run_dev(checkout, *arguments)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert len(refused.stderr.splitlines()) == 1
    assert refused.stderr.startswith("dev: ")
    assert reason in refused.stderr
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is 3\.10"):
        runpy.run_path(str(ROOT / "dev"))


def test_benchmarks_are_listed_with_their_first_line(checkout: Path) -> None:
    (checkout / "benchmarks").mkdir()
    (checkout / "benchmarks" / "ingest.py").write_text(
        '"""Reports a second."""\nif __name__ == "__main__":\n    pass\n'
    )
    (checkout / "benchmarks" / "part_of_it.py").write_text('"""No benchmark by itself."""\n')
    listed = run_dev(checkout, "bench")
    assert listed.returncode == 0
    assert listed.stdout.split(maxsplit=1) == ["ingest", "Reports a second.\n"]


# --- the environment -------------------------------------------------------------------------------------------------


def test_other_environments_and_settings_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "BLUEPENCIL_DATABASE_URL", "BLUEPENCIL_CHROMIUM"):
        monkeypatch.setenv(name, "/elsewhere")
    module = load_dev(ROOT)
    inside = module.environment()
    assert inside.keys() & {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "BLUEPENCIL_DATABASE_URL"} == set()
    assert inside["BLUEPENCIL_CHROMIUM"] == "/elsewhere"
    assert inside["UV_SYSTEM_CERTS"] == "1"
    assert inside["PATH"].startswith(f"{ROOT}/.venv/bin:")
    assert module.environment(settings=True)["BLUEPENCIL_DATABASE_URL"] == "/elsewhere"


def test_nothing_is_installed_twice(installer: Installer) -> None:
    assert installer.prepare("runtime") == ["make", "runtime"]
    assert installer.prepare("runtime") == []
    assert installer.prepare("dev") == ["dev"]
    assert installer.prepare("dev") == []
    assert installer.prepare("runtime") == []


def change_lock(checkout: Path) -> None:
    with (checkout / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")


def change_packaging(checkout: Path) -> None:
    file = checkout / "pyproject.toml"
    file.write_text(file.read_text().replace('bluepencil = "service.cli:main"', 'pencil = "service.cli:main"'))


def change_stamp(name: str) -> Callable[[Path], None]:
    def change(checkout: Path) -> None:
        file = checkout / ".venv" / "installed.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | {name: "another"}))

    return change


def lose_stamp(checkout: Path) -> None:
    (checkout / ".venv" / "installed.json").unlink()


def break_stamp(checkout: Path) -> None:
    (checkout / ".venv" / "installed.json").write_text("{")


def lose_python(checkout: Path) -> None:
    (checkout / ".venv" / "bin" / "python").unlink()


@pytest.mark.parametrize("change", [change_lock, change_packaging])
def test_what_has_changed_is_installed_again(
    installer: Installer, checkout: Path, change: Callable[[Path], None]
) -> None:
    installer.prepare("runtime")
    change(checkout)
    assert installer.prepare("runtime") == ["runtime"]
    assert installer.prepare("runtime") == []


def test_an_environment_for_tests_stays_one(installer: Installer, checkout: Path) -> None:
    installer.prepare("dev")
    change_lock(checkout)
    assert installer.prepare("runtime") == ["dev"]
    assert installer.prepare("dev") == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(change_stamp("python"), id="another_python"),
        pytest.param(change_stamp("checkout"), id="moved_checkout"),
        lose_stamp,
        break_stamp,
        lose_python,
    ],
)
def test_a_foreign_or_broken_environment_is_made_anew(
    installer: Installer, checkout: Path, change: Callable[[Path], None]
) -> None:
    installer.prepare("runtime")
    change(checkout)
    assert installer.prepare("runtime") == ["make", "runtime"]
    assert installer.prepare("runtime") == []


def test_an_interrupted_install_is_done_anew(installer: Installer) -> None:
    installer.prepare("runtime")
    installer.interrupted = True
    with pytest.raises(KeyboardInterrupt):
        installer.prepare("dev")
    installer.interrupted = False
    assert installer.prepare("runtime") == ["make", "runtime"]


# --- lock files ------------------------------------------------------------------------------------------------------


def test_fresh_locks_are_well(checkout: Path) -> None:
    assert load_dev(checkout).check_locks() == (0, "")


@pytest.mark.parametrize(
    ("dependency", "old"),
    [
        ("httptools>=", ["requirements.lock", "requirements-dev.lock"]),
        ("hatchling>=", ["requirements-build.lock", "requirements-dev.lock"]),
        ("pytest>=", ["requirements-dev.lock"]),
    ],
)
def test_a_changed_dependency_makes_the_locks_old_that_have_it(checkout: Path, dependency: str, old: list[str]) -> None:
    file = checkout / "pyproject.toml"
    file.write_text(file.read_text().replace(f'"{dependency}', f'"{dependency}0.'))
    code, problems = load_dev(checkout).check_locks()
    assert code == 1
    assert [line.split()[0] for line in problems.splitlines()] == old


def test_a_new_tool_of_the_widget_makes_its_lock_old(checkout: Path) -> None:
    file = checkout / "widget" / "package.json"
    file.write_text(json.dumps({"devDependencies": {"another": "1.0.0"}}))
    assert load_dev(checkout).check_locks() == (1, "widget/package-lock.json is older than package.json: npm install")


def test_an_address_in_a_lock_is_found(checkout: Path) -> None:
    with (checkout / "requirements-dev.lock").open("a") as lock:
        lock.write("--index-url https://packages.example/simple\n")
    file = checkout / "widget" / "package-lock.json"
    widget = json.loads(file.read_text())
    widget["packages"]["node_modules/esbuild"]["resolved"] = "https://packages.example/x.tgz"
    file.write_text(json.dumps(widget))
    code, problems = load_dev(checkout).check_locks()
    assert code == 1
    assert "requirements-dev.lock names an address" in problems
    assert "package-lock.json names addresses" in problems
