"""What lets the operator of a new installation make its first account."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base


class SetupToken(Base):
    """One token that a server printed when there was no account. All are gone when there is one."""

    __tablename__ = "setup_token"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    created_at: Mapped[datetime]
