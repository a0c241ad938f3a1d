"""Style sheets and scripts, at addresses that change with their content, so that browsers keep them for ever."""

import hashlib
from functools import lru_cache

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from service.resources import STATIC

_FOR_EVER = "public, max-age=31536000, immutable"


@lru_cache(maxsize=1)
def version() -> str:
    """A hash of all the files: scripts name each other by relative addresses, and so belong together."""
    digest = hashlib.sha256()
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            digest.update(file.relative_to(STATIC).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file. Raises FileNotFoundError for one that there is not."""
    if not (STATIC / name).is_file():
        raise FileNotFoundError(name)
    return f"/static/{version()}/{name}"


class VersionedFiles(StaticFiles):
    """The files below `/static/{version}/`; a page of another version gets those of today, and keeps them not."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    def get_path(self, scope: Scope) -> str:
        asked: str = super().get_path(scope)
        return asked.partition("/")[2] or asked

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        current = f"/static/{version()}/" in scope["path"]
        response.headers["Cache-Control"] = _FOR_EVER if current else "no-cache"
        return response
