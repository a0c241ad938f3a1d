"""The file that keeps the installation's secret, and the one that is to take its place while it is changed."""

import errno
import os
import secrets
from pathlib import Path

SHORTEST = 32
"""Characters of a secret."""
_NAME, _NEXT = "secret.key", "secret.key.next"


def kept_secret(folder: Path) -> str:
    """The secret of this folder, made on first use and readable by its owner only.

    Raises OSError where the file can be neither made nor used, or while it is being changed.
    """
    file = folder / _NAME
    if (folder / _NEXT).exists():
        raise OSError(
            errno.EBUSY,
            "the change of the secret has not ended; `bluepencil secret rotate` ends it",
            str(folder / _NEXT),
        )
    if not file.exists():
        _make(file)
    return _read(file)


def former_secret(folder: Path) -> str:
    """The secret of this folder that is to be changed. Raises OSError where there is none."""
    return _read(folder / _NAME)


def next_secret(folder: Path) -> str:
    """The one that is to take its place; the same when it is asked for again, after whatever came between."""
    file = folder / _NEXT
    if not file.exists():
        _make(file)
    return _read(file)


def take_next(folder: Path) -> None:
    """Let the next secret take the former one's place."""
    (folder / _NEXT).replace(folder / _NAME)
    _settle(folder)


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.parent / f".secret.{secrets.token_hex(4)}"
    fresh.touch(mode=0o600)
    with fresh.open("w", encoding="ascii") as opened:
        opened.write(secrets.token_hex(32))
        opened.flush()
        os.fsync(opened.fileno())
    try:
        file.hardlink_to(fresh)  # never replaces a secret that another process made meanwhile
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """Have the folder's names outlast a power cut: what was sealed by a secret is nothing without it."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _read(file: Path) -> str:
    kept = file.read_text(encoding="ascii", errors="replace").strip()
    if len(kept) < SHORTEST:
        raise OSError(errno.EINVAL, "holds no secret of 32 characters or more; delete it to get a new one", str(file))
    return kept
