"""Work done beside other work: a copy of this process does it and sends back what it found."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

_Found = TypeVar("_Found")


class Aside(Generic[_Found]):
    """Begins `work` at once, in a forked process; all that this process holds is there as well."""

    def __init__(self, work: Callable[[], _Found]) -> None:
        forking = get_context("fork")
        self._here, there = forking.Pipe(duplex=False)
        self._process = forking.Process(target=_do, args=(work, there))
        self._process.start()
        there.close()

    def found(self) -> _Found:
        """Wait for the result; RuntimeError if the work failed (its traceback is on standard error)."""
        try:
            result: _Found = self._here.recv()
        except EOFError:
            raise RuntimeError("the work beside failed") from None
        finally:
            self._process.join()
        return result


def _do(work: Callable[[], object], there: Connection) -> None:
    there.send(work())
    there.close()
