"""Logging in and out, and how the desk speaks to a person."""

from fastapi import APIRouter

from service.accounts.routes import login, preferences

router = APIRouter()
for part in (login, preferences):
    router.routes += part.router.routes
