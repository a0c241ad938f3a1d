"""The demo's one page, as the service itself may ask for it."""

from urllib.parse import urlsplit

from service.demo.seed import SITE_KEY, own_origins

PATH = "/demo"


def is_own_page(url: str, site_key: str, base_url: str) -> bool:
    """Whether this is the demo article of this very service, and the demo's site asks for it.

    Nothing else of the service's own is ever asked for from within, whatever network it is in.
    """
    try:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        return False
    return site_key == SITE_KEY and parts.path == PATH and origin in own_origins(base_url)
