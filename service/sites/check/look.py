"""The look itself: fetch a page of the site, and hold it against what the widget needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from service.domain.csp import Policy, ScriptTag
from service.domain.origins import Origin, allowed, covers_host
from service.domain.url_patterns import is_allowed
from service.models import Site
from service.outbound.answers import Limits
from service.outbound.client import Client
from service.outbound.failures import Refused, Unreachable
from service.sites.check.findings import Finding, hint, right, wrong
from service.sites.check.page import Page, WidgetTag, read_page
from service.sites.keys import working_former_key
from service.sites.settings import SiteSettings
from service.sites.widget import integrity, version

LIMITS = Limits(seconds=10)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a page of the site should have."""

    base_url: str
    key: str
    former_key: str
    """Empty where there is none that works still."""
    settings: SiteSettings

    @classmethod
    def of(cls, site: Site, base_url: str, *, now: datetime) -> "Expected":
        """By the site as it is now."""
        return cls(base_url, site.key, working_former_key(site, now=now) or "", SiteSettings.of(site))


def look(client: Client, url: str, expected: Expected) -> list[Finding]:
    """What is right and what is missing at this address, most important first. Takes 10 seconds at most."""
    origins = expected.settings.origins
    try:
        answer = client.get(url, meant=lambda step: covers_host(step, origins), limits=LIMITS)
    except Refused as error:
        if error.code == "elsewhere":
            return [wrong("elsewhere", host=str(error.values["host"]))]
        return [wrong("refused", message=error.message, **_texts(error.values))]
    except Unreachable as error:
        return [wrong("unreachable", message=error.message, **_texts(error.values))]
    if not 200 <= answer.status < 300:
        return [wrong("status", status=str(answer.status), url=answer.url)]
    return list(findings_of(read_page(answer), expected))


def findings_of(page: Page, expected: Expected) -> Iterator[Finding]:
    """What is right and what is missing on a page that was fetched."""
    yield right("reached", url=page.url)
    yield from _origin(page, expected)
    yield from _tag(page, expected)
    hosted = ScriptTag(f"{expected.base_url}/w/{expected.key}.js")
    yield from _policy(page, page.tags[0].script if page.tags else hosted, expected)
    yield from _pages(page, expected)
    yield right("caption") if page.has_caption else hint("no_caption")
    if not page.language:
        yield hint("no_language")


def _origin(page: Page, expected: Expected) -> Iterator[Finding]:
    origin = Origin.of_page(page.url)
    if allowed(origin, expected.settings.origins):
        yield right("origin", origin=str(origin))
    else:
        yield wrong("origin_missing", origin=str(origin))


def _tag(page: Page, expected: Expected) -> Iterator[Finding]:
    if not page.tags:
        yield wrong("tag_missing")
        return
    tag = page.tags[0]
    if tag.origin != str(Origin.of_page(expected.base_url)):
        yield wrong("tag_elsewhere", there=tag.origin, here=expected.base_url)
    elif not tag.key:
        yield wrong("tag_without_key", key=expected.key)
    elif tag.key == expected.key:
        yield right("tag")
    elif tag.key == expected.former_key:
        yield hint("tag_with_former_key", key=expected.key)
    else:
        yield wrong("tag_with_other_key", there=tag.key, key=expected.key)
    yield from _pinned(tag)
    if len(page.tags) > 1:
        yield hint("tag_twice", count=str(len(page.tags)))


def _pinned(tag: WidgetTag) -> Iterator[Finding]:
    """A tag with a hash runs only the script of that hash; one for a site changes its script, and can have none."""
    hashes = tag.script.integrity.split()
    if hashes and tag.version == "" and "/w/" in tag.script.src:
        yield wrong("integrity_of_changing")
    elif hashes and not tag.has_crossorigin:
        yield wrong("integrity_without_crossorigin")
    elif hashes and integrity() not in hashes:
        yield wrong("integrity_old", version=version())
    elif hashes:
        yield right("integrity")
    elif tag.version and tag.version != version():
        yield hint("version_old", version=version())


def _policy(page: Page, script: ScriptTag, expected: Expected) -> Iterator[Finding]:
    """Whether the page lets this script run and send; where there is no tag yet, the one that is to come."""
    if page.url.startswith("https:") and script.src.startswith("http:"):
        yield wrong("mixed", here=str(Origin.of_page(script.src)))
    if not page.policies:
        yield right("no_policy")
        return
    refused = list(_refusals(page.policies, page, script, expected))
    yield from refused or [right("policy")]


def _refusals(all_of_them: list[Policy], page: Page, script: ScriptTag, expected: Expected) -> Iterator[Finding]:
    sent_to = f"{expected.base_url}/api/v1/reports"
    scripts = dict.fromkeys(name for policy in all_of_them if (name := policy.refuses_script(script, page.url)))
    connections = dict.fromkeys(
        name for policy in all_of_them if (name := policy.refuses_connection(sent_to, page.url))
    )
    for name in scripts:
        if name == "sandbox":
            yield wrong("policy_sandbox")
        else:
            yield wrong("policy_script", directive=name, here=expected.base_url)
    for name in connections:
        yield wrong("policy_connect", directive=name, here=expected.base_url)


def _pages(page: Page, expected: Expected) -> Iterator[Finding]:
    settings = expected.settings
    if not is_allowed(page.url, allowed=settings.allowed, ignored=settings.ignored):
        yield wrong("page_left_out", path=urlsplit(page.url).path)


def _texts(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
