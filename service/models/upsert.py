"""INSERT ... ON CONFLICT, which both databases write alike and SQLAlchemy keeps in their dialects."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.orm import Session

from service.models.base import Base

Upsert = PostgresqlInsert | SqliteInsert


def dialect_of(session: Session) -> str:
    """The name of the session's database engine."""
    return session.get_bind().dialect.name


def insert_into(table: type[Base], dialect: str) -> Upsert:
    """An INSERT that can be given an ON CONFLICT clause."""
    rows = table_of(table)
    return postgresql.insert(rows) if dialect == "postgresql" else sqlite.insert(rows)


def table_of(table: type[Base]) -> Table:
    """The class's table, for statements that are to make no objects."""
    return Base.metadata.tables[table.__tablename__]
