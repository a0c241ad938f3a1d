"""`./dev test` and `./dev check` on machines where a part is missing: installed where that is possible, else told."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.checkout import copy_what_dev_reads, load_dev

APT = """#!/bin/sh
echo "$@" >> {folder}/asked
[ "$1" = install ] && {then}
exit 0
"""


class Machine:
    """A machine that has no programs but those that are put on it, and the module `dev` that looks for them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dev: ModuleType = load_dev(copy_what_dev_reads(folder / "checkout"))
        self._programs = folder / "bin"
        self._programs.mkdir()
        self._monkeypatch = monkeypatch
        monkeypatch.setenv("PATH", str(self._programs))
        self.log_in_as_root(root=False)

    def log_in_as_root(self, *, root: bool) -> None:
        """Choose whether apt-get may be used."""
        self._monkeypatch.setattr(self.dev.os, "geteuid", lambda: 0 if root else 1000)

    def put(self, path: str, script: str) -> None:
        """Put a program on the PATH, or at a path in the checkout."""
        file = self.dev.ROOT / path if "/" in path else self._programs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(script)
        file.chmod(0o755)

    def put_first_on_path(self, folder: Path) -> None:
        """Do what activating an environment does."""
        self._monkeypatch.setenv("PATH", f"{folder}:{self._programs}")

    def put_apt(self, *, then: str) -> None:
        """Put an apt-get there which notes what it is asked, and does `then` to install."""
        self.put("apt-get", APT.format(folder=self._programs, then=then))

    @property
    def asked_of_apt(self) -> list[str]:
        """What apt-get was asked to do: its first word each time."""
        asked = self._programs / "asked"
        return [line.split()[0] for line in asked.read_text().splitlines()] if asked.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def test_a_python_that_cannot_make_environments_is_told(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.dev.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(machine.dev.Failure, match=r"apt-get install python3\.\d+-venv \(or install uv\)"):
        machine.dev.prepare("runtime")
    assert not machine.dev.VENV.exists()


def test_the_machines_uv_is_used_and_not_the_one_that_is_about_to_go(machine: Machine) -> None:
    machine.put(".venv/bin/uv", "#!/bin/sh")
    machine.put_first_on_path(machine.dev.BIN)
    assert machine.dev.find_uv() is None
    machine.put("uv", "#!/bin/sh")
    assert Path(machine.dev.find_uv()).parent != machine.dev.BIN


def test_a_missing_node_is_told(machine: Machine) -> None:
    machine.put_apt(then="false")
    with pytest.raises(machine.dev.Failure, match=r"needs Node\.js 20 or newer with npm, and here is none"):
        machine.dev.require_node()
    assert machine.asked_of_apt == []


def test_an_old_node_is_told(machine: Machine) -> None:
    machine.put("node", "#!/bin/sh\necho v18.20.4")
    machine.put("npm", "#!/bin/sh")
    with pytest.raises(machine.dev.Failure, match=r"here is v18\.20\.4"):
        machine.dev.require_node()


def test_root_on_debian_gets_node(machine: Machine) -> None:
    machine.log_in_as_root(root=True)
    machine.put("new", "#!/bin/sh\necho v22.1.0")
    machine.put_apt(then='(cd "${0%/*}" && /bin/cp new node && /bin/cp new npm)')
    machine.dev.require_node()
    assert machine.asked_of_apt == ["update", "install"]


def test_a_missing_browser_is_told(machine: Machine) -> None:
    machine.put(".venv/bin/python", '#!/bin/sh\ncase "$2" in *browser*) echo no Chromium here; exit 1;; esac')
    with pytest.raises(machine.dev.Failure, match=r"^no Chromium here$"):
        machine.dev.require_test_programs()


@pytest.mark.parametrize("module", ["tests.browser", "tests.firefox"])
def test_root_on_debian_gets_a_browser(machine: Machine, module: str) -> None:
    machine.log_in_as_root(root=True)
    found = machine.dev.ROOT / "found"
    machine.put_apt(then=f"echo > {found}")
    machine.put(".venv/bin/python", f'#!/bin/sh\ncase "$2" in *{module}*) [ -e {found} ];; esac')
    machine.dev.require_test_programs()
    assert machine.asked_of_apt == ["update", "install"]


def test_missing_postgresql_is_told_and_never_installed_over_the_wheel(machine: Machine) -> None:
    machine.log_in_as_root(root=True)
    machine.put_apt(then="false")
    machine.put(".venv/bin/python", '#!/bin/sh\ncase "$2" in *postgres*) echo no PostgreSQL here; exit 1;; esac')
    with pytest.raises(machine.dev.Failure, match=r"^no PostgreSQL here$"):
        machine.dev.require_test_programs()
    assert machine.asked_of_apt == []
