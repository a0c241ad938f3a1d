"""Pages about people: before logging in, about oneself, about a site's members, about the whole installation."""

from fastapi import APIRouter

from service.people.routes import (
    accounts,
    invitation,
    letters,
    logins,
    members,
    new_email,
    own_account,
    reset,
    setup,
    sites,
    two_factor,
)

router = APIRouter()
for part in (setup, invitation, reset, own_account, new_email, logins, two_factor, accounts, sites, letters, members):
    router.routes += part.router.routes
