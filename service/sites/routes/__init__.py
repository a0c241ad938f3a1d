"""The widget's addresses, and the office's pages of a site."""

from fastapi import APIRouter

from service.sites.routes import embed, keys, office, preview, settings, widget

router = APIRouter()
for part in (widget, office, settings, keys, preview, embed):
    router.include_router(part.router)
