"""What a site's owner pastes: the tag, the tag with a hash, and the lines of a Content-Security-Policy."""

import json
from html import escape

from service.models import Site
from service.sites.options import pinned_options
from service.sites.widget import integrity, version


def tag(site: Site, base_url: str) -> str:
    """The tag for every page of the site; it never changes."""
    return f'<script async src="{base_url}/w/{site.key}.js"></script>'


def pinned_tag(site: Site, base_url: str) -> str:
    """A tag for the one script that this service has now: a browser runs no other under it."""
    attributes = {
        "src": f"{base_url}/widget/{version()}.js",
        "integrity": integrity(),
        "crossorigin": "anonymous",
        "data-site": site.key,
    }
    options = pinned_options(site)
    if options:
        attributes["data-options"] = json.dumps(options, ensure_ascii=False)
    written = "".join(f'\n  {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<script async{written}\n></script>"


def embedding(site: Site, base_url: str) -> str:
    """All of it, with a line on each."""
    return f"""\
For every page whose readers may report:

{tag(site, base_url)}

The same with a hash, which an upgrade of the service may change (print it again then):

{pinned_tag(site, base_url)}

What a page's Content-Security-Policy has to allow, if it has one:

{policy(base_url)}"""


def policy(base_url: str) -> str:
    """What a page's Content-Security-Policy has to allow: the script, and where it sends reports."""
    return f"script-src {base_url}; connect-src {base_url}"
