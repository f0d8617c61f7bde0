"""A document is recognised by its content, and refused when it unfolds, hides something or runs."""

import io
import zipfile

import pytest

from tests.files.conftest import container, docx, open_document, picture
from trame.files import documents
from trame.files.documents import OPEN_DOCUMENT, recognised
from trame.files.refusal import FileRefused

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
XLSX = container({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (PDF, "pdf"),
        (docx(), "docx"),
        (XLSX, "xlsx"),
        (open_document(f"{OPEN_DOCUMENT}.text"), "odt"),
        (open_document(f"{OPEN_DOCUMENT}.spreadsheet"), "ods"),
        ("prénom;commune\nÉlodie;Pontivy\n".encode(), "csv"),
        ("\ufeffa,b\n1,2\n".encode(), "csv"),
        ("prénom;commune\nÉlodie;Pontivy\n".encode("cp1252"), "csv"),
    ],
)
def test_the_six_accepted_kinds(content: bytes, extension: str) -> None:
    assert recognised(content).extension == extension


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        recognised(content)
    return " ".join(caught.value.problems)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"du texte sans rien",
        b"<html><body>a;b</body></html>",
        b'{"a": 1, "b": 2}',
        b"\x00\x01;\x02",
        b"MZ\x90\x00;;;",
        b"\x7fELF;;",
        b"a;b\x1b[31m\n",
        picture("PNG"),
        picture("JPEG"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
        open_document(f"{OPEN_DOCUMENT}.graphics"),
        open_document("application/epub+zip"),
        container({"readme.txt": b"rien"}),
    ],
)
def test_anything_else_is_refused_and_told_what_to_send(content: bytes) -> None:
    assert documents.EXPECTED in refusal(content)


@pytest.mark.parametrize(
    "content", [PDF[:30], docx()[:-30], docx()[:60], b"PK\x03\x04"], ids=["pdf", "docx, end", "docx, start", "zip"]
)
def test_a_truncated_document_is_refused(content: bytes) -> None:
    assert "abîmé" in refusal(content)


@pytest.mark.parametrize("field", [6, 10], ids=["version", "method"])
def test_a_container_of_another_time_is_refused(field: int) -> None:
    """The version needed and the compression method, as the list at the end of the container gives them."""
    content = bytearray(docx())
    content[content.index(b"PK\x01\x02") + field] = 99
    assert "abîmé" in refusal(bytes(content))


def test_a_document_under_a_password_is_refused_with_its_reason() -> None:
    content = bytearray(docx())
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flag of an encrypted part
    assert "mot de passe" in refusal(bytes(content))


def test_a_bomb_that_announces_its_size_is_refused_before_it_unfolds(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx(**{"word/bombe.xml": b"\x00" * (documents.MAX_INFLATED + 1)})
    assert len(bomb) < 200_000
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *args: pytest.fail("a part was opened"))
    assert "gonfle" in refusal(bomb)


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_unfolds() -> None:
    bomb = bytearray(docx(**{"word/bombe.xml": b"\x00" * 50_000_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = bomb.index(b"word/bombe.xml") if signature == b"PK\x03\x04" else bomb.rindex(b"word/bombe.xml")
        start = bomb.rindex(signature, 0, place)
        bomb[start + offset : start + offset + 4] = (100).to_bytes(4, "little")
    assert any(word in refusal(bytes(bomb)) for word in ("gonfle", "abîmé"))


def test_a_bomb_of_moderate_size_is_betrayed_by_its_ratio() -> None:
    assert "gonfle" in refusal(docx(**{"word/bombe.xml": b"\x00" * 20_000_000}))


def test_ten_thousand_parts_are_refused() -> None:
    assert "gonfle" in refusal(docx(**{f"word/{n}.xml": b"" for n in range(10_000)}))


@pytest.mark.parametrize(
    "inside",
    [container({"a": b"b"}), b"\x1f\x8b\x08\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"],
    ids=["zip", "gzip", "7z", "rar"],
)
def test_an_archive_within_a_document_is_refused(inside: bytes) -> None:
    assert "contient une archive" in refusal(docx(**{"word/embeddings/fichier.bin": inside}))


def test_every_problem_is_told_at_once() -> None:
    said = refusal(container({"vbaProject.bin": b"macro", "a.zip": container({"a": b"b"})}))
    for expected in ("est une archive, pas un document", "contient des macros", "contient une archive"):
        assert expected in said


def test_macros_are_refused() -> None:
    assert "macros" in refusal(docx(**{"word/vbaProject.bin": b"\x00"}))
    basic = container(
        {"mimetype": f"{OPEN_DOCUMENT}.text".encode(), "content.xml": b"<o/>", "Basic/script-lc.xml": b"<o/>"}
    )
    assert "macros" in refusal(basic)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word\\..\\..\\x"])
def test_a_part_that_leads_outside_is_refused(name: str) -> None:
    assert "abîmé" in refusal(docx(**{name: b"x"}))


def test_twins_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(name, b"<x/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", b"<y/>")
    assert "abîmé" in refusal(out.getvalue())


def test_a_protected_archive_is_refused() -> None:
    content = bytearray(docx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(signature)
        content[start + offset] |= 1
    assert "mot de passe" in refusal(bytes(content))
