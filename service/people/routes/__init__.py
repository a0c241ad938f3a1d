"""Pages about people: before logging in, about oneself, about a site's members, about the whole installation."""

from fastapi import APIRouter

from service.people.routes import accounts, invitation, logins, members, own_account, reset, setup, sites, two_factor

router = APIRouter()
for part in (setup, invitation, reset, own_account, logins, two_factor, sites, accounts, members):
    router.routes += part.router.routes
