"""Every setting of an installation: environment variables `BLUEPENCIL_*`, read once, passed in, never global."""

import secrets
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _split(value: object) -> object:
    """A comma-separated list as people write it in an environment variable."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an http or https address, such as https://pencil.example.org")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise ValueError("must be a scheme, a host and a port, with no path after it")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _database_url(value: str) -> str:
    scheme, separator, rest = value.partition("://")
    if scheme in ("postgres", "postgresql"):
        return f"postgresql+psycopg{separator}{rest}"
    if scheme not in ("sqlite", "postgresql+psycopg"):
        raise ValueError("must begin with sqlite:// or postgresql://")
    if scheme == "sqlite" and (not rest.strip("/") or ":memory:" in rest):
        raise ValueError("must name a file: an SQLite database in memory would be lost at the next start")
    return value


def _secret(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < 32:
        raise ValueError("must have 32 characters or more; `openssl rand -hex 32` makes one")
    return value


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """The settings of one installation. Durations are in the unit that the name ends with."""

    model_config = SettingsConfigDict(env_prefix="BLUEPENCIL_", frozen=True, extra="ignore")

    base_url: Annotated[str, AfterValidator(_base_url)] = "http://127.0.0.1:8000"
    """The address that browsers use for this service: no path, no slash at the end."""
    data_dir: Path = Path("var")
    """Where the embedded database and the generated secret live."""
    database_url: Annotated[str, AfterValidator(_database_url)] | None = None
    """`postgresql://...` or `sqlite:///file`; without it, an SQLite file in `data_dir`."""
    secret_key: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    """Keys the hashes of addresses and form tokens; without it, one is generated in `data_dir`."""
    allowed_hosts: Names = ()
    """Host names this service answers to, besides those of `base_url` and of this machine."""
    trusted_proxies: Names = ()
    """Addresses or networks of reverse proxies whose `X-Forwarded-*` headers are believed."""
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
    worker_poll_seconds: float = Field(default=0.5, gt=0, le=60)
    """How often an idle worker looks for rows that are due."""
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def database(self) -> str:
        """The database's address, always complete."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'bluepencil.sqlite3'}"

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

        The file is made on first use, readable by its owner only. Several servers on one database need the same
        secret, so there it is to be given.
        """
        if self.secret_key is not None:
            return self
        file = self.data_dir / "secret.key"
        if not file.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            fresh = self.data_dir / f".secret.{secrets.token_hex(4)}"
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_hex(32), encoding="ascii")
            try:
                file.hardlink_to(fresh)  # never replaces a secret that another process made meanwhile
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return self.model_copy(update={"secret_key": SecretStr(file.read_text(encoding="ascii").strip())})

    def secret(self) -> bytes:
        """The secret's bytes. Raises LookupError where `with_secret` was not called at start-up."""
        if self.secret_key is None:
            raise LookupError("settings without a secret: call with_secret() at start-up")
        return self.secret_key.get_secret_value().encode()
