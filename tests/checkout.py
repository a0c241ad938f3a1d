"""Checkouts for the tests of `./dev`: copies of this one, whole or just what `dev` itself reads."""

import importlib.machinery
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")


def load_dev(checkout: Path) -> ModuleType:
    """The file `dev` as a module, so that its functions can be called."""
    loader = importlib.machinery.SourceFileLoader("dev", str(checkout / "dev"))
    spec = importlib.util.spec_from_loader("dev", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def run_dev(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `./dev` to its end."""
    command = [sys.executable, str(checkout / "dev"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def copy_what_dev_reads(target: Path) -> Path:
    """A folder with just what `dev` itself reads."""
    for name in ("dev", "pyproject.toml", *LOCKS, "widget/package.json", "widget/package-lock.json"):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    return target


def copy_working_tree(target: Path) -> Path:
    """A folder with what git has or would add: a clean clone with the changes that are being tested."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


class Installer:
    """`dev` as a module whose two slow steps only note that they were taken."""

    def __init__(self, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._dev = load_dev(checkout)
        self._steps: list[str] = []
        self.interrupted = False
        monkeypatch.setattr(self._dev, "make_venv", self._make_venv)
        monkeypatch.setattr(self._dev, "install", self._install)

    def _make_venv(self) -> None:
        self._steps.append("make")
        self._dev.BIN.mkdir(parents=True, exist_ok=True)
        (self._dev.BIN / "python").touch()

    def _install(self, kind: str) -> None:
        self._steps.append(kind)
        if self.interrupted:
            raise KeyboardInterrupt

    def prepare(self, kind: str) -> list[str]:
        """Prepare an environment; return the slow steps that it took."""
        self._steps.clear()
        self._dev.prepare(kind)
        return list(self._steps)
