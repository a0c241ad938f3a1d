"""The wheel holds all that a service needs, and works away from the checkout."""

import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from service import __version__
from tests.checkout import ROOT
from tests.installation import Installation, environment, install, serving

pytestmark = pytest.mark.xdist_group("installation")


@pytest.fixture
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The package, built and installed once for all tests."""
    return install(tmp_path_factory.getbasetemp() / "installation")


def files(folder: Path, inside: str) -> set[str]:
    """The names in the wheel of all files of a folder of the checkout."""
    found = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert found, f"{folder} is empty"
    return {f"{inside}/{path.as_posix()}" for path in found}


def test_the_wheel_carries_everything(installation: Installation) -> None:
    names = set(zipfile.ZipFile(installation.wheel).namelist())
    assert names >= files(ROOT / "service", "service")
    assert names >= files(ROOT / "migrations", "service/_shipped/migrations")
    assert names >= files(ROOT / "docs" / "embed", "service/_shipped/embed")
    assert names >= files(ROOT / "widget" / "dist", "service/_shipped/widget")
    assert not any(name.startswith(("tests", "widget", "var", "migrations")) for name in names)


def test_the_repository_builds_the_same_wheel(installation: Installation, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path)
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = tmp_path.glob("*.whl")
    assert sorted(zipfile.ZipFile(built).namelist()) == sorted(zipfile.ZipFile(installation.wheel).namelist())


def test_it_knows_its_version(installation: Installation, tmp_path: Path) -> None:
    command = (installation.bin / "bluepencil", "version")
    told = subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=True)
    assert __version__ in told.stdout


def test_serve_is_a_working_service(installation: Installation, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(installation, data) as address:
        with urllib.request.urlopen(f"{address}/widget.js", timeout=10) as answer:
            script = answer.read()
        with urllib.request.urlopen(f"{address}/login", timeout=10) as answer:
            page = answer.read().decode()
    assert script == (ROOT / "widget" / "dist" / "widget.js").read_bytes()
    assert "<form" in page
    assert (data / "bluepencil.sqlite3").exists()
    with serving(installation, data):
        assert (data / "bluepencil.sqlite3").exists()
