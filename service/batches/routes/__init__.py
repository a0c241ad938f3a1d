"""Deciding many issues at once, the house dictionary from the desk, and taking back."""

from fastapi import APIRouter

from service.batches.routes import begin, dictionary, progress, undo

router = APIRouter()
for part in (begin, progress, dictionary, undo):
    router.routes += part.router.routes
