"""House dictionaries: what a site holds correct, and what its editors corrected before."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.models.account import Account
from service.models.base import Base, Id


class HouseWord(Base):
    """One word or short phrase that a site holds correct: a name, its house style."""

    __tablename__ = "house_word"
    __table_args__ = (UniqueConstraint("site_id", "folded"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    word: Mapped[str] = mapped_column(String(100))
    folded: Mapped[str] = mapped_column(String(100))
    """`domain.dictionary.word_key` of the word."""
    origin: Mapped[str] = mapped_column(String(20))
    """How it came here: `added` by hand, `imported`, or `rejected`: an editor said that it is no error."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]

    account: Mapped[Account | None] = relationship()


class KnownPair(Base):
    """What the editors of a site corrected, and to what; the engine suggests it again."""

    __tablename__ = "known_pair"
    __table_args__ = (UniqueConstraint("site_id", "folded"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    wrong: Mapped[str] = mapped_column(String(100))
    folded: Mapped[str] = mapped_column(String(100))
    """`domain.dictionary.word_key` of the wrong words."""
    correction: Mapped[str] = mapped_column(String(100))
    origin: Mapped[str] = mapped_column(String(20))
    """`added` by hand, or `learned` from a decision, whose issue may be gone by now."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]

    account: Mapped[Account | None] = relationship()
