"""Why a look at a page read nothing, in words. The texts are messages of the catalogues."""

from service.messages import marked

WORDS: dict[str, str] = {
    "missing": marked("the page is not there (status %(status)s)"),
    "forbidden": marked("the page is not public (status %(status)s)"),
    "busy": marked("its server asked to be left alone for a while (status %(status)s)"),
    "status": marked("its server answered with the status %(status)s"),
    "content_type": marked("what stands at this address is no page"),
    "too_large": marked("the page is too large"),
    "redirects": marked("the address leads on and on"),
    "elsewhere": marked("the address leads to %(host)s, which is none of the site's origins"),
    "private": marked("%(host)s is in a private network"),
    "refused": marked("this address is not asked for"),
    "name": marked("there is no server called %(host)s"),
    "connection": marked("%(host)s could not be reached"),
    "certificate": marked("the certificate of %(host)s is not valid"),
    "time": marked("%(host)s took too long"),
    "protocol": marked("%(host)s gives no answer that can be read"),
    "unreadable": marked("its markup takes too long to read"),
    "unlike": marked("what it sends before any script runs or consent is given is not what readers see"),
}
"""By the problem's code, as the end of a sentence; the codes are stored."""

LASTING = frozenset(
    {"missing", "forbidden", "content_type", "too_large", "redirects", "elsewhere", "private", "refused"}
    | {"unreadable", "unlike"}
)
"""What trying again will hardly help."""


def problem_of_status(status: int) -> str:
    """The code for an answer without a page."""
    if status in (404, 410):
        return "missing"
    if status in (401, 403, 407, 451):
        return "forbidden"
    return "busy" if status in (429, 503) else "status"


def problem_of_failure(code: str) -> str:
    """The code for a request that was refused or went nowhere (`outbound.failures`)."""
    return code if code in WORDS else "refused"
