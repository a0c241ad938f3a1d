"""The widget's addresses, and the office's pages of a site."""

from fastapi import APIRouter

from service.sites.routes import embed, keys, preview, settings, widget

router = APIRouter()
for part in (widget, settings, keys, preview, embed):
    router.routes += part.router.routes
