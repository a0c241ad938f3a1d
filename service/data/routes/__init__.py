"""The routes of what a site holds."""

from fastapi import APIRouter

from service.data.routes import exports, forms, page

router = APIRouter()
for part in (exports, page, forms):
    router.routes += part.router.routes
