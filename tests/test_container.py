"""The container, as far as it can be proved without Docker: what its files say, that its steps and commands work."""

import json
import re
import subprocess
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from tests.checkout import ROOT
from tests.installation import Installation, dockerfile, environment, install, is_sent, serving
from tests.postgres import postgres

pytestmark = pytest.mark.xdist_group("installation")

OURS = ("web", "worker", "migrate")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


@pytest.fixture
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The package, built and installed once for all tests."""
    return install(tmp_path_factory.getbasetemp() / "installation")


def values(keyword: str, *, stage: int) -> list[str]:
    """What stands after a keyword in one stage of the Dockerfile."""
    return [step.value for step in dockerfile() if step.stage == stage and step.keyword == keyword]


def health_command() -> list[str]:
    """The health check's command."""
    (check,) = values("HEALTHCHECK", stage=2)
    command: list[str] = json.loads(check.partition("CMD ")[2])
    return command


# --- what the files say ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [1, 2])
def test_images_are_pinned_and_slim(stage: int) -> None:
    (image,) = values("FROM", stage=stage)
    assert re.match(r"python:3\.\d+-slim-[a-z]+( |$)", image)


@pytest.mark.parametrize("stage", [1, 2])
def test_no_compiler_comes_in(stage: int) -> None:
    ran = " ".join(values("RUN", stage=stage))
    assert not re.search(r"\b(apt|apt-get|apk|gcc|g\+\+|cc|make|cmake|build-essential|cargo|rustc)\b|-dev\b", ran)
    assert ran.count("pip install") == ran.count("--no-deps")
    assert ran.count("-r requirements") == ran.count("--require-hashes") == ran.count("--only-binary=:all:")


def test_only_the_environment_is_taken_from_the_first_stage() -> None:
    assert values("COPY", stage=2) == ["--from=build /opt/bluepencil /opt/bluepencil"]


def test_it_runs_as_a_user_who_owns_only_the_data() -> None:
    keywords = [step.keyword for step in dockerfile() if step.stage == 2]
    (user,) = values("USER", stage=2)
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    assert keywords.index("COPY") < keywords.index("USER") < keywords.index("ENTRYPOINT")
    assert values("VOLUME", stage=2) == ['["/data"]']
    assert "BLUEPENCIL_DATA_DIR=/data" in values("ENV", stage=2)[0]


def test_every_copied_file_is_there_and_is_sent() -> None:
    sources = [source for copied in values("COPY", stage=1) for source in copied.split()[:-1]]
    assert {"service", "migrations", "widget/dist", "requirements.lock"} <= set(sources)
    for source in sources:
        assert (ROOT / source).exists(), source
        assert is_sent(PurePosixPath(source)), source


@pytest.mark.parametrize(
    "path",
    [".env", ".git/config", ".venv/bin/python", "var/secret.key", "tests/conftest.py", "service/__pycache__/app.pyc"],
)
def test_nothing_else_is_sent(path: str) -> None:
    assert not is_sent(PurePosixPath(path))


@pytest.mark.parametrize("name", SERVICES)
def test_composed_services_are_locked_down(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert any(folder.startswith("/tmp") for folder in service["tmpfs"])


def test_two_web_servers_and_two_workers_wait_for_the_migrations() -> None:
    for name in ("web", "worker"):
        assert SERVICES[name]["deploy"] == {"replicas": 2}
        assert SERVICES[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert SERVICES["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_a_variable_that_is_missing_stops_the_start_with_a_word() -> None:
    used = re.findall(r"\$\{(\w+)([^}]*)\}", (ROOT / "compose.yaml").read_text())
    assert {name for name, _ in used} == {"BLUEPENCIL_BASE_URL", "BLUEPENCIL_SECRET_KEY", "POSTGRES_PASSWORD"}
    assert all(rule.startswith(":?is missing in .env") for _, rule in used)


# --- that it works ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OURS)
def test_the_command_line_knows_the_composed_commands(installation: Installation, tmp_path: Path, name: str) -> None:
    words: list[str] = SERVICES[name]["command"]
    command = [str(installation.bin / "bluepencil"), *words, "--help"]
    asked = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr


def test_health_is_seen_and_so_is_its_loss(installation: Installation, tmp_path: Path) -> None:
    def check(port: str) -> int:
        python, *rest = [word.replace("127.0.0.1:8000", f"127.0.0.1:{port}") for word in health_command()]
        assert python == "python"
        command = [str(installation.bin / "python"), *rest]
        return subprocess.run(command, env=environment(tmp_path), capture_output=True, check=False).returncode

    with serving(installation, tmp_path / "data") as address:
        port = address.rpartition(":")[2]
        assert check(port) == 0
    assert check(port) != 0


def test_migrate_then_two_web_servers_and_a_worker_on_postgresql(installation: Installation, tmp_path: Path) -> None:
    with postgres() as server:
        settings = {"BLUEPENCIL_DATABASE_URL": server.create_database("composed"), "BLUEPENCIL_SECRET_KEY": "k" * 64}

        def run(*command: str) -> None:
            program = installation.bin / "bluepencil"
            variables = environment(tmp_path / "data", **settings)
            done = subprocess.run([program, *command], env=variables, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr

        run(*SERVICES["migrate"]["command"])
        run(*SERVICES["worker"]["command"], "--once")
        flags = [word for word in SERVICES["web"]["command"] if word.startswith("--no-")]
        with (
            serving(installation, tmp_path / "one", *flags, **settings) as first,
            serving(installation, tmp_path / "two", *flags, **settings) as second,
        ):
            assert first != second
        assert list((tmp_path / "one").iterdir()) == [], "all that lasts is in PostgreSQL"
