"""The API docs: the OpenAPI description as a page, without scripts or anything from elsewhere."""

from typing import Any

from fastapi import APIRouter, Request, Response

from service.web.pages import render

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def api_docs(request: Request) -> Response:
    """What each operation of the public interface takes and answers."""
    description = request.app.openapi()
    values = {"api": description, "operations": _operations(description), "resolve": _resolver(description)}
    return render(request, "web/docs.html", values)


def _operations(description: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"method": method.upper(), "path": path, "anchor": f"{method}{path}".replace("/", "-").strip("-")} | operation
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]


def _resolver(description: dict[str, Any]) -> Any:
    def resolve(schema: dict[str, Any], local: dict[str, Any] | None = None) -> dict[str, Any]:
        """The schema that a reference names, in the body's own definitions or in the description's."""
        reference = schema.get("$ref")
        if reference is None:
            return schema
        name = reference.rpartition("/")[2]
        found: dict[str, Any] = (local or {}).get(name) or description["components"]["schemas"][name]
        return found

    return resolve
