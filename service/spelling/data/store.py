"""Where expanded languages lie, and how one comes to be there.

Every language has a folder named by the checksum of its archive, so that a new archive never meets old
files. It is written beside its place and renamed, so that a process sees it whole or not at all, and is
checked before it is used: a broken one is made anew.
"""

import json
import os
import shutil
import tempfile
import zlib
from pathlib import Path

from service.spelling.data.expand import LAYOUT, MANIFEST, checksum, expand
from service.spelling.data.pack import FORMAT, archive, read_pack


def default_folder() -> Path:
    """Return the user's cache folder for languages."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "bluepencil" / "spelling"


def language_folder(language: str, root: Path) -> Path | None:
    """Return the folder of `language` below `root`, expanding its archive if need be.

    Where `root` cannot be written (a read-only container), the system's temporary folder serves
    instead. None if there is no archive for the language.
    """
    data = archive(language)
    if data is None:
        return None
    name = f"{language}-{FORMAT}.{LAYOUT}-{zlib.crc32(data):08x}"
    roots = (root, Path(tempfile.gettempdir()) / f"bluepencil-spelling-{_user()}")
    for base in roots:
        if _is_whole(base / name):
            return base / name
    for base in roots:
        try:
            base.mkdir(mode=0o700, parents=True, exist_ok=True)
            return _make(data, base, name)
        except OSError:
            if base == roots[-1]:
                raise
    raise AssertionError("unreachable: the loop returns or raises")


def _make(data: bytes, base: Path, name: str) -> Path:
    target = base / name
    fresh = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=base))
    try:
        expand(read_pack(data), fresh)
        if target.exists() and not _is_whole(target):
            broken = Path(tempfile.mkdtemp(prefix=f".{name}-broken-", dir=base))
            target.rename(broken / name)
            shutil.rmtree(broken, ignore_errors=True)
        try:
            fresh.rename(target)
        except OSError:  # another process was first
            if not _is_whole(target):
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def _is_whole(folder: Path) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        return all(checksum(folder / name) == expected for name, expected in manifest.items())
    except (OSError, ValueError, AttributeError):
        return False


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
