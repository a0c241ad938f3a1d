"""What the description of the public interface says of bodies and errors that FastAPI cannot see."""

from typing import Any

from pydantic import BaseModel


class Problem(BaseModel):
    """An RFC 9457 problem document."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str | None = None


_CODES = {
    400: "`malformed`: not UTF-8, not one JSON object, duplicate or unknown keys, NaN, nested too deep.",
    403: "`origin_forbidden`: the page's origin may not post for this site.",
    404: "`unknown_site`: there is no site with this key.",
    413: "`too_large`: more than 16 KiB.",
    415: "`unsupported`: neither `text/plain` nor `application/json`, or compressed.",
    422: "`invalid`: `field` names what cannot be taken.",
    429: "`rate_limited`: try again after `Retry-After` seconds.",
    503: "`unavailable`: nothing was stored; try again after `Retry-After` seconds.",
}
_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "model": Problem, "content": _CONTENT} for status, text in _CODES.items()
}


def body_of(model: type[BaseModel]) -> dict[str, Any]:
    """The request body of a route that parses its body itself."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    definitions = schema.pop("$defs", {})
    return {
        "requestBody": {
            "required": True,
            "content": {
                kind: {"schema": schema | {"$defs": definitions}} for kind in ("text/plain", "application/json")
            },
        }
    }


DESCRIPTION = """Readers of a site report spelling errors; editors decide on them at the desk.

The public interface takes reports from the pages of a site and tells readers what became of them. It needs no key but
the site's public one, and no cookies: the origins of a site say which pages may post for it."""
