"""CSV files open in a French spreadsheet, and no cell of them runs."""

import datetime as dt
from decimal import Decimal

import pytest

from trame.ui.sheets import csv_response, write_csv


def test_the_file_is_utf8_with_its_mark_semicolons_and_decimal_commas() -> None:
    written = write_csv([["Thématique", "n"], ["E-mail", 14], ["Santé", 7.5], ["Été", Decimal("0.25")]])
    assert written == "\ufeffThématique;n\r\nE-mail;14\r\nSanté;7,5\r\nÉté;0,25\r\n".encode()


@pytest.mark.parametrize("text", ["=1+1", "+33612345678", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_would_run_is_written_as_text(text: str) -> None:
    assert write_csv([[text, "ok"]]).decode("utf-8-sig").lstrip('"').startswith(f"'{text[:1]}")


def test_a_negative_number_stays_a_number() -> None:
    assert write_csv([[-3, -2.5]]).decode("utf-8-sig") == "-3;-2,5\r\n"


def test_nothing_a_date_and_an_answer_have_their_form() -> None:
    row = [None, dt.date(2025, 3, 3), True, False]
    assert write_csv([row]).decode("utf-8-sig") == ";2025-03-03;oui;non\r\n"


def test_a_semicolon_a_quote_and_a_line_break_stay_in_their_cell() -> None:
    assert write_csv([['a;b "c"\nd', "e"]]).decode("utf-8-sig") == '"a;b ""c""\nd";e\r\n'


def test_the_download_has_a_name_and_a_header_line() -> None:
    response = csv_response("chiffres.csv", ["Mois", "n"], [["2025-03", 9]])
    assert response["Content-Disposition"] == 'attachment; filename="chiffres.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.decode("utf-8-sig") == "Mois;n\r\n2025-03;9\r\n"
