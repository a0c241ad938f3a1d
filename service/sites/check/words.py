"""What to tell about a finding, and how to mend it. The texts are messages of the catalogues."""

from collections.abc import Callable

from service.messages import marked
from service.sites.check.findings import Finding

WORDS: dict[str, tuple[str, str]] = {
    "reached": (marked("The page was reached: %(url)s"), ""),
    "unreachable": (
        marked("The page could not be reached."),
        marked("Check the address, and that the page is public."),
    ),
    "refused": (marked("The page was not fetched."), marked("Name the address of a public page of the site.")),
    "elsewhere": (
        marked("The address leads to %(host)s, which is none of this site's hosts."),
        marked("Add its origin in the settings, if it is yours, or name another page."),
    ),
    "status": (
        marked("The page answered with the status %(status)s instead of 200."),
        marked("Name a page that everybody can read without logging in."),
    ),
    "origin": (marked("Its origin may send reports: %(origin)s"), ""),
    "origin_missing": (
        marked("Its origin may not send reports: %(origin)s"),
        marked("Add %(origin)s to the origins in the settings."),
    ),
    "tag": (marked("The widget's tag is there, with the right key."), ""),
    "tag_missing": (
        marked("The widget's tag is not in the page."),
        marked(
            "Paste the tag into the page's template. This check cannot see what a tag manager puts in: try Ctrl+Enter."
        ),
    ),
    "tag_elsewhere": (
        marked("The widget's tag names another service: %(there)s"),
        marked("Use the tag of this page: its address begins with %(here)s"),
    ),
    "tag_without_key": (marked("The widget's tag names no site."), marked('Add data-site="%(key)s" to the tag.')),
    "tag_with_former_key": (
        marked("The widget's tag has the site's former key, which works only for a while."),
        marked("Replace the tag by the one of this page; its key is %(key)s"),
    ),
    "tag_with_other_key": (
        marked("The widget's tag has another key: %(there)s"),
        marked("Replace the tag by the one of this page; its key is %(key)s"),
    ),
    "tag_twice": (marked("The widget's tag is there %(count)s times."), marked("Once is enough: the first one works.")),
    "integrity": (marked("The tag's hash is that of the script."), ""),
    "integrity_of_changing": (
        marked("The tag has a hash, but its script changes with the settings: a browser will refuse it."),
        marked("Take integrity out of the tag, or use the tag with a hash of this page."),
    ),
    "integrity_without_crossorigin": (
        marked("The tag has a hash but not crossorigin: a browser will refuse the script."),
        marked('Add crossorigin="anonymous" to the tag.'),
    ),
    "integrity_old": (
        marked("The tag's hash is that of another script: a browser will refuse it."),
        marked("Use the tag with a hash of this page; its version is %(version)s"),
    ),
    "version_old": (
        marked("The tag names another version of the script; it works, by a detour."),
        marked("Use the tag of this page; its version is %(version)s"),
    ),
    "mixed": (
        marked("The page comes by https and the script by http: browsers refuse that."),
        marked("Serve Bluepencil by https. Its address is %(here)s"),
    ),
    "no_policy": (marked("The page has no Content-Security-Policy that could be in the way."), ""),
    "policy": (marked("The page's Content-Security-Policy allows the widget."), ""),
    "policy_sandbox": (
        marked("The page's Content-Security-Policy allows no scripts (sandbox)."),
        marked("Add allow-scripts and allow-same-origin to sandbox, or leave this page out."),
    ),
    "policy_script": (
        marked("The page's Content-Security-Policy does not allow the script (%(directive)s)."),
        marked(
            "Add %(here)s to script-src. Beside 'strict-dynamic' that is not enough: give the tag the page's nonce."
        ),
    ),
    "policy_connect": (
        marked("The page's Content-Security-Policy does not allow sending reports (%(directive)s)."),
        marked("Add %(here)s to connect-src."),
    ),
    "page_left_out": (
        marked("The settings leave this page out: %(path)s"),
        marked("Change the addresses under “Pages” in the settings, if readers should report from here."),
    ),
    "caption": (marked("The line that tells readers what they can do is there."), ""),
    "no_caption": (
        marked("Nothing tells readers that they can report errors."),
        marked("Put <bluepencil-caption></bluepencil-caption> below your articles, or tell them in words of your own."),
    ),
    "no_language": (
        marked("The page does not say which language it is in."),
        marked('Write it into the first tag, for example <html lang="en">: the dialog and the suggestions follow it.'),
    ),
}
"""By the finding's code: the sentence, and the way to mend it (empty where nothing is to be mended)."""


def _plain(message: str, **values: str) -> str:
    return message % values if values else message


def say(finding: Finding, text: Callable[..., str] = _plain) -> tuple[str, str]:
    """The sentence, with its reason if there is one, and how to mend it, in the language of `text`."""
    sentence, mend = WORDS[finding.code]
    values = dict(finding.values)
    reason = values.pop("message", "")
    told = [text(sentence, **values), text(reason, **values) if reason else ""]
    return " ".join(filter(None, told)), text(mend, **values) if mend else ""
