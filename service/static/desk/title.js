// The tab's title: how many issues are open, and on an issue's own page which one is shown now.

/** Bring the title up to date with what the page shows. */
export function retitle() {
  const open = document.querySelector("#tabs a")?.querySelector("small")?.textContent ?? "0";
  const issue = document.body.classList.contains("focused") ? document.getElementById("sheet")?.dataset.title : "";
  document.title = issue ? `(${open}) ${issue} · Bluepencil` : document.title.replace(/^\([^)]*\)/, `(${open})`);
}

document.addEventListener("desk:shown", retitle);
