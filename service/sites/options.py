"""A site's settings as options that the widget understands."""

from typing import Any

from service.models import Site

_DEFAULTS = {"pencil": ("#1f4fd1", "#86a8ff"), "strike": ("#a8321f", "#f0907e"), "ink": ("CanvasText",) * 2}
_SHEET = ("Canvas", "Canvas")


def served_options(site: Site) -> dict[str, Any]:
    """What the script that is made for the site is told; only what is not as the widget has it anyway."""
    options = {name: value for name, value in site.widget_options.items() if name not in ("colours", "wording")}
    if options.get("active"):
        # Inside of :is() a browser drops a selector that it does not understand; outside it would throw.
        options["active"] = f":is({options['active']})"
    style = ";".join(filter(None, (options.get("style", ""), style_of(site.widget_options.get("colours", {})))))
    rules = site.page_rules or {}
    pages = {name: rules[name] for name in ("allowed", "ignored") if rules.get(name)}
    return options | ({"style": style} if style else {}) | pages


def pinned_options(site: Site) -> dict[str, Any]:
    """The same for the tag of the script that carries English: it gets the site's words in other languages when asked."""
    english = site.widget_options.get("wording", {}).get("en")
    return served_options(site) | ({"english": english} if english else {})


def style_of(colours: dict[str, str]) -> str:
    """CSS declarations of these colours (`sites.settings.Colours`); a colour for one scheme leaves the other alone.

    Only a light one that has no dark one beside it serves in both, as a lone brand colour is meant to.
    """
    declared = []
    for name in ("pencil", "strike", "ink", "sheet"):
        light, dark = colours.get(name, ""), colours.get(f"{name}_dark", "")
        if light or dark:
            value = light if not dark else f"light-dark({light or _DEFAULTS.get(name, _SHEET)[0]},{dark})"
            declared.append(f"--bluepencil-{name}:{value}")
    return ";".join(declared)
