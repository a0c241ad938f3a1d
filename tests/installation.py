"""Bluepencil installed as in the container: by the Dockerfile's own steps, in a folder away from the checkout."""

import contextlib
import fnmatch
import functools
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import uv

from tests.checkout import ROOT

_READY_SECONDS = 60


@dataclass(frozen=True)
class Instruction:
    """One instruction of the Dockerfile, in the stage (from 1) that it belongs to."""

    stage: int
    keyword: str
    value: str


@dataclass(frozen=True)
class Installation:
    """What the Dockerfile's first stage left behind."""

    wheel: Path
    bin: Path


def dockerfile() -> list[Instruction]:
    """The instructions of the Dockerfile, lines that go on joined."""
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if line and not line.startswith("#")]
    found: list[Instruction] = []
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        keyword, _, value = line.strip().partition(" ")
        stage = (found[-1].stage if found else 0) + (keyword == "FROM")
        found.append(Instruction(stage, keyword, value.strip()))
    return found


def is_sent(path: PurePosixPath) -> bool:
    """Whether the file goes to the builder: in .dockerignore the last rule that matches it or its folder decides."""
    sent = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        rule = line.removeprefix("!")
        if line and not line.startswith("#") and any(fnmatch.fnmatchcase(str(p), rule) for p in (path, *path.parents)):
            sent = line.startswith("!")
    return sent


@functools.cache
def install(folder: Path) -> Installation:
    """Take the steps of the Dockerfile's first stage in `folder`, once in a session."""
    build = folder / "build"
    build.mkdir(parents=True)
    for step in dockerfile():
        if step.stage == 1 and step.keyword == "COPY":
            *sources, target = step.value.split()
            for source in sources:
                _copy(ROOT / source, build / target / source if target == "./" else build / target)
        elif step.stage == 1 and step.keyword == "RUN":
            done = subprocess.run(
                ["/bin/sh", "-euc", _translate(step.value, folder)],
                cwd=build,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (build / "dist").glob("*.whl")
    return Installation(wheel, folder / "opt" / "bluepencil" / "bin")


def _copy(source: Path, target: Path) -> None:
    """Copy what Docker would have been sent."""
    for path in [source] if source.is_file() else sorted(source.rglob("*")):
        if path.is_file() and is_sent(PurePosixPath(path.relative_to(ROOT))):
            copied = target / path.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copied)


def _translate(command: str, folder: Path) -> str:
    """The same command in `folder` instead of /, and with uv for pip: it has the packages in its cache."""
    command = command.replace("/opt/", f"{folder}/opt/")
    tool = uv.find_uv_bin()
    command = re.sub(r"(\S+)/bin/pip install", lambda found: f"{tool} pip install --python {found[1]}", command)
    return command.replace("python -m venv", f"{tool} venv --no-project --python {sys.executable}")


def environment(data: Path, **variables: str) -> dict[str, str]:
    """The environment of a machine on which nothing is set but where the data goes."""
    data.mkdir(parents=True, exist_ok=True)
    return {"PATH": os.defpath, "HOME": str(data), "BLUEPENCIL_DATA_DIR": str(data)} | variables


@contextlib.contextmanager
def serving(installation: Installation, data: Path, *options: str, **variables: str) -> Iterator[str]:
    """Run `bluepencil serve` for as long as the block lasts, on a free port; its address, once it is ready.

    It is stopped as service managers do, by SIGTERM, and has to end well.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with (
        (data.parent / f"{data.name}-{port}.log").open("w+") as log,
        subprocess.Popen(
            (installation.bin / "bluepencil", "serve", "--port", str(port), *options),
            cwd=data.parent,
            env=environment(data, BLUEPENCIL_BASE_URL=address, **variables),
            stdout=log,
            stderr=log,
        ) as server,
    ):
        try:
            _wait_until_ready(server, address)
            yield address
        finally:
            server.terminate()
            code = server.wait(30)
            log.seek(0)
            words = log.read()
    assert code == 0, words
    assert "Traceback" not in words


def _wait_until_ready(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/readyz", timeout=5):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise AssertionError(f"it ended with exit code {server.wait(0.1)}")
    raise AssertionError(f"it is not ready after {_READY_SECONDS} seconds")
