"""Fetching the files as a reader does, and opening them with libraries that Trame does not write them with."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from trame.people.models import User
from trame.statistics import page
from trame.statistics.figures import Figure

URL = "/statistiques/"
YEAR = "?du=2025-01-01&au=2025-12-31"
Rows = list[list[Any]]


def fetched(user: User, path: str, query: str = YEAR) -> bytes:
    client = Client()
    client.force_login(user)
    answer = client.get(f"{URL}{path}{query}")
    assert answer.status_code == 200, answer.status_code
    return bytes(answer.content)


def xlsx(user: User, query: str = YEAR) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(fetched(user, "figures.xlsx", query)))


def ods(user: User, query: str = YEAR) -> dict[str, Rows]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(fetched(user, "figures.ods", query)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def bundle(user: User, query: str = YEAR) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(fetched(user, "figures.zip", query))) as found:
        return {name: found.read(name) for name in found.namelist()}


def described(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["datapackage.json"])
    return found


def table(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    text = files[f"{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def line(rows: Any, label: str) -> list[Any]:
    """The first row of a sheet whose first cell is `label`, without its empty end."""
    for row in rows:
        cells = [getattr(cell, "value", cell) for cell in row]
        if cells and cells[0] == label:
            while cells and cells[-1] in (None, ""):
                cells.pop()
            return cells
    raise AssertionError(f"no row « {label} »")


def changed(monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Figure]], dict[str, Figure]]) -> None:
    """The page computes its figures, then `change` does to them what masking does."""
    compute = page.compute

    def computed(*args: Any, **options: Any) -> dict[str, Figure]:
        return change(compute(*args, **options))

    monkeypatch.setattr(page, "compute", computed)
