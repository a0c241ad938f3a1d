"""How many reports a second one web process takes, beside a bare ASGI app with raw sqlite3.

16 clients send at once, each on a connection of its own; every report is of another place on one of 200 pages. The two
servers are measured in turn, several rounds, so that a machine whose speed drifts does not favour one of them.
"""

import argparse
import http.client
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving import process
from tests.e2e.live import free_port
from tests.postgres import postgres

CLIENTS = 16
ORIGIN = "https://bench.example"


@dataclass
class Round:
    """What one round measured: seconds for each answer, the whole time, and the answers that were not 202."""

    latencies: list[float]
    seconds: float
    failures: int

    def at(self, percent: int) -> float:
        """A percentile of the latencies, in milliseconds."""
        return statistics.quantiles(self.latencies, n=100)[percent - 1] * 1000


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1600, help="reports a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgresql", action="store_true", help="measure the service on PostgreSQL as well")
    arguments = parser.parse_args()
    rounds: dict[str, list[Round]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        _servers(Path(folder), with_postgresql=arguments.postgresql) as servers,
    ):
        for port, key in servers.values():
            drive(port, key, CLIENTS * 10)  # warm up
        for _ in range(arguments.rounds):
            for name, (port, key) in servers.items():
                rounds.setdefault(name, []).append(drive(port, key, arguments.reports))
    _print(rounds, arguments.reports)


@contextmanager
def _servers(folder: Path, *, with_postgresql: bool) -> Iterator[dict[str, tuple[int, str]]]:
    """Port and site key of each server, by name."""
    bare = os.environ | {"BENCH_DATABASE": str(folder / "bare.sqlite3")}
    with _uvicorn(bare) as bare_port, _service(folder, None) as (port, key):
        servers = {"bare ASGI + sqlite3": (bare_port, "none"), "Bluepencil on SQLite": (port, key)}
        if not with_postgresql:
            yield servers
            return
        with postgres(fsync=True) as server, _service(folder / "pg", server.create_database("bench")) as on_postgresql:
            yield servers | {"Bluepencil on PostgreSQL": on_postgresql}


@contextmanager
def _uvicorn(environment: dict[str, str]) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "benchmarks.bare_asgi:app", "--port", str(port), "--log-level", "error"]
    with process([*command, "--http", "httptools", "--no-access-log"], environment, port):
        yield port


@contextmanager
def _service(folder: Path, database_url: str | None) -> Iterator[tuple[int, str]]:
    folder.mkdir(exist_ok=True)
    port = free_port()
    unlimited = {"BLUEPENCIL_REPORTS_PER_MINUTE": "100000000", "BLUEPENCIL_SITE_REPORTS_PER_MINUTE": "100000000"}
    environment = os.environ | unlimited | {"BLUEPENCIL_DATA_DIR": str(folder), "BLUEPENCIL_LOG_LEVEL": "error"}
    if database_url:
        environment["BLUEPENCIL_DATABASE_URL"] = database_url
    bluepencil = [sys.executable, "-m", "service"]
    owner = ["--email", "bench@bench.example", "--name", "Bench"]
    site = ["--name", "Bench", "--origin", ORIGIN, "--owner", "bench@bench.example"]
    for command in (["migrate"], ["create-owner", *owner], ["create-site", *site]):
        done = subprocess.run([*bluepencil, *command], env=environment, capture_output=True, text=True, check=True)
    key = done.stdout.partition("/w/")[2].partition(".js")[0]
    with process([*bluepencil, "serve", "--no-worker", "--port", str(port)], environment, port):
        yield port, key


def drive(port: int, key: str, reports: int) -> Round:
    """Send so many reports from 16 clients at once."""
    results: list[tuple[float, int]] = []
    start = threading.Barrier(CLIENTS + 1)
    share = reports // CLIENTS
    threads = [threading.Thread(target=_client, args=(port, key, share, start, results)) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    start.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    return Round([latency for latency, _ in results], seconds, sum(status != 202 for _, status in results))


def _client(port: int, key: str, share: int, start: threading.Barrier, results: list[tuple[float, int]]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    bodies = [_body(key) for _ in range(share)]
    start.wait()
    for body in bodies:
        began = time.perf_counter()
        connection.request("POST", "/api/v1/reports", body, {"Content-Type": "text/plain", "Origin": ORIGIN})
        answer = connection.getresponse()
        answer.read()
        results.append((time.perf_counter() - began, answer.status))
    connection.close()


def _body(key: str) -> bytes:
    page = f"{ORIGIN}/articles/{secrets.randbelow(200)}"
    word = secrets.token_hex(5)
    report = {
        "id": secrets.token_urlsafe(16),
        "site": key,
        "page": {"url": page, "title": "Harbour board keeps its silence", "lang": "en", "section": "Politics"},
        "quote": {
            "exact": word,
            "prefix": "The harbour board has kept " * 3,
            "suffix": " and will go on doing so " * 3,
        },
        "position": {"start": 500, "end": 510, "length": 4000},
        "words": ["Harbour", "board", "Saltmere", "owners", "silence"] * 20,
        "sentence": f"The harbour board has kept {word} and will go on doing so.",
        "correction": "received",
        "comment": "one t too many",
    }
    return json.dumps(report).encode()


def _print(rounds: dict[str, list[Round]], reports: int) -> None:
    print(
        f"{CLIENTS} clients at once, {reports} reports a round; medians of {len(next(iter(rounds.values())))} rounds\n"
    )
    print("| server | reports/s | p50 ms | p99 ms | worst ms | not 202 |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, measured in rounds.items():
        rate = statistics.median(len(each.latencies) / each.seconds for each in measured)
        p50, p99 = (statistics.median(each.at(percent) for each in measured) for percent in (50, 99))
        worst = max(max(each.latencies) for each in measured) * 1000
        failures = sum(each.failures for each in measured)
        print(f"| {name} | {rate:.0f} | {p50:.1f} | {p99:.1f} | {worst:.0f} | {failures} |")
    names = list(rounds)
    for name in names[1:]:
        pairs = zip(rounds[names[0]], rounds[name], strict=True)
        ratio = statistics.median(other.seconds / bare.seconds for bare, other in pairs)
        print(f"\n{name} needs {ratio:.1f} times as long as the bare app (median of the rounds' ratios).")


if __name__ == "__main__":
    main()
