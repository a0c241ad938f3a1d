// What there is to filter by is asked for when the menu of filters is opened, not with every page.

import { ask, exchange } from "./parts.js";

document.addEventListener(
  "toggle",
  async (event) => {
    const link = event.target.open && event.target.querySelector("a[data-facets]");
    if (!link) return;
    const { ok, part } = await ask(link.href).catch(() => ({ ok: false }));
    const facets = ok ? part.querySelector(".facets") : null;
    if (facets && link.isConnected) exchange(link, facets);
  },
  { capture: true }, // it does not bubble
);
