"""Numbers in addresses."""

from typing import Annotated

from fastapi import Path

RowNumber = Annotated[int, Path(ge=0, le=2**63 - 1)]
"""A row's number in an address. One that no database can hold leads nowhere, as one that there is not."""
