"""A bundle of CSV files with `datapackage.json`, which says what each column holds (Data Package, Table Schema)."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any, Literal

from trame.ui.documents.characters import cleaned

from .writing import CsvCell, write_csv

MIME_TYPE = "application/zip"
DESCRIPTOR = "datapackage.json"
READ_ME = "LISEZMOI.txt"
# The files are written by write_csv: semicolons, decimal commas, « oui » and « non », a mark that Excel needs.
DIALECT = {"delimiter": ";", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
FORMATS: dict[str, dict[str, Any]] = {
    "number": {"decimalChar": ","},
    "boolean": {"trueValues": ["oui"], "falseValues": ["non"]},
    "date": {"format": "default"},
}

FieldType = Literal["string", "integer", "number", "boolean", "date"]


@dataclass(frozen=True)
class Field:
    """`least`: the smallest value. `key`: with the other keys, names one row and one only."""

    name: str
    title: str
    type: FieldType = "string"
    description: str = ""
    required: bool = False
    least: int | None = None
    key: bool = False


@dataclass(frozen=True)
class Resource:
    """One file, `name`.csv: ASCII, in small letters. A row has one cell per field."""

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[CsvCell, ...], ...]
    description: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9_-]+", self.name):
            raise ValueError(f"not the name of a file: {self.name}")


@dataclass(frozen=True)
class Package:
    """`missing`: the words found in the place of a value that is not told; an empty cell always is one."""

    name: str
    title: str
    description: str
    made_on: dt.date
    resources: tuple[Resource, ...]
    missing: tuple[str, ...] = ()
    read_me: str = ""
    sources: tuple[str, ...] = field(default_factory=tuple)


def to_zip(package: Package) -> bytes:
    """The files, their description, and a text for who opens the bundle by hand."""
    package = cleaned(package)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as bundle:

        def add(name: str, content: bytes) -> None:
            day = package.made_on
            item = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            item.compress_type, item.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            bundle.writestr(item, content)

        add(READ_ME, package.read_me.replace("\n", "\r\n").encode("utf-8-sig"))
        add(DESCRIPTOR, json.dumps(descriptor(package), ensure_ascii=False, indent=2).encode())
        for resource in package.resources:
            head = [column.name for column in resource.fields]
            add(f"{resource.name}.csv", write_csv([head, *resource.rows]))
    return written.getvalue()


def descriptor(package: Package) -> dict[str, Any]:
    """What datapackage.json says."""
    return {
        "profile": "tabular-data-package",
        "name": package.name,
        "title": package.title,
        "description": package.description,
        "created": f"{package.made_on.isoformat()}T00:00:00Z",
        "sources": [{"title": source} for source in package.sources],
        "resources": [_resource(resource, package) for resource in package.resources],
    }


def _resource(resource: Resource, package: Package) -> dict[str, Any]:
    keys = [column.name for column in resource.fields if column.key]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in resource.fields],
        "missingValues": ["", *package.missing],
    }
    if keys:
        schema["primaryKey"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": resource.name,
        "path": f"{resource.name}.csv",
        "title": resource.title,
        "description": resource.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": schema,
    }


def _field(column: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.least is not None:
        constraints["minimum"] = column.least
    said = {"name": column.name, "title": column.title, "description": column.description, "type": column.type}
    filled: dict[str, Any] = {key: value for key, value in said.items() if value}
    return filled | FORMATS.get(column.type, {}) | ({"constraints": constraints} if constraints else {})
