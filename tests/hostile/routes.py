"""The application's routes, whatever they are by now."""

import re
import tempfile
from functools import cache

from fastapi.routing import iter_route_contexts
from pydantic import SecretStr

from service.app import create_app
from service.settings import Settings


def routes(*methods: str) -> list[tuple[str, str]]:
    """The application's routes with these methods: method and path, which may have parameters."""
    return [(method, path) for method, path in _all_routes() if method in methods]


@cache
def _all_routes() -> list[tuple[str, str]]:
    settings = Settings(
        database_url=f"sqlite:///{tempfile.gettempdir()}/never-made.sqlite3", secret_key=SecretStr("x" * 32)
    )
    application = create_app(settings)
    found = [
        (method, route.path)
        for route in iter_route_contexts(application.routes)
        for method in sorted(getattr(route, "methods", None) or ())
        if route.path
    ]
    application.state.context.database.dispose()
    return found


UNSAFE = [
    (method, path) for method, path in routes("POST", "PUT", "PATCH", "DELETE") if not path.startswith("/api/v1/")
]
READ = routes("GET")
BEFORE_LOG_IN = {"/login", "/login/code", "/setup", "/forgotten", "/reset", "/invitation", "/new-email"}
BEFORE_LOG_IN |= {"/mailbox/{token}", "/unsubscribe/{token}", "/desk/confirm/{token}"}
"""Forms of those who have no log-in yet, and so no token of it: what else they hold decides."""


def kind_of(path: str) -> str:
    """What is equal for addresses of the same kind of page: the path without numbers, and the names in the query."""
    base, _, query = path.partition("#")[0].partition("?")
    return re.sub(r"\d+", "#", base) + "?" + ",".join(sorted(pair.partition("=")[0] for pair in query.split("&")))
