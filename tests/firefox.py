"""The Firefox that some browser tests drive as well: found on the machine, never downloaded.

Playwright drives only a Firefox that was patched for it. Every other has Marionette built in, a protocol of JSON over a
socket, which is what this file speaks: just as much of it as the tests need.

with Firefox(profile).running() as firefox:
    firefox.open("http://127.0.0.1:8000/")
"""

import json
import os
import re
import shutil
import socket
import subprocess
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

_NAMES = ("firefox-esr", "firefox")
_SECONDS = 30

# A port of its own choice; and nothing but loopback, which no proxy ever stands before: what Firefox would like to ask
# the world ends at a port where nobody listens.
_PREFERENCES = """\
user_pref("marionette.port", 0);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("intl.accept_languages", "en-GB");
"""

# Keys by the names that the DOM gives them, as WebDriver writes them.
_KEYS = {
    "Alt": "\ue00a",
    "Control": "\ue009",
    "Enter": "\ue006",
    "Escape": "\ue00c",
    "Meta": "\ue03d",
    "Shift": "\ue008",
    "Tab": "\ue004",
}


class NoFirefox(RuntimeError):
    """There is no Firefox; the message says in one line what to install."""


class FirefoxError(RuntimeError):
    """Firefox could not do what it was told to; the message is its own."""


def find_firefox() -> str:
    """The path of a Firefox: `BLUEPENCIL_FIREFOX`, else one on the PATH; raise NoFirefox if there is none."""
    named = os.environ.get("BLUEPENCIL_FIREFOX")
    if named:
        found = shutil.which(named)
        if found is None:
            raise NoFirefox(f"BLUEPENCIL_FIREFOX names {named}, which is no program.")
        return found
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    raise NoFirefox(
        "No Firefox for the browser tests: install it (Debian: apt-get install firefox-esr)"
        " or name its binary in BLUEPENCIL_FIREFOX."
    )


class Firefox:
    """One headless Firefox with one page."""

    name = "firefox"

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._number = 0
        self._socket: socket.socket | None = None
        self._answers: BinaryIO

    @contextmanager
    def running(self) -> Iterator["Firefox"]:
        """Firefox, until the block ends."""
        (self._profile / "user.js").write_text(_PREFERENCES, encoding="utf-8")
        command = [find_firefox(), "--headless", "--marionette", "--no-remote", "--profile", str(self._profile)]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=os.environ | {"HOME": str(self._profile)},
        ) as process:
            try:
                self._connect(process)
                yield self
            finally:
                process.terminate()
                process.wait(_SECONDS)
                if self._socket:
                    self._answers.close()
                    self._socket.close()

    def _connect(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"Marionette\s.*Listening on port (\d+)", line):
                break
        else:
            raise FirefoxError("Firefox ended before it listened:\n" + "".join(said))
        # Whatever more it says must not fill the pipe.
        threading.Thread(target=deque(maxlen=0).extend, args=(process.stdout,), daemon=True).start()
        self._socket = socket.create_connection(("127.0.0.1", int(found[1])), timeout=_SECONDS)
        self._answers = self._socket.makefile("rb")
        self._receive()  # its greeting
        self._tell("WebDriver:NewSession", capabilities={"timeouts": {"script": 1000 * _SECONDS // 2}})

    def _receive(self) -> Any:
        length = b""
        while (character := self._answers.read(1)) != b":":
            if not character:
                raise FirefoxError("Firefox has closed the connection")
            length += character
        return json.loads(self._answers.read(int(length)))

    def _tell(self, command: str, **parameters: Any) -> Any:
        """Tell it something and give back what it answers."""
        self._number += 1
        assert self._socket is not None
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._receive()
        if error:
            raise FirefoxError(f"{error['error']}: {error['message']}")
        return answer.get("value") if isinstance(answer, dict) else answer

    def open(self, url: str) -> None:
        """Open a page and wait until it is loaded."""
        self._tell("WebDriver:Navigate", url=url)

    def run(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function in the page, and wait for what it gives or promises."""
        script = f"""
            const done = arguments[arguments.length - 1];
            Promise.resolve(({function})(...[...arguments].slice(0, -1))).then(
                (value) => done({{ value }}), (error) => done({{ error: String(error) }}));
        """
        # Without a sandbox of its own, what the page has put into its objects can be seen.
        answer = self._tell("WebDriver:ExecuteAsyncScript", script=script, args=arguments, sandbox=None)
        if "error" in answer:
            raise FirefoxError(answer["error"])
        return answer.get("value")

    def wait_for(self, expression: str) -> Any:
        """Wait until a JavaScript expression is true, and give back what it is."""
        return self.run(
            f"""() => new Promise((done) => {{
                const look = () => {{
                    const value = ({expression});
                    if (value) done(value);
                    else setTimeout(look, 20);
                }};
                look();
            }})"""
        )

    def press(self, *keys: str) -> None:
        """Press keys together, and let them go."""
        self._act("key", _pressed([_KEYS.get(key, key) for key in keys]))

    def type(self, text: str) -> None:
        """Press the keys of a text one after the other."""
        self._act("key", [action for character in text for action in _pressed([character])])

    def click(self, x: int, y: int) -> None:
        """Click at a place in the window."""
        move = {"type": "pointerMove", "x": x, "y": y, "duration": 0}
        self._act("pointer", [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}])

    def _act(self, device: str, actions: list[dict[str, Any]]) -> None:
        self._tell("WebDriver:PerformActions", actions=[{"type": device, "id": device, "actions": actions}])


def _pressed(keys: list[str]) -> list[dict[str, Any]]:
    downs = [{"type": "keyDown", "value": key} for key in keys]
    return downs + [{"type": "keyUp", "value": key} for key in reversed(keys)]
