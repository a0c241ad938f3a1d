"""A site's settings as one checked whole: what the office's form and the command line change."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from service.errors import InvalidInput
from service.messages import marked
from service.models import Site
from service.sites import values

OURS = ("comment", "kind", "email", "active", "colours", "wording")
"""What of a site's widget options is set here. Others were put there by hand, and stay."""

Name = Annotated[str, AfterValidator(values.name)]
Origins = Annotated[list[str], AfterValidator(values.origins)]
Languages = Annotated[list[str], AfterValidator(values.languages)]
TimeZone = Annotated[str, AfterValidator(values.time_zone)]
Selector = Annotated[str, AfterValidator(values.selector)]
Patterns = Annotated[list[str], AfterValidator(values.patterns)]
Parameters = Annotated[list[str], AfterValidator(values.parameters)]
Colour = Annotated[str, AfterValidator(values.colour)]
Caption = Annotated[str, AfterValidator(values.caption)]
Rules = Annotated[str, AfterValidator(values.rules)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Part):
    """The site's own words in one language; empty where the widget's serve."""

    caption: Caption = ""
    caption_touch: Caption = ""
    rules: Rules = ""


class Colours(_Part):
    """Colours of the dialog as `#rrggbb`, in the light and in the dark scheme; empty where the widget's serve."""

    pencil: Colour = ""
    pencil_dark: Colour = ""
    strike: Colour = ""
    strike_dark: Colour = ""
    ink: Colour = ""
    ink_dark: Colour = ""
    sheet: Colour = ""
    sheet_dark: Colour = ""


class SiteSettings(_Part):
    """Everything that an owner may set. `parameters` is None where every parameter makes a page another page."""

    name: Name
    origins: Origins
    languages: Languages
    time_zone: TimeZone = ""
    spelling_region: Literal["", "GB", "US"] = ""
    comment: bool = True
    kind: bool = True
    email: bool = False
    active: Selector = ""
    allowed: Patterns = Field(default_factory=list)
    ignored: Patterns = Field(default_factory=list)
    parameters: Parameters | None = None
    looks: bool = True
    colours: Colours = Colours()
    wording: Annotated[dict[str, Wording], BeforeValidator(values.spoken_languages)] = Field(default_factory=dict)

    @classmethod
    def of(cls, site: Site) -> Self:
        """The settings that a site has. An option that was put there by hand and cannot be taken is left out."""
        options = {name: site.widget_options[name] for name in OURS if name in site.widget_options}
        given = {
            "name": site.name,
            "origins": site.origins,
            "languages": site.languages,
            "time_zone": site.time_zone or "",
            "spelling_region": site.spelling_region or "",
            "looks": site.looks is not False,
            **(site.page_rules or {}),
        }
        try:
            return cls.model_validate(given | options)
        except ValidationError as error:
            bad = {str(each["loc"][0]) for each in error.errors()}
            return cls.model_validate(given | {name: value for name, value in options.items() if name not in bad})

    def apply(self, site: Site) -> None:
        """Give the site these settings. What is as the widget has it anyway is not written down."""
        ours = self.model_dump(include=set(OURS), exclude_defaults=True)
        ours["wording"] = {language: words for language, words in ours.get("wording", {}).items() if words}
        by_hand = {name: value for name, value in site.widget_options.items() if name not in OURS}
        site.name, site.origins, site.languages = self.name, self.origins, self.languages
        site.time_zone, site.spelling_region = self.time_zone or "", self.spelling_region or ""
        site.looks = self.looks
        site.widget_options = by_hand | {name: value for name, value in ours.items() if value != {}}
        site.page_rules = self.model_dump(include={"allowed", "ignored", "parameters"}, exclude_defaults=True) or None


class WrongSettings(InvalidInput):
    """Values that cannot be taken, each with its reason: `errors` by the field's name, such as `wording.uk.rules`."""

    def __init__(self, errors: Mapping[str, InvalidInput]) -> None:
        first = next(iter(errors.values()))
        super().__init__(first.message, field=first.field, **first.values)
        self.errors = errors


def checked(given: Mapping[str, Any]) -> SiteSettings:
    """These values as settings. Raises WrongSettings with all that is wrong with them."""
    try:
        return SiteSettings.model_validate(given)
    except ValidationError as error:
        raise WrongSettings(_by_field(error)) from None


def _by_field(error: ValidationError) -> dict[str, InvalidInput]:
    found: dict[str, InvalidInput] = {}
    for each in error.errors(include_url=False, include_input=False):
        field = ".".join(str(part) for part in each["loc"] if isinstance(part, str) and part != "function-before")
        ours = each["type"] == values.WRONG
        message = each["msg"] if ours else marked("This is none of the values that there are.")
        found.setdefault(field, InvalidInput(message, field=field, **(each.get("ctx", {}) if ours else {})))
    return found
