"""Accounts of editors and owners."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base, Id


class Account(Base):
    """One person who can log in."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """In lower case; what one logs in with."""
    name: Mapped[str] = mapped_column(String(100))
    password_hash: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(10), default="")
    """In which the desk speaks to this person; empty: as the browser asks for."""
    time_zone: Mapped[str] = mapped_column(String(64), default="")
    """Of the tz database, such as Europe/Kyiv; empty: the browser's, or UTC where it tells none."""
    is_administrator: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Of the installation: makes sites and sees to everybody's accounts; reads the reports of no site by that."""
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Of the app that gives codes, sealed; None where a password is enough to log in."""
    totp_step: Mapped[int | None]
    """The time step of the last code that was taken, counted as RFC 6238 does: no code is taken twice."""
    created_at: Mapped[datetime]
