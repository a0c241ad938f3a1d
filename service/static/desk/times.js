// The server writes moments in UTC for whoever chose no time zone; here they are told in the browser's own.

const today = new Date().toDateString();

/** Tell the moments below an element in the editor's time. */
function localise(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    const language = document.documentElement.lang;
    time.title = moment.toLocaleString(language);
    if (!time.classList.contains("clock") || document.body.dataset.zone) continue;
    const hour = { hour: "2-digit", minute: "2-digit" };
    const day = { day: "numeric", month: "short", year: "numeric" };
    time.textContent = moment.toLocaleString(language, moment.toDateString() === today ? hour : { ...day, ...hour });
  }
}

localise(document);
document.addEventListener("desk:shown", (event) => localise(event.target));
document.addEventListener("htmx:after:swap", () => localise(document));
