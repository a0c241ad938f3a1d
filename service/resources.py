"""Where the files lie that are not Python: beside this package in a checkout, inside it in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_SHIPPED = _PACKAGE / "_shipped"
_CHECKOUT = _PACKAGE.parent

TEMPLATES = _PACKAGE / "templates"
STATIC = _PACKAGE / "static"
CATALOGUES = _PACKAGE / "locale"
MIGRATIONS = _SHIPPED / "migrations" if _SHIPPED.exists() else _CHECKOUT / "migrations"
GUIDES = _SHIPPED / "embed" if _SHIPPED.exists() else _CHECKOUT / "docs" / "embed"
WIDGET = _SHIPPED / "widget" if _SHIPPED.exists() else _CHECKOUT / "widget" / "dist"
