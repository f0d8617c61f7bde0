"""A sound workbook is read whole, cell by cell, with the row numbers that a person sees."""

import datetime as dt

from tests.ui.sheets.spreadsheets import sheet_xml, with_part, xlsx
from trame.ui.sheets import read_workbook

SHEET = "xl/worksheets/sheet1.xml"


def test_cells_come_as_typed_values() -> None:
    cells = ["texte", 3, 2.5, True, dt.datetime(2025, 3, 3), "01053", "=1+1 est un texte"]
    book = read_workbook(xlsx(("Feuille", [cells[:6]])))
    assert book.sheet("Feuille").rows == [["texte", 3, 2.5, True, dt.date(2025, 3, 3), "01053"]]


def test_rows_keep_their_number_when_the_first_ones_are_empty() -> None:
    content = with_part(xlsx(("A", [["x"]])), SHEET, sheet_xml('<row r="3"><c r="B3"><v>7</v></c></row>'))
    assert read_workbook(content).sheet("A").rows == [["", ""], ["", ""], ["", 7]]


def test_the_last_row_is_read_whatever_a_declared_table_says() -> None:
    content = xlsx(("A", [["Date", "n"], ["a", 1], ["dernière", 2]]))
    table = (
        b'<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" '
        b'ref="A1:B3" totalsRowShown="1" totalsRowCount="1"><tableColumns count="2"><tableColumn id="1" name="Date"/>'
        b'<tableColumn id="2" name="n"/></tableColumns></table>'
    )
    assert read_workbook(with_part(content, "xl/tables/table1.xml", table)).sheet("A").rows[-1] == ["dernière", 2]


def test_a_formula_gives_its_kept_result_and_one_without_result_is_pointed_at() -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><v>4</v></c></row>'
    book = read_workbook(with_part(xlsx(("A", [["x"]])), SHEET, sheet_xml(rows)))
    assert book.sheet("A").rows == [[2, "", 4]]
    assert set(book.unread) == {(1, 2)}


def test_control_characters_leave_texts_but_line_breaks_stay() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0000_b_x0007_\n c\td</t></is></c></row>'
    book = read_workbook(with_part(xlsx(("A", [["x"]])), SHEET, sheet_xml(rows)))
    text = book.sheet("A").rows[0][0]
    assert isinstance(text, str)
    assert "\x00" not in text
    assert "\n" in text


def test_sheets_are_found_by_name() -> None:
    assert read_workbook(xlsx(("Un", [[1]]), ("Deux", [[2]]))).names == ["Un", "Deux"]
