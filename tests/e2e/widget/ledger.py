"""What the widget keeps of reports that the service does not have, and what it says then."""

from typing import Any

from tests.e2e.widget.visitor import Visitor

KEPT = "Your report could not be sent. It is kept and will be sent again."
# In the page: whatever waits may be tried at once.
DUE_NOW = """() => {
  for (const key of Object.keys(localStorage)) {
    const entry = JSON.parse(localStorage[key]);
    localStorage[key] = JSON.stringify({ ...entry, due: 0 });
  }
}"""


def kept(visitor: Visitor) -> list[dict[str, Any]]:
    """What the widget keeps in local storage of reports that the service does not have."""
    found: list[dict[str, Any]] = visitor.run("() => Object.values(localStorage).map((entry) => JSON.parse(entry))")
    return [entry for entry in found if "body" in entry]
