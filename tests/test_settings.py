"""Settings: what is wrong with a value is said clearly, and the secret is made once."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from service.settings import Settings
from tests.checkout import ROOT


def _set(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(f"BLUEPENCIL_{name.upper()}", value)
    return Settings()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("base_url", "pencil.example.org", "must be http or https"),
        ("base_url", "ftp://pencil.example.org", "must be http or https"),
        ("base_url", "https://pencil.example.org/desk", "must be http or https, a host and perhaps a port"),
        ("base_url", "https://pencil.example.org?x", "must be http or https"),
        ("base_url", "https://me@pencil.example.org", "must be http or https"),
        ("base_url", "https://@pencil.example.org", "must be http or https"),
        ("base_url", "https://pen cil.example.org", "must be http or https"),
        ("base_url", "https://pencil.example.org:99999", "Port out of range"),
        ("base_url", "https://pencil.example.org:0", "no port that can be reached"),
        ("base_url", "https://", "must be http or https"),
        ("database_url", "mysql://localhost/x", "must begin with sqlite:// or postgresql://"),
        ("database_url", "bluepencil.sqlite3", "must begin with sqlite:// or postgresql://"),
        ("database_url", "sqlite://", "must name a file"),
        ("database_url", "sqlite:///", "must name a file"),
        ("database_url", "sqlite:///:memory:", "one in memory would be lost"),
        ("database_url", "sqlite:///file:x?mode=memory&uri=true", "one in memory would be lost"),
        ("database_url", "sqlite://folder/file", "must name a file"),
        ("database_url", "postgresql://user:secret-word@host:port/name", "cannot be read"),
        ("secret_key", "secret-word", "must have 32 characters or more"),
        ("allowed_hosts", "pencil.example.org, https://other.example", "must be host names"),
        ("allowed_hosts", "pencil.example.org:8000", "must be host names"),
        ("allowed_hosts", "a.*.example", "must be host names"),
        ("trusted_proxies", "10.0.0.0/33", "must be addresses or networks"),
        ("trusted_proxies", "proxy.example", "must be addresses or networks"),
        ("reachable_networks", "10.0.0.1/24", "must be addresses or networks"),
        ("reachable_networks", "intranet.example", "must be addresses or networks"),
        ("reports_per_minute", "0", "greater than or equal to 1"),
        ("reports_per_minute", "many", "valid integer"),
        ("site_reports_per_minute", "-1", "greater than or equal to 1"),
        ("logins_per_quarter_hour", "0", "greater than or equal to 1"),
        ("session_idle_hours", "0", "greater than or equal to 1"),
        ("session_days", "1.5", "valid integer"),
        ("worker_poll_seconds", "0", "greater than 0"),
        ("worker_poll_seconds", "nan", "less than or equal to 60"),
        ("worker_poll_seconds", "61", "less than or equal to 60"),
        ("log_format", "xml", "'console' or 'json'"),
        ("log_level", "loud", "'debug', 'info', 'warning' or 'error'"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        _set(monkeypatch, **{name: value})
    (problem,) = refused.value.errors(include_input=False)
    assert problem["loc"] == (name,)
    assert message in problem["msg"] and "secret-word" not in problem["msg"]


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("base_url", "HTTPS://Pencil.Example.org/", "https://pencil.example.org"),
        ("base_url", "http://[::1]:8000", "http://[::1]:8000"),
        ("database_url", "postgres://u:p@h/n", "postgresql+psycopg://u:p@h/n"),
        (
            "database_url",
            "postgresql://u:p@h:5432/n?sslmode=require",
            "postgresql+psycopg://u:p@h:5432/n?sslmode=require",
        ),
        ("database_url", "sqlite:////srv/memory/a.sqlite3", "sqlite:////srv/memory/a.sqlite3"),
        ("allowed_hosts", " a.example , *.b.example,", ("a.example", "*.b.example")),
        ("trusted_proxies", "10.0.0.7,fd00::/8", ("10.0.0.7", "fd00::/8")),
        ("database_url", "", None),
        ("secret_key", "", None),
        ("reports_per_minute", "", 10),
    ],
)
def test_values_are_read_as_people_write_them(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: object
) -> None:
    assert getattr(_set(monkeypatch, **{name: value}), name) == read


def test_what_follows_from_the_settings(tmp_path: Path) -> None:
    embedded = Settings(data_dir=tmp_path)
    assert embedded.database == f"sqlite:///{tmp_path}/bluepencil.sqlite3" and not embedded.secure
    given = Settings(
        base_url="https://pencil.example.org", database_url="sqlite:////a/b", allowed_hosts=("Desk.Example",)
    )
    assert given.database == "sqlite:////a/b" and given.secure
    assert given.hosts == {"pencil.example.org", "desk.example", "localhost", "127.0.0.1", "::1"}
    with pytest.raises(ValidationError):
        given.session_days = 3  # type: ignore[misc]


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new" / "folder")
    with pytest.raises(LookupError):
        settings.secret()
    secret = settings.with_secret().secret()
    assert len(secret) == 64 and settings.with_secret().secret() == secret
    file = settings.data_dir / "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in settings.data_dir.iterdir()] == ["secret.key"]


def test_a_given_secret_is_used_and_none_is_made(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, secret_key=SecretStr("s" * 32))
    assert settings.with_secret() is settings and settings.secret() == b"s" * 32
    assert not list(tmp_path.iterdir()) and "sss" not in repr(settings)


@pytest.mark.parametrize("content", ["", "short", "\n" * 40])
def test_a_file_without_a_secret_in_it_is_not_used(tmp_path: Path, content: str) -> None:
    (tmp_path / "secret.key").write_text(content)
    with pytest.raises(OSError, match="holds no secret"):
        Settings(data_dir=tmp_path).with_secret()


def test_two_processes_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    program = (
        "import pathlib, sys; from service.settings import Settings; sys.stdin.readline();"
        "print(Settings(data_dir=pathlib.Path(sys.argv[1])).with_secret().secret().decode())"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    secrets = {process.communicate()[0] for process in processes}
    assert len(secrets) == 1 and len(secrets.pop().strip()) == 64
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_who_comes_second_takes_the_first_ones_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.exists
    first = Settings(data_dir=tmp_path).with_secret()
    monkeypatch.setattr(Path, "exists", lambda path, **_: path.name != "secret.key" and real(path))
    assert Settings(data_dir=tmp_path).with_secret().secret() == first.secret()
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]
