// The menu of kept views: Alt with an arrow moves the one that has the focus, by the buttons that are there for it.

document.addEventListener("keydown", (event) => {
  const to = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const view = event.altKey && to && event.target.closest?.("[data-view]");
  if (!view) return;
  event.preventDefault();
  view.querySelector(`[name="to"][value="${to}"]`)?.click();
});

// What was moved last opens the menu once, and not again with a reload.
const address = new URL(location.href);
if (address.searchParams.has("moved")) {
  for (const name of ["moved", "to"]) address.searchParams.delete(name);
  history.replaceState(null, "", address);
}
