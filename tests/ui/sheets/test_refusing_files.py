"""Whatever is not a sound XLSX is refused in French, saying what it is and what to do, before it costs anything."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ui.sheets.spreadsheets import sheet_xml, with_part, xlsx
from trame.ui.sheets import SheetRefused, inspection, read_workbook

SHEET = "xl/worksheets/sheet1.xml"
SOUND = xlsx(("Activités", [["Date", "ID CRA"], ["a", "b"]]))


def zip_of(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return stream.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(SheetRefused) as refused:
        read_workbook(content).sheet("Activités")
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\xff\xd8\xff\xe0....", "image"),
        (b"%PDF-1.7", "PDF"),
        (b"Date;Type;ID CRA\r\n", "CSV"),
        (b"\xef\xbb\xbfDate,Type\n", "CSV"),
        (b"\n <!DOCTYPE html><table>", "page web"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "ancien Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
        (b"n'importe quoi", "n’est pas un tableur"),
        (b"\x00\x01\x02;", "n’est pas un tableur"),
        (zip_of(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "LibreOffice"),
        (zip_of(word__document=b"", **{"word__document.xml": b"<a/>"}), "Word"),
        (zip_of(**{"xl__workbook.bin": b"x"}), "binaire"),
        (zip_of(lisez_moi=b"bonjour"), "archive zip"),
    ],
)
def test_a_file_of_another_kind_is_named(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_a_file_beyond_10_megabytes_is_refused_unread() -> None:
    assert "10 Mo" in refusal(bytes(10 * 1024 * 1024 + 1))


def test_a_truncated_or_altered_file_is_called_damaged() -> None:
    assert "abîmé" in refusal(SOUND[: len(SOUND) // 2])
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        start = archive.getinfo(SHEET).header_offset + 60
    assert "abîmé" in refusal(SOUND[:start] + b"\xff\xff\xff\xff\xff" + SOUND[start + 5 :])


def test_a_sheet_that_is_not_well_formed_is_called_damaged() -> None:
    assert "abîmé" in refusal(with_part(SOUND, SHEET, b"<worksheet><sheetData>"))


def test_a_password_on_the_archive_is_told() -> None:
    altered = bytearray(SOUND)
    flag = altered.index(b"PK\x01\x02") + 8
    altered[flag] |= 1
    assert "mot de passe" in refusal(bytes(altered))


def test_a_bomb_that_declares_its_size_is_refused() -> None:
    assert "gonfle" in refusal(with_part(SOUND, SHEET, bytes(200 * 1024 * 1024)))


def test_a_bomb_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its list says 20 bytes: only what really comes out counts."""
    monkeypatch.setattr(inspection, "MAX_INFLATED", 5_000_000)
    bomb = with_part(SOUND, "xl/media/image1.bin", b"\0" * 20_000_000)
    true_size = (20_000_000).to_bytes(4, "little")
    assert bomb.count(true_size) == 2
    refused = refusal(bomb.replace(true_size, (20).to_bytes(4, "little")))
    assert "gonfle" in refused or "abîmé" in refused


def test_a_part_that_inflates_far_beyond_its_packed_size_is_refused() -> None:
    assert "gonfle" in refusal(with_part(SOUND, "xl/media/image1.bin", bytes(30_000_000)))


def test_thousands_of_parts_are_refused() -> None:
    parts = {"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"} | {f"p{n}": b"x" for n in range(600)}
    assert "gonfle" in refusal(zip_of(**parts))


def test_two_parts_of_one_name_are_refused() -> None:
    stream = io.BytesIO(SOUND)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("XL/Worksheets/Sheet1.xml", b"<a/>")
    assert "abîmé" in refusal(stream.getvalue())


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "docProps/core.xml"])
def test_a_doctype_is_refused_in_any_part(name: str) -> None:
    part = sheet_xml("", before='<!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>')
    assert "DOCTYPE" in refusal(with_part(SOUND, name, part))


def test_a_doctype_hidden_by_utf_16_is_refused() -> None:
    part = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><worksheet/>'.encode("utf-16")
    assert "DOCTYPE" in refusal(with_part(SOUND, SHEET, part))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        '<row r="100001"><c><v>1</v></c></row>',
        f'<row r="1">{"<c/>" * 101}</row>',
        '<row r="1"><c x=">" r="CZ1"><v>1</v></c></row>',
        '<row r="90000"><c r="CV90000"><v>1</v></c></row>',
    ],
)
def test_a_grid_too_large_is_refused_before_it_is_built(rows: str) -> None:
    assert "100 000 lignes" in refusal(with_part(SOUND, SHEET, sheet_xml(rows)))


def test_a_long_text_cited_thousands_of_times_is_refused_before_it_is_copied() -> None:
    texts = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"a" * 300_000}</t></si></sst>'
    )
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1001))
    content = with_part(with_part(SOUND, "xl/sharedStrings.xml", texts.encode()), SHEET, sheet_xml(rows))
    assert "gonfle" in refusal(content)


def read_or_refused(content: bytes) -> str:
    """The names of the sheets, all read, or the sentence of the refusal; any other exception is a failure."""
    try:
        book = read_workbook(content)
        return ", ".join(book.sheet(name).name for name in book.names)
    except SheetRefused as refused:
        return str(refused)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_an_altered_workbook_is_read_or_refused_but_never_breaks(data: st.DataObject) -> None:
    altered = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        altered[data.draw(st.integers(0, len(altered) - 1))] = data.draw(st.integers(0, 255))
    assert read_or_refused(bytes(altered))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_french(content: bytes) -> None:
    assert refusal(content)
    assert refusal(b"PK\x03\x04" + content)


CELLS = st.one_of(
    st.builds(lambda v: f"<v>{v}</v>", st.sampled_from(["1", "-1", "1e999", "x", "", "99999999", "45000.5"])),
    st.just("<f>A1</f>"),
    st.just("<is><t>x</t></is>"),
)
KINDS = st.sampled_from(
    ["", ' t="s"', ' t="b"', ' t="e"', ' t="d"', ' t="inlineStr"', ' t="str"', ' s="9999"', ' t="?"']
)
PLACES = st.sampled_from(["", ' r="A1"', ' r="B2"', ' r="A0"', ' r="1A"', ' r=""', ' r="a1"', ' r="CV1"'])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(PLACES, KINDS, CELLS), max_size=6))
def test_any_cells_are_read_or_refused_but_never_break(cells: list[tuple[str, str, str]]) -> None:
    rows = "<row>" + "".join(f"<c{place}{kind}>{inside}</c>" for place, kind, inside in cells) + "</row>"
    assert read_or_refused(with_part(SOUND, SHEET, sheet_xml(rows)))
