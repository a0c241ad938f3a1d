"""What rate limits remember, shared by all processes."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from service.models.base import Base


class Rate(Base):
    """Until when somebody has used up what they may do. The worker clears away what has passed."""

    __tablename__ = "rate"

    key_hash: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    """A keyed hash with a salt of the day, so that no address of a reader is kept."""
    used_until: Mapped[float] = mapped_column(index=True)
    """In seconds since 1970."""
