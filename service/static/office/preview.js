// The preview: as soon as the widget is there, a word is selected as a reader would, and nothing is ever sent.

function show() {
  getSelection().selectAllChildren(document.getElementById("wrong"));
  window.Bluepencil.open();
}

document.addEventListener("bluepencil:submit", (event) => event.preventDefault());
if (window.Bluepencil) show();
else document.addEventListener("bluepencil:ready", show, { once: true });
