// Menus close when one looks elsewhere, and by Escape.

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    event.preventDefault(); // it closes the menu and nothing else
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
