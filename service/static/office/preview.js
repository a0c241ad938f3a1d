// The preview: as soon as the widget is there, a word is selected as a reader would, and nothing is ever sent.

function show() {
  getSelection().selectAllChildren(document.getElementById("wrong"));
  window.Bluepencil.open();
}

// In the frame beside the form the dialog is a picture: it must not take the focus from where somebody types.
if (window.top !== window) {
  const { showModal } = HTMLDialogElement.prototype;
  HTMLDialogElement.prototype.showModal = function () {
    this.inert = true;
    showModal.call(this);
  };
  HTMLInputElement.prototype.select = () => {};
}

document.addEventListener("bluepencil:submit", (event) => event.preventDefault());
// As soon as the script has run, and not when it is ready: browsers let frames wait long for an idle moment.
if (window.Bluepencil) show();
else document.querySelector("script[async]").addEventListener("load", show);
