"""The bilan as a file: the same figures as the statistics, in every format, readable by everyone."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast

pytestmark = pytest.mark.django_db

NARROW, FIXED = "\u202f", "\u00a0"
ALT = re.compile(r'<wp:docPr [^>]*descr="([^"]+)"')


@pytest.fixture
def word(year: Cast, tmp_path: Path) -> Path:
    return build(year, tmp_path, "docx")


def build(year: Cast, folder: Path, format_: str) -> Path:
    out = folder / f"bilan.{format_}"
    call_command("build_report", organisation=year.navette.pk, year=2025, format=format_, out=out, verbosity=0)
    return out


def chapters(path: Path) -> dict[str, list[str]]:
    """Title of each chapter → its texts, tables cell by cell included, in order."""
    document, found, current = docx.Document(str(path)), {}, ""
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            found.setdefault(current, []).extend(cell.text for row in block.rows for cell in row.cells)
        elif block.style is not None and block.style.name == "Heading 1":
            current = block.text
            found[current] = []
        else:
            found.setdefault(current, []).append(block.text)
    return found


def chapter(path: Path, number: int) -> list[str]:
    return next(texts for title, texts in chapters(path).items() if title.startswith(f"{number}."))


def rows(path: Path, caption_of_first_cell: str) -> dict[str, tuple[str, ...]]:
    """First cell → other cells, of the table whose header begins with that word."""
    for table in docx.Document(str(path)).tables:
        if table.rows[0].cells[0].text == caption_of_first_cell:
            return {row.cells[0].text: tuple(cell.text for cell in row.cells[1:]) for row in table.rows[1:]}
    raise AssertionError(f"no table headed {caption_of_first_cell}")


def test_the_nine_sections_are_there_in_order(word: Path) -> None:
    titles = [title for title in chapters(word) if re.match(r"\d\. ", title)]
    assert [title[0] for title in titles] == list("123456789")


def test_section_1_gives_the_commune_the_epci_and_their_population(word: Path) -> None:
    table = rows(word, "Échelle")
    assert table["Commune"] == ("Pontivy", f"14{NARROW}640")
    assert table["Intercommunalité"] == ("CC Pontivy Communauté", f"46{NARROW}032")


def test_section_3_gives_the_hours(word: Path) -> None:
    assert any(f"3{FIXED}h{FIXED}15" in text for text in chapter(word, 3))


def test_section_4_gives_figures_worked_out_by_hand_each_with_its_base(word: Path) -> None:
    table = rows(word, "Chiffre")
    assert len(table) >= 12
    assert all(len(base) > 15 for _, _, base in table.values())
    assert {label: value for label, (value, _, _) in table.items()} | {
        "Accompagnements": "12",
        "Activités": "3",
        "Accompagnements individuels": "2",
        "Ateliers collectifs": "1",
        "Participations aux ateliers": "10",
        "Personnes suivies": "0",
        "Accompagnements anonymes": "12",
        "Premières venues": "4",
        "Temps d’accompagnement": f"3{FIXED}h{FIXED}15",
        "Femmes": "7",
        "Hommes": "3",
        "Personnes retraitées": "1",
        "À domicile": "1",
    } == {label: value for label, (value, _, _) in table.items()}
    assert table["Femmes"][1] == f"58,3{NARROW}%"


def test_pictures_are_told_in_words(word: Path) -> None:
    with zipfile.ZipFile(word) as archive:
        source = archive.read("word/document.xml").decode()
    assert source.count("<wp:docPr ") >= 5
    assert len(ALT.findall(source)) == source.count("<wp:docPr ")
    assert any("Prévention en sécurité numérique, 10" in alt for alt in ALT.findall(source))


def test_a_draft_says_what_remains_to_write(word: Path) -> None:
    assert any("Listez ce qui vous a fait connaître" in text for text in chapter(word, 7))


def test_the_odt_holds_the_same_key_figures(year: Cast, tmp_path: Path) -> None:
    with zipfile.ZipFile(build(year, tmp_path, "odt")) as archive:
        source = archive.read("content.xml").decode()
    text = re.sub(r"<[^>]+>", "|", source)
    assert f"3{FIXED}h{FIXED}15" in text
    assert f"58,3{NARROW}%" in text
    assert "9. Le bilan financier" in text


def test_the_pdf_is_tagged_titled_and_in_french(year: Cast, tmp_path: Path) -> None:
    with pikepdf.open(build(year, tmp_path, "pdf")) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).lower().startswith("fr")
        assert "Bilan d’activité de médiation numérique 2025" in str(pdf.docinfo.Title)
        assert pdf.Root.StructTreeRoot
        assert len(pdf.pages) >= 4


def test_the_html_is_a_page_that_stands_alone(year: Cast, tmp_path: Path) -> None:
    page = build(year, tmp_path, "html").read_text()
    assert page.lower().startswith("<!doctype html>")
    assert "Les chiffres clés" in page
    assert "<script" not in page


def test_a_structure_without_activity_gets_a_document_too(cast: Cast, tmp_path: Path) -> None:
    assert zipfile.is_zipfile(io.BytesIO(build(cast, tmp_path, "docx").read_bytes()))


def test_an_unknown_structure_or_folder_is_explained(year: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Aucune structure"):
        call_command("build_report", organisation=999_999, year=2025, format="pdf", out=tmp_path / "x.pdf")
    with pytest.raises(CommandError, match="ne peut pas être écrit"):
        call_command("build_report", organisation=year.navette.pk, year=2025, format="html", out=tmp_path / "no" / "x")
