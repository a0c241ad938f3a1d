"""Pages and forms of channels, the feed, and the way out of a mailing."""

from fastapi import APIRouter

from service.notifications.routes import authors, channels, deliveries, feed, mailbox, new, tests, unsubscribe

router = APIRouter()
for part in (new, tests, channels, deliveries, authors, feed, mailbox, unsubscribe):
    router.routes += part.router.routes
