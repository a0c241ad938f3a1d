// Parts of pages, fetched and put in place. The server escapes what it sends; nothing here makes HTML of text.

const policy = globalThis.trustedTypes?.createPolicy("bluepencil", { createHTML: (html) => html });

/** What the desk says by script, in the editor's language; the page carries the words. */
export const says = JSON.parse(document.body.dataset.says || "{}");

/** Ask the server for part of a page. Rejects without a connection; whoever is logged out is sent to log in. */
export async function ask(url, options = {}) {
  const response = await fetch(url, { ...options, headers: { "HX-Request": "true" } });
  if (response.redirected && new URL(response.url).pathname === "/login") {
    location.assign(response.url);
    return new Promise(() => {});
  }
  const text = await response.text();
  const parser = new DOMParser();
  return { ok: response.ok, status: response.status, part: parser.parseFromString(policy?.createHTML(text) ?? text, "text/html") };
}

/** Put an element in the place of another, and let its own parts work. */
export function exchange(former, following) {
  const adopted = document.adoptNode(following);
  former.replaceWith(adopted);
  globalThis.htmx?.process(adopted);
  adopted.dispatchEvent(new CustomEvent("desk:shown", { bubbles: true }));
  return adopted;
}

/** Put what is counted on the page in the place of what was counted before. */
export function recount(part) {
  for (const id of ["tabs", "whole"]) {
    const [former, following] = [document.getElementById(id), part.getElementById(id)];
    if (former && following) exchange(former, following);
  }
}

/** Say something above the queue, for eyes and screen readers; errors stay until something else is said. */
export function tell(message, failed = false) {
  const news = document.getElementById("news");
  if (!news) return;
  news.textContent = message;
  news.classList.toggle("failed", failed);
  news.hidden = message === "";
}
