"""Running the service: the web server in this process, and beside it a worker that is started again if it dies."""

import gc
import os
import signal
import socket
import subprocess
import sys
import threading
from types import FrameType

import structlog
import uvicorn

from service.app import create_app
from service.errors import Conflict
from service.live.hub import Hub
from service.settings import Settings
from service.web.http_protocol import HttpProtocol

_log = structlog.get_logger("bluepencil.serve")
_GRACE_SECONDS = 20
_LONGEST_PAUSE = 60.0


def serve(settings: Settings, *, host: str, port: int, with_worker: bool) -> int:
    """Serve until SIGINT or SIGTERM; requests at hand are finished first. The exit code."""
    app = create_app(settings)
    server = _Server(
        app.state.live,
        uvicorn.Config(
            app,
            host=host,
            port=port,
            http=HttpProtocol,
            access_log=False,  # its lines hold readers' addresses
            log_config=None,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=list(settings.trusted_proxies),
            timeout_keep_alive=5,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        ),
    )
    companion = WorkerProcess(settings.base_url) if with_worker else None
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn handles these while it runs, then raises them again for whoever was there before: us, who are done.
        signal.signal(number, lambda *_: None)
    if companion:
        companion.start()
    _log.info("serving", desk=f"{settings.base_url}/desk", listening=f"{host}:{port}")
    # What is there by now stays: to look through it again and again held some requests up for a tenth of a second.
    gc.collect()
    gc.freeze()
    try:
        server.run()
    finally:
        if companion:
            companion.stop()
    return 0 if server.started else 1


class _Server(uvicorn.Server):
    """Ends the streams of open desks when it is told to end: they would keep it waiting."""

    def __init__(self, live: Hub, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._live = live

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._live.closed = True
        super().handle_exit(sig, frame)


def require_free(host: str, port: int) -> None:
    """Raise Conflict where another program listens on the address, before anything is begun."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Conflict(f"Cannot listen on {host}, port {port}: {error.strerror}.") from error


class WorkerProcess:
    """A worker in a process of its own. It ends when this process does, however that ends."""

    def __init__(self, base_url: str) -> None:
        # Known by the port alone, perhaps, which only this process was told.
        self._environment = os.environ | {"BLUEPENCIL_BASE_URL": base_url}
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep, name="worker keeper", daemon=True)

    def start(self) -> None:
        """Start the worker and keep one running."""
        self._keeper.start()

    def stop(self) -> None:
        """Let the worker finish the row at hand and end it."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()
        self._keeper.join(_GRACE_SECONDS)

    def _keep(self) -> None:
        pause = 1.0
        while not self._stopping.is_set():
            # The worker's standard input closes with this process: the worker's sign to end, should it be killed.
            command = [sys.executable, "-m", "service", "worker", "--until-input-ends"]
            # Its own session: a terminal's Ctrl+C is for this process, which ends the worker when it is done itself.
            self._process = subprocess.Popen(
                command, env=self._environment, stdin=subprocess.PIPE, start_new_session=True
            )
            if self._stopping.is_set():  # stop() came between the check and the start
                self._process.terminate()
            code = self._process.wait()
            if not self._stopping.wait(0):
                _log.error("worker died", code=code, again_in=pause)
                self._stopping.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
