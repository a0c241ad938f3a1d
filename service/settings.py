"""Every setting of an installation: environment variables `BLUEPENCIL_*`, read once, passed in, never global."""

import re
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from service.mail_server import MailServer
from service.secret_file import SHORTEST, kept_secret

_BASE_URL = re.compile(r"https?://([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d+)?/*")
_ADDRESS = re.compile(r"[^\s@<>\"(),:;]{1,64}@[A-Za-z0-9.-]{1,189}")
_HOST = re.compile(r"(\*\.)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")


def _split(value: object) -> object:
    """A comma-separated list as people write it in an environment variable."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _base_url(value: str) -> str:
    if not _BASE_URL.fullmatch(value.lower()):
        raise ValueError("must be http or https, a host and perhaps a port, such as https://pencil.example.org")
    parts = urlsplit(value.lower())
    if parts.port == 0 or not parts.hostname:  # asking for a port beyond 65535 raises ValueError
        raise ValueError("names no host or no port that can be reached")
    return f"{parts.scheme}://{parts.netloc}"


def _database_url(value: str) -> str:
    scheme, separator, rest = value.partition("://")
    if scheme in ("postgres", "postgresql"):
        value = f"postgresql+psycopg{separator}{rest}"
    elif scheme not in ("sqlite", "postgresql+psycopg"):
        raise ValueError("must begin with sqlite:// or postgresql://")
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise ValueError(
            "cannot be read: postgresql://user:password@host:port/name or sqlite:////folder/file"
        ) from None
    if scheme == "sqlite" and (
        url.host or url.database in (None, "", "/") or ":memory:" in value or "mode=memory" in value
    ):
        raise ValueError("must name a file, as sqlite:////folder/file; one in memory would be lost at the next start")
    return value


def _hosts(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if not _HOST.fullmatch(name):
            raise ValueError("must be host names such as pencil.example.org, without a scheme and a port")
    return names


def _networks(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        try:
            ip_network(name)
        except ValueError:
            raise ValueError("must be addresses or networks, such as 10.0.0.7 or 10.0.0.0/24") from None
    return names


def _mail_server(value: SecretStr) -> SecretStr:
    MailServer.parse(value.get_secret_value())
    return value


def _sender(value: str) -> str:
    address = parseaddr(value)[1]
    if not _ADDRESS.fullmatch(address) or not value.isprintable():
        raise ValueError("must be an e-mail address, such as pencil@example.org or Bluepencil <pencil@example.org>")
    return value


def _secret(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < SHORTEST:
        raise ValueError("must have 32 characters or more; `openssl rand -hex 32` makes one")
    return value


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """The settings of one installation. Durations are in the unit that the name ends with."""

    model_config = SettingsConfigDict(env_prefix="BLUEPENCIL_", frozen=True, extra="ignore", env_ignore_empty=True)

    base_url: Annotated[str, AfterValidator(_base_url)] = "http://127.0.0.1:8000"
    """The address that browsers use for this service: no path, no slash at the end."""
    data_dir: Path = Path("var")
    """Where the embedded database and the generated secret live."""
    database_url: Annotated[str, AfterValidator(_database_url)] | None = None
    """`postgresql://...` or `sqlite:///file`; without it, an SQLite file in `data_dir`."""
    secret_key: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    """Keys the hashes of addresses and form tokens; without it, one is generated in `data_dir`."""
    allowed_hosts: Annotated[Names, AfterValidator(_hosts)] = ()
    """Host names this service answers to, besides those of `base_url` and of this machine."""
    trusted_proxies: Annotated[Names, AfterValidator(_networks)] = ()
    """Addresses or networks of reverse proxies whose `X-Forwarded-*` headers are believed."""
    reachable_networks: Annotated[Names, AfterValidator(_networks)] = ()
    """Private addresses or networks, an intranet's, that pages to check and webhooks may be in, at any port."""
    reports_per_minute: int = Field(default=10, ge=1)
    """Reports taken from one reader's network (an IPv4 address, an IPv6 /64) in a minute."""
    site_reports_per_minute: int = Field(default=600, ge=1)
    """Reports taken for one site in a minute, from everybody together."""
    logins_per_quarter_hour: int = Field(default=20, ge=1)
    """Attempts to log in to one account from one network in 15 minutes."""
    session_idle_hours: int = Field(default=12, ge=1)
    """A log-in ends after this long without a request."""
    session_days: int = Field(default=14, ge=1)
    """A log-in ends after this long, used or not."""
    smtp_url: Annotated[SecretStr, AfterValidator(_mail_server)] | None = None
    """The server that sends e-mails, as `MailServer` reads it; without it, none are sent."""
    mail_from: Annotated[str, AfterValidator(_sender)] | None = None
    """Whom e-mails are from; without it, `bluepencil@` and the host of `base_url`."""
    telegram_api: Annotated[str, AfterValidator(_base_url)] = "https://api.telegram.org"
    """The server of Telegram's Bot API: Telegram's, or one's own."""
    at_once_seconds: int = Field(default=60, ge=0, le=600)
    """How long channels that are told at once wait for more reports, which go into the same message."""
    worker_poll_seconds: float = Field(default=0.5, gt=0, le=60)
    """How often an idle worker looks for rows that are due."""
    page_pause_seconds: float = Field(default=5, ge=0, le=3600)
    """How long a host is let alone between two looks at its pages."""
    metrics_token: SecretStr | None = None
    """What Prometheus sends as a bearer token for `/metrics`."""
    metrics_networks: Annotated[Names, AfterValidator(_networks)] = ()
    """Addresses or networks that are told without a token, where they ask directly. Without either nobody is."""
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def database(self) -> str:
        """The database's address, always complete."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'bluepencil.sqlite3'}"

    @property
    def mail_server(self) -> MailServer | None:
        """Where e-mails are handed in, if they can be sent at all."""
        return MailServer.parse(self.smtp_url.get_secret_value()) if self.smtp_url else None

    @property
    def sender(self) -> str:
        """Whom e-mails are from: an address, perhaps with a name before it."""
        return self.mail_from or f"Bluepencil <bluepencil@{urlsplit(self.base_url).hostname}>"

    @property
    def secure(self) -> bool:
        """Whether browsers reach the service by https."""
        return self.base_url.startswith("https://")

    @property
    def hosts(self) -> frozenset[str]:
        """The host names that requests may carry, in lower case and without ports."""
        own = urlsplit(self.base_url).hostname or ""
        return frozenset({own, "localhost", "127.0.0.1", "::1", *map(str.lower, self.allowed_hosts)})

    def with_secret(self) -> Self:
        """The same settings with a secret for certain: the given one, else the one kept in `data_dir`.

        Several servers on one database need the same secret, so there it is to be given. Raises OSError as
        `secret_file.kept_secret` does.
        """
        if self.secret_key is not None:
            return self
        return self.model_copy(update={"secret_key": SecretStr(kept_secret(self.data_dir))})

    def secret(self) -> bytes:
        """The secret's bytes. Raises LookupError where `with_secret` was not called at start-up."""
        if self.secret_key is None:
            raise LookupError("settings without a secret: call with_secret() at start-up")
        return self.secret_key.get_secret_value().encode()
