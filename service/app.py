"""The web application: the only place where everything is wired together."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

from service import __version__
from service.accounts.routes import router as accounts
from service.batches.routes import router as batches
from service.checks.routes import router as checks
from service.data.routes import router as data
from service.database import Database
from service.demo.routes import router as demo
from service.dictionary.routes import router as dictionary
from service.issues.routes import router as issues
from service.live.hub import Hub
from service.live.routes import router as live
from service.notifications.routes import router as notifications
from service.overview.routes import router as overview
from service.people.routes import router as people
from service.reports.routes import router as reports
from service.settings import Settings
from service.sites.routes import router as sites
from service.web.api_page import router as api_page
from service.web.body_limit import BodyLimitMiddleware
from service.web.catalogues import read_catalogues
from service.web.context import Context
from service.web.head import HeadMiddleware
from service.web.health import router as health
from service.web.metrics import Metrics
from service.web.observed import ObservedMiddleware
from service.web.openapi import DESCRIPTION
from service.web.problems import add_problem_handlers
from service.web.same_origin import SameOriginMiddleware
from service.web.security_headers import SecurityHeadersMiddleware
from service.web.static_files import VersionedFiles

ROUTERS = (
    *(health, reports, sites, accounts, people, dictionary, notifications, issues, batches, checks, live, overview),
    *(data, demo, api_page),
)


def utc_now() -> datetime:
    """The clock of a running service."""
    return datetime.now(UTC)


def create_app(
    settings: Settings, *, clock: Callable[[], datetime] = utc_now, database: Database | None = None
) -> FastAPI:
    """The application on these settings, which hold a secret (`Settings.with_secret`).

    It opens their database, unless it is given one, and closes what it has opened in the end.
    """
    given, database = database, database or Database(settings.database)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        read_catalogues()
        yield
        if given is None:
            database.dispose()

    app = FastAPI(
        title="Bluepencil",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        # As they are: include_router would make each of them anew at the first request, taking a third of a second, and
        # ask router after router at every other.
        routes=[route for router in ROUTERS for route in router.routes],
    )
    metrics = Metrics(database)
    app.state.context = Context(settings, database, clock, metrics)
    app.state.live = Hub(database)
    add_problem_handlers(app)
    app.mount("/static", VersionedFiles())

    @app.get("/", include_in_schema=False)
    def home() -> RedirectResponse:
        """Whoever comes without a path is an editor."""
        return RedirectResponse("/desk")

    # The last one added is the first to see a request.
    app.add_middleware(SameOriginMiddleware, settings=settings)
    app.add_middleware(BodyLimitMiddleware)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=sorted(settings.hosts), www_redirect=False)
    app.add_middleware(SecurityHeadersMiddleware, settings=settings)
    app.add_middleware(HeadMiddleware)
    app.add_middleware(ObservedMiddleware, metrics=metrics)
    return app
