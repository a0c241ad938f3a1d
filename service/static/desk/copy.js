// Buttons that copy the text beside them. Without a script the text can be selected by hand.

import { says, tell } from "./parts.js";

/** Put a text into the clipboard; by http, only the old way works. */
async function copy(area) {
  try {
    await navigator.clipboard.writeText(area.value);
  } catch {
    area.select();
    document.execCommand("copy");
  }
}

function offer(root) {
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
}

offer(document);
document.addEventListener("desk:shown", (event) => offer(event.target));
document.addEventListener("htmx:after:swap", () => offer(document));
document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  const area = button?.parentElement?.querySelector("textarea");
  if (!area) return;
  await copy(area);
  button.classList.add("copied");
  tell(says.copied ?? "");
  setTimeout(() => {
    button.classList.remove("copied");
    if (document.getElementById("news")?.textContent === says.copied) tell("");
  }, 2500);
});
