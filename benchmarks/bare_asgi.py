"""What taking a report costs at the least: an ASGI app without a framework that stores the body with raw `sqlite3`."""

import asyncio
import json
import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

_lock = threading.Lock()
_threads = ThreadPoolExecutor(40)
_database = sqlite3.connect(os.environ["BENCH_DATABASE"], check_same_thread=False, isolation_level=None)
_database.execute("PRAGMA journal_mode = WAL")
_database.execute("PRAGMA synchronous = FULL")
_database.execute("CREATE TABLE IF NOT EXISTS report (id TEXT PRIMARY KEY, body TEXT NOT NULL)")


def _store(body: bytes) -> bytes:
    report = json.loads(body)
    with _lock:
        _database.execute("BEGIN IMMEDIATE")
        _database.execute("INSERT INTO report VALUES (?, ?)", (report["id"], body.decode()))
        _database.execute("COMMIT")
    return json.dumps({"id": report["id"], "outcome": "received"}).encode()


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Store each body and answer 202 once it is committed."""
    if scope["type"] != "http":
        return
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    answer = await asyncio.get_running_loop().run_in_executor(_threads, _store, body) if body else b"{}"
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
    await send({"type": "http.response.start", "status": 202, "headers": headers})
    await send({"type": "http.response.body", "body": answer})
