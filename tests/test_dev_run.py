"""`./dev run`: what it prints, how it ends, and that a clean checkout needs nothing else."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import uv

from tests.checkout import Installer, copy_what_dev_reads, copy_working_tree, run_dev


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_a_taken_port_is_told_before_anything_is_made(tmp_path: Path) -> None:
    checkout = copy_what_dev_reads(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        refused = run_dev(checkout, "run", "--port", str(port))
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"dev: cannot listen on 127.0.0.1 port {port}: ")
    assert len(refused.stderr.splitlines()) == 1
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("script", "code", "told"),
    [
        ('[ "$1" = demo ] && { echo no disk >&2; exit 4; }', 4, "the demo could not be made (exit code 4)"),
        ('[ "$1" = serve ] && { echo no luck >&2; exit 3; }', 3, "the service did not start (exit code 3)"),
        ('[ "$1" = serve ] && { echo no memory >&2; kill -9 $$; }', 137, "the service did not start (exit code -9)"),
    ],
)
def test_a_service_that_dies_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: int, told: str
) -> None:
    checkout = copy_what_dev_reads(tmp_path)
    Installer(checkout, monkeypatch).prepare("runtime")
    command = checkout / ".venv" / "bin" / "bluepencil"
    command.write_text(f"#!/bin/sh\n{script}\n:\n")
    command.chmod(0o755)
    ended = run_dev(checkout, "run", "--port", str(free_port()))
    assert ended.returncode == code
    last_words, verdict = ended.stderr.splitlines()
    assert last_words in ("no disk", "no luck", "no memory")
    assert told in verdict


@contextlib.contextmanager
def running(checkout: Path, home: Path, port: int) -> Iterator[list[str]]:
    """`./dev run` with an empty home; the lines it printed until all was up. Ctrl+C ends it, and has to end it well."""
    cache = subprocess.run([uv.find_uv_bin(), "cache", "dir"], capture_output=True, text=True, check=True)
    others = {name: value for name, value in os.environ.items() if not name.startswith("BLUEPENCIL_")}
    path = f"{Path(uv.find_uv_bin()).parent}:{os.environ['PATH']}"
    command = (sys.executable, str(checkout / "dev"), "run", "--port", str(port))
    variables = others | {"HOME": str(home), "PATH": path, "UV_CACHE_DIR": cache.stdout.strip()}
    log = home / "log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env=variables, start_new_session=True
        ) as process,
    ):
        assert process.stdout is not None
        try:
            printed: list[str] = []
            while not printed or not printed[-1].endswith("/docs"):
                line = process.stdout.readline()
                assert line, f"it ended early:\n{log.read_text()}"
                printed.append(line.rstrip("\n"))
            yield printed
        finally:
            os.killpg(process.pid, signal.SIGINT)  # to every process of the group, as a terminal does
            rest = process.stdout.read()
    assert process.returncode == 0
    assert rest == ""
    assert "Traceback" not in log.read_text()


def test_a_clean_checkout_runs_by_one_command(tmp_path: Path) -> None:
    checkout, home, port = copy_working_tree(tmp_path / "checkout"), tmp_path / "home", free_port()
    home.mkdir()
    addresses = [f"http://127.0.0.1:{port}/{page}" for page in ("demo", "desk", "docs")]

    with running(checkout, home, port) as printed:
        assert printed[-3:] == addresses
        assert [line for line in printed[:-3] if "password" in line] == printed[:-3] != []
        with urllib.request.urlopen(addresses[0], timeout=10) as page:
            assert "/w/" in page.read().decode()
    assert (checkout / "var" / "bluepencil.sqlite3").exists()

    with running(checkout, home, port) as printed:
        assert printed == addresses, "the owner and the password are made once"
    assert "installing" not in (home / "log").read_text()
