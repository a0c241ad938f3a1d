// What htmx puts into a page comes from the server, which escapes it. The page's policy (Trusted Types) wants that said.
if (globalThis.trustedTypes) {
  const policy = trustedTypes.createPolicy("htmx", { createHTML: (html) => html, createScript: () => "" });
  htmx.registerExtension("trusted-types", { init: (api) => api.initSecurity(policy) });
}
