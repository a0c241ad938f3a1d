"""What comes back, and how much of it is taken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may take. The bytes are counted as they come (`wire_bytes`) and unpacked (`bytes`)."""

    seconds: float = 15
    wire_bytes: int = 2_000_000
    bytes: int = 5_000_000
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `url` is where from, after all redirects; `complete` is whether all of the body is here."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    """In their order; names in lower case."""
    body: bytes
    complete: bool = True

    def header(self, name: str) -> str:
        """The first header of this name; empty where there is none."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        """Every header of this name."""
        return [value for known, value in self.headers if known == name]

    @property
    def content_type(self) -> str:
        """In lower case, without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()
