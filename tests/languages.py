"""Where tests expand languages: kept from run to run, as long as the source that expands them is the same."""

import shutil
import zlib
from functools import cache
from pathlib import Path

import service.spelling
from tests.checkout import ROOT

ROOMS = ("data", "text")
"""What the files of an expanded language are made by: these rooms of the engine know no others."""


@cache
def cache_home() -> Path:
    """What a service that a test starts takes for its user's cache (`XDG_CACHE_HOME`)."""
    engine = Path(service.spelling.__path__[0])
    sources = sorted(source for room in ROOMS for source in (engine / room).rglob("*.py"))
    version = zlib.crc32(b"".join(source.read_bytes() for source in sources))
    folder = ROOT / ".pytest_cache" / "d" / f"languages-{version:08x}"
    for former in folder.parent.glob("languages-*"):
        if former != folder:
            shutil.rmtree(former, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def spelling_folder() -> Path:
    """Where the engine looks for expanded languages in that cache."""
    return cache_home() / "bluepencil" / "spelling"
