"""How long the widget keeps a page busy, as Chromium's own clock and its observer of long tasks see it."""

from dataclasses import dataclass

from tests.e2e.widget.reader import Reader

_PARAGRAPH = (
    "<p>{} <a href='#'>The minister</a>, who had been <em>asked</em>, gave no answer. Number {{}}.</p>\n".format(
        "The harbour board met on Tuesday and said nothing of note, while the port's owners agreed to wait. " * 5
    )
)

# What a step takes until the page may go on, and the longest task of all that it sets off; in milliseconds.
_TIMES = """async (step) => {
  const entries = [];
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  observer.observe({ entryTypes: ["longtask"] });
  const frames = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)));
  await frames();
  entries.length = 0;
  const root = document.querySelector("bluepencil-widget")?.shadowRoot;
  const start = performance.now();
  if (step === "open") dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, cancelable: true }));
  else root.querySelector("form").requestSubmit();
  const time = performance.now() - start;
  await frames();
  return [time, Math.max(0, ...entries.map((entry) => entry.duration))];
}"""


@dataclass(frozen=True)
class Pace:
    """Milliseconds: of the step itself, and of the longest task (0 if none was longer than 50)."""

    time: float
    task: float

    def or_better(self, other: "Pace") -> "Pace":
        """The better of both: what else runs on a machine only ever adds to a figure."""
        return Pace(min(self.time, other.time), min(self.task, other.task))


def article(size: int) -> str:
    """A body of about this many bytes, as articles are: paragraphs with links."""
    return "".join(_PARAGRAPH.format(number) for number in range(_length(size)))


def open_and_send(reader: Reader, size: int, turn: int) -> tuple[Pace, Pace]:
    """The pace of opening the dialog in the middle of an `article(size)`, and of sending; at another word each turn."""
    reader.select(f"Number {_length(size) // 2 + turn}")
    opening, sending = (Pace(*reader.page.evaluate(_TIMES, step)) for step in ("open", "send"))
    reader.page.keyboard.press("Enter")
    return opening, sending


def _length(size: int) -> int:
    return size // len(_PARAGRAPH)
