"""Files as databases and spreadsheet programs write them, as rows of named values."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from service.errors import InvalidInput

LARGEST = 64 * 1024 * 1024
"""Bytes of a file."""
_DELIMITERS = "\t,;"
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\0": ""}
Row = dict[str, str]
"""The values by the columns' names, in small letters and without `_`; what is NULL or empty is left out."""


def rows_of(content: bytes) -> Iterator[Row]:
    """The rows of a file: CSV, tab separated as mysql prints, JSON as phpMyAdmin exports, or JSON lines.

    The first line of CSV names the columns. Raises InvalidInput for what is none of these, at the latest when the row
    is come to.
    """
    if len(content) > LARGEST:
        raise InvalidInput("file: has more than %(most)s MiB.", field="file", most=LARGEST // 1024**2)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput("file: is not text in UTF-8.", field="file") from None
    begins = text.lstrip()[:1]
    if begins in ("[", "{"):
        return map(_from_object, _objects(text))
    if not begins:
        raise InvalidInput("file: is empty.", field="file")
    return _table(text)


def _objects(text: str) -> list[Any]:
    try:
        return _records(json.loads(text))
    except RecursionError:
        raise _no_records() from None
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.split("\n") if line.strip()]  # strings may hold other line breaks
    except (ValueError, RecursionError):
        raise InvalidInput("file: is neither JSON nor JSON lines.", field="file") from None


def _records(document: Any) -> list[Any]:
    """The records of a document: a list of them, or where phpMyAdmin and pages of a Spring service keep such a list."""
    if isinstance(document, list):
        tables = [part["data"] for part in document if isinstance(part, dict) and isinstance(part.get("data"), list)]
        return [row for table in tables for row in table] or document
    if isinstance(document, dict):
        content = document.get("content")
        return content if isinstance(content, list) else [document]
    raise _no_records()


def _no_records() -> InvalidInput:
    return InvalidInput("file: holds no list of records.", field="file")


def _from_object(record: Any) -> Row:
    if not isinstance(record, dict):
        raise _no_records()
    values = {_name(name): _whole(str(value)) for name, value in record.items() if value is not None}
    return {name: value for name, value in values.items() if value}


def _whole(text: str) -> str:
    """The text without halves of surrogate pairs, which JSON lets through."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _table(text: str) -> Iterator[Row]:
    text = text.lstrip()
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    if delimiter not in head:
        raise InvalidInput("file: the first line is to name the columns.", field="file")
    # The program mysql puts nothing into quotation marks, and escapes what would end a cell.
    escaped = delimiter == "\t" and not head.startswith('"')
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if escaped else csv.QUOTE_MINIMAL)
    return _cells(reader, escaped=escaped)


def _cells(reader: Iterator[list[str]], *, escaped: bool) -> Iterator[Row]:
    try:
        names = [_name(name) for name in next(reader)]
        for cells in reader:
            if cells:
                values = (_unescaped(cell) for cell in cells) if escaped else iter(cells)
                yield {name: value for name, value in zip(names, values, strict=False) if value and value != "NULL"}
    except csv.Error as error:
        raise InvalidInput("file: cannot be read as CSV: %(why)s.", field="file", why=str(error)) from None


def _unescaped(cell: str) -> str:
    if "\\" not in cell:
        return cell
    parts = iter(cell.split("\\"))
    text = next(parts)
    for part in parts:
        if part:
            text += _ESCAPES.get("\\" + part[0], part[0]) + part[1:]
        else:
            text += "\\" + next(parts, "")
    return text


def _name(column: str) -> str:
    return column.strip().lower().replace("_", "")
