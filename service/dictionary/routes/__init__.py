"""The office's pages and forms of a site's dictionary."""

from fastapi import APIRouter

from service.dictionary.routes import add, export, remove, show

router = APIRouter()
for part in (show, export, add, remove):
    router.routes += part.router.routes
