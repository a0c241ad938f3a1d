"""The Chromium that browser tests drive: found on the machine, never downloaded.

with sync_playwright() as playwright:
    browser = launch(playwright)
"""

import os
import shutil

from playwright.sync_api import Browser, Playwright

# The shell is Chromium without the parts that show a window, and so is done sooner with the same pages.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Chromium's own traffic would disturb what tests count, and QUIC goes around what they intercept.
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class NoBrowser(RuntimeError):
    """There is no Chromium; the message says in one line what to install."""


def find_chromium() -> str:
    """The path of a Chromium: `BLUEPENCIL_CHROMIUM`, else one on the PATH; raise NoBrowser if there is none."""
    named = os.environ.get("BLUEPENCIL_CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise NoBrowser(f"BLUEPENCIL_CHROMIUM names {named}, which is no program.")
        return found
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    raise NoBrowser(
        "No Chromium for the browser tests: install it (Debian: apt-get install chromium-headless-shell)"
        " or name its binary in BLUEPENCIL_CHROMIUM."
    )


def launch(playwright: Playwright) -> Browser:
    """Start a headless Chromium; the caller closes it. As root it runs without its sandbox, which root cannot have."""
    return playwright.chromium.launch(
        executable_path=find_chromium(), args=list(_QUIET), chromium_sandbox=os.geteuid() != 0
    )
