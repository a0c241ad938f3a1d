"""The settings' form: a flat table of texts, as browsers send it, and back."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.sites.settings import Colours, SiteSettings, Wording
from service.sites.widget import nearest_language

SWITCHES = ("comment", "kind", "email", "looks")
COLOURS = tuple(Colours.model_fields)
WORDS = tuple(Wording.model_fields)


def given_by(form: Mapping[str, str]) -> dict[str, Any]:
    """What a form says, as `sites.settings.checked` takes it."""
    named = form.get("parameters_are") == "named"
    wording: dict[str, dict[str, str]] = {}
    for name, text in form.items():
        part, _, rest = name.partition(".")
        if part == "wording":
            language, _, word = rest.partition(".")
            wording.setdefault(language, {})[word] = text
    return {
        "name": form.get("name", ""),
        "origins": _listed(form.get("origins", "")),
        "languages": _listed(form.get("languages", "")),
        "time_zone": form.get("time_zone", ""),
        "spelling_region": form.get("spelling_region", ""),
        **{name: bool(form.get(name)) for name in SWITCHES},
        "active": form.get("active", ""),
        "allowed": _listed(form.get("allowed", "")),
        "ignored": _listed(form.get("ignored", "")),
        "parameters": _listed(form.get("parameters", "")) if named else None,
        "colours": {name: form.get(f"colours.{name}", "") for name in COLOURS},
        "wording": wording,
    }


def form_of(settings: SiteSettings) -> dict[str, str]:
    """The form as it shows these settings."""
    parameters = settings.parameters
    words = {
        f"wording.{language}.{word}": text
        for language, wording in settings.wording.items()
        for word, text in wording.model_dump().items()
    }
    return {
        "name": settings.name,
        "origins": "\n".join(settings.origins),
        "languages": ", ".join(settings.languages),
        "time_zone": settings.time_zone,
        "spelling_region": settings.spelling_region,
        **{name: "1" if getattr(settings, name) else "" for name in SWITCHES},
        "active": settings.active,
        "allowed": "\n".join(settings.allowed),
        "ignored": "\n".join(settings.ignored),
        "parameters_are": "all" if parameters is None else "named",
        "parameters": ", ".join(parameters or ()),
        **{f"colours.{name}": text for name, text in settings.colours.model_dump().items()},
        **words,
    }


def spoken_by(tags: Iterable[str]) -> list[str]:
    """The widget's languages for a site's languages: each is one that a site can have words of its own in."""
    return list(dict.fromkeys(nearest_language(tag) for tag in tags))


def _listed(text: str) -> list[str]:
    """What stands in a field for several: one a line, or separated by commas or spaces."""
    return text.replace(",", " ").split()
