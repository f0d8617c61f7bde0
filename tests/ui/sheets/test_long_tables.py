"""Long tables: the same rows in CSV, XLSX and ODS, read back by other programs; nothing runs, nothing piles up."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from trame.ui.documents.characters import fit
from trame.ui.sheets import streaming
from trame.ui.sheets.streaming import LONG_FORMATS, LongTable, Row, Value

DAY, MOMENT = dt.date(2026, 3, 3), dt.datetime(2026, 3, 3, 14, 5)
ATTACKS = ("=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "\n=1", "＝1+1", '=HYPERLINK("http://x")')


def table(*rows: Row) -> LongTable:
    return LongTable(name="Activités", headings=["Nom", "Nombre", "Jour", "Moment"], widths=[20] * 4, rows=iter(rows))


def written(code: str, made: LongTable, folder: Path) -> bytes:
    out = io.BytesIO()
    LONG_FORMATS[code].write(made, out, folder)
    return out.getvalue()


def read(code: str, content: bytes) -> list[list[object]]:
    """By a program of others: LibreOffice's and Excel's files by calamine, CSV by Python's own reader."""
    if code == "csv":
        return [list(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_name("Activités").to_python()]


@pytest.mark.parametrize("code", ["xlsx", "ods"])
def test_a_sheet_keeps_numbers_dates_and_lines(code: str, tmp_path: Path) -> None:
    row = ("Été  &  <ligne>\nsuite", 12, DAY, MOMENT)

    rows = read(code, written(code, table(row, ("", None, None, None), ("fin", 0, None, None)), tmp_path))

    assert rows[0] == ["Nom", "Nombre", "Jour", "Moment"]
    assert rows[1] == ["Été  &  <ligne>\nsuite", 12.0, DAY, MOMENT]
    assert rows[2] == ["", "", "", ""]
    assert rows[3] == ["fin", 0.0, "", ""]


def test_a_csv_is_opened_by_french_spreadsheets(tmp_path: Path) -> None:
    content = written("csv", table(("Été; « oui »", 12, DAY, MOMENT), ("", None, None, None)), tmp_path)

    assert content.decode("utf-8-sig") == (
        "Nom;Nombre;Jour;Moment\r\n"
        '"Été; « oui »";12;2026-03-03;2026-03-03 14:05\r\n'
        ";;;\r\n"
    )  # fmt: skip
    assert content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_a_formula(attack: str, tmp_path: Path) -> None:
    rows = [(attack, None, None, None)]

    (_, said) = read("csv", written("csv", table(*rows), tmp_path))
    assert str(said[0]).startswith("'")

    cell = openpyxl.load_workbook(io.BytesIO(written("xlsx", table(*rows), tmp_path))).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix, "opened and validated, it stays a text"

    with zipfile.ZipFile(io.BytesIO(written("ods", table(*rows), tmp_path))) as archive:
        content = archive.read("content.xml").decode()
    assert "table:formula" not in content
    assert content.count('office:value-type="string"') == 5  # four headings and this text


def test_no_sheet_holds_a_formula_or_a_link(tmp_path: Path) -> None:
    texts = [(attack, None, None, None) for attack in (*ATTACKS, "http://exemple.test", "mailto:a@b.test", "123")]
    with zipfile.ZipFile(io.BytesIO(written("xlsx", table(*texts), tmp_path))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert "<v>" not in sheet, "a text made of digits stays a text"


@pytest.mark.parametrize("code", ["csv", "xlsx", "ods"])
def test_characters_that_no_file_can_hold_are_left_out(code: str, tmp_path: Path) -> None:
    rows = read(code, written(code, table(("a\x00b\x07c\ufffed\ud800e_x0041_", None, None, None)), tmp_path))
    assert rows[1][0] == "abcde_x0041_"


@pytest.mark.parametrize("code", ["xlsx", "ods"])
def test_a_text_too_long_for_a_cell_is_cut_or_whole_but_never_lost(code: str, tmp_path: Path) -> None:
    rows = read(code, written(code, table(("x" * 40_000, 1, None, None)), tmp_path))
    assert len(str(rows[1][0])) == {"xlsx": 32_767, "ods": 40_000}[code]


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=30)
values = st.one_of(st.none(), texts, st.integers(-(10**9), 10**9), st.dates(dt.date(2000, 1, 1), dt.date(2099, 1, 1)))


@given(rows=st.lists(st.tuples(values, values), max_size=8))
def test_any_rows_come_back_the_same_from_libreoffice(rows: list[Row]) -> None:
    """But for tabs, which are spaces. A last row keeps calamine from leaving out empty ones."""
    ended = iter([*rows, ("fin", "fin")])
    made = LongTable(name="Activités", headings=["a", "b"], widths=[10, 10], rows=ended)

    found = read("ods", written("ods", made, Path()))

    assert found[1:-1] == [[as_read(cell) for cell in row] for row in rows]


def as_read(cell: Value) -> object:
    if isinstance(cell, str):
        return fit(cell).replace("\t", " ")
    return "" if cell is None else cell


@pytest.mark.parametrize("code", ["xlsx", "ods"])
def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "MAX_SHEET_ROWS", 2)
    content = written(code, table(*[(str(n), n, None, None) for n in range(5)]), tmp_path)

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))

    assert book.sheet_names == ["Activités", "Activités (2)", "Activités (3)"]
    firsts = [[row[0] for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names]
    assert firsts == [["Nom", "0", "1"], ["Nom", "2", "3"], ["Nom", "4"]]


@pytest.mark.parametrize("code", ["xlsx", "ods"])
def test_a_full_sheet_opens_no_empty_one(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "MAX_SHEET_ROWS", 2)
    content = written(code, table(*[(str(n), n, None, None) for n in range(2)]), tmp_path)
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == ["Activités"]


class Stopped(Exception):
    pass


def stops_at(last: int) -> Iterator[Row]:
    for rank in range(last):
        yield (f"ligne {rank}", rank, None, None)
    raise Stopped


@pytest.mark.parametrize("code", ["csv", "xlsx", "ods"])
def test_rows_that_stop_leave_nothing_behind(code: str, tmp_path: Path) -> None:
    made = LongTable(name="Activités", headings=["a", "b", "c", "d"], widths=[9] * 4, rows=stops_at(3_000))
    with pytest.raises(Stopped):
        LONG_FORMATS[code].write(made, io.BytesIO(), tmp_path)
    assert list(tmp_path.iterdir()) == []


class Seen:
    """A text that counts how many of its kind are alive."""

    alive = most = 0

    def __init__(self) -> None:
        Seen.alive += 1
        Seen.most = max(Seen.most, Seen.alive)

    def __del__(self) -> None:
        Seen.alive -= 1


class Traced(str):
    seen: Seen


@pytest.mark.parametrize("code", ["csv", "xlsx", "ods"])
def test_no_more_than_two_rows_are_ever_held(code: str, tmp_path: Path) -> None:
    def rows() -> Iterator[Row]:
        for rank in range(2_000):
            text = Traced(f"ligne {rank}")
            text.seen = Seen()
            yield (text, rank, None, None)

    Seen.alive = Seen.most = 0
    made = LongTable(name="Activités", headings=["a", "b", "c", "d"], widths=[9] * 4, rows=rows())
    LONG_FORMATS[code].write(made, io.BytesIO(), tmp_path)
    assert 1 <= Seen.most <= 2


def test_the_file_of_libreoffice_says_what_it_is_first(tmp_path: Path) -> None:
    content = written("ods", table(), tmp_path)
    assert content[30:38] == b"mimetype"
    assert re.match(rb".{38}application/vnd\.oasis\.opendocument\.spreadsheet", content, re.DOTALL)
