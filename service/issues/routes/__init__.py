"""The desk's pages and forms."""

from fastapi import APIRouter

from service.issues.routes import comments, confirm, decide, facets, pages, queue, views

router = APIRouter()
for part in (queue, facets, decide, confirm, comments, pages, views):
    router.routes += part.router.routes
