"""The process that parses markup: it reads pages from its input and writes their texts, each after its length.

    python -m service.checks.child SECONDS

It may use so many seconds of processor time for a page (up to one more), 600 MB of memory, and no file. What exceeds
that ends it.
"""

import resource
import struct
import sys

from service.checks.page_text import page_text

LENGTH = struct.Struct(">I")
_MEMORY = 600 * 1024 * 1024


def main() -> None:
    """Answer until the input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    seconds = int(sys.argv[1])
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(LENGTH.size):
        _allow(seconds)
        markup = source.read(LENGTH.unpack(head)[0]).decode("utf-8", "replace")
        text = page_text(markup).encode()
        answers.write(LENGTH.pack(len(text)) + text)
        answers.flush()


def _allow(seconds: int) -> None:
    """Count the processor time from here."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


if __name__ == "__main__":
    main()
