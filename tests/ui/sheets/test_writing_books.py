import datetime as dt
import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from trame.ui.sheets.book import Book, Column, Drawing, Form, Grid, Sheet, safe_names
from trame.ui.sheets.ods import to_ods
from trame.ui.sheets.xlsx import to_xlsx


def book(label: str = "E-mail", name: str = "Sujets") -> Book:
    columns = (Column("Sujet"), Column("Nombre", Form.NUMBER), Column("Part", Form.SHARE))
    rows = ((label, 3, 0.25), ("Temps", 1.5, None), ("Caché", "masqué", None))
    drawing = Drawing(title=label, alt=label, values=(1,), rows=3)
    grid = Grid(title="Sujets", columns=columns, rows=rows, total=("Total", 12, None), drawing=drawing)
    about = (("Du", dt.date(2025, 1, 1)),)
    return Book(title="T", organisation="O", made_on=dt.date(2025, 1, 2), sheets=(
        Sheet(name=name, title="Sujets", about=about, grids=(grid,)),
    ))  # fmt: skip


def test_whole_decimal_share_and_text_keep_their_nature() -> None:
    cells = {row[0].value: row for row in openpyxl.load_workbook(io.BytesIO(to_xlsx(book()))).active.iter_rows()}
    assert [cell.value for cell in cells["E-mail"][:3]] == ["E-mail", 3, 0.25]
    assert [cells["E-mail"][1].number_format, cells["Temps"][1].number_format] == ["#,##0", "#,##0.0"]
    assert cells["E-mail"][2].number_format == '0.0"\u202f"%'
    assert cells["Caché"][1].value == "masqué"
    assert cells["Total"][1].value == 12
    found = CalamineWorkbook.from_filelike(io.BytesIO(to_ods(book()))).get_sheet_by_index(0).to_python()
    assert ["E-mail", 3.0, 0.25] in found
    assert ["Du", dt.date(2025, 1, 1), ""] in found


@given(st.lists(st.text(max_size=40), max_size=12))
def test_names_of_sheets_are_accepted_and_differ(names: list[str]) -> None:
    found = safe_names(names)
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name[0] != "'" != name[-1]
        assert name.casefold() not in ("history", "historique")


@settings(max_examples=30)  # two files each
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_makes_a_file_that_opens(label: str, name: str) -> None:
    made = book(label, name)
    assert openpyxl.load_workbook(io.BytesIO(to_xlsx(made)))
    assert CalamineWorkbook.from_filelike(io.BytesIO(to_ods(made))).sheet_names == safe_names([name])
