"""A site's settings as options that the widget understands."""

from typing import Any

from service.models import Site

_OWN = {
    "pencil": ("#1f4fd1", "#86a8ff"),
    "strike": ("#a8321f", "#f0907e"),
    "ink": ("CanvasText", "CanvasText"),
    "sheet": ("Canvas", "Canvas"),
}
"""The widget's own colours (widget/src/look.css), light and dark."""


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
    """The same for the tag of the script that carries English: it fetches the site's words in other languages."""
    english = site.widget_options.get("wording", {}).get("en")
    return served_options(site) | ({"english": english} if english else {})


def style_of(colours: dict[str, str]) -> str:
    """CSS declarations of these colours (`sites.settings.Colours`); a colour for one scheme leaves the other alone."""
    declared = []
    for name, (own_light, own_dark) in _OWN.items():
        light, dark = colours.get(name, ""), colours.get(f"{name}_dark", "")
        if light or dark:
            declared.append(f"--bluepencil-{name}:light-dark({light or own_light},{dark or own_dark})")
    return ";".join(declared)
