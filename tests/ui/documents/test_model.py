"""What a document may hold, and what a chart says when it is not seen."""

import pytest

from tests.ui.documents.sample import COLUMNS, GENDERS, PIXEL, TOPICS, WEAVE
from trame.ui.documents import Chart, ChartRow, Document, DocumentError, Heading, Picture, Table
from trame.ui.documents.model import picture_size


def test_the_finding_of_bars_names_the_longest_known_bar_then_the_unknown() -> None:
    expected = (
        "2 barres\u202f; la plus longue\u00a0: Aide aux démarches, 1\u202f497\u202f; non renseigné\u00a0: 2\u202f000"
    )
    assert TOPICS.finding == expected


def test_the_finding_of_columns_names_the_highest_and_the_lowest() -> None:
    expected = "4 colonnes\u202f; la plus haute\u00a0: mars, 142\u202f; la plus basse\u00a0: avr., 41"
    assert COLUMNS.finding == expected


def test_the_findings_of_parts_and_of_a_weave_give_every_figure() -> None:
    assert GENDERS.finding == "Genre\u00a0: Femmes 60,2\u202f%, Hommes 39,8\u202f%"
    assert WEAVE.finding == "Accompagnements par mois\u00a0: janv. 118, févr. 109, mars 142, avr. 41"


def test_a_given_alternative_text_replaces_the_finding() -> None:
    assert (
        Chart("bars", "Lieux", "", (ChartRow("Pontivy", 3),), alt="Tout se passe à Pontivy").finding
        == "Tout se passe à Pontivy"
    )


def test_a_chart_with_no_known_row_says_there_is_nothing() -> None:
    assert Chart("bars", "Lieux", "", ()).finding == "Lieux\u00a0: aucune donnée"


def test_the_table_of_a_chart_leaves_out_a_share_nobody_gave() -> None:
    assert WEAVE.table.header == ("Mois", "Accompagnements")
    assert WEAVE.table.rows[2] == ("mars", "142")
    assert TOPICS.table.rows[0] == ("Aide aux démarches", "1\u202f497", "38,7\u202f%")


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0"), (999, "999"), (1284567, "1\u202f284\u202f567"), (7.5, "7,5"), (1234.5, "1\u202f234,5")]
)
def test_a_length_is_typeset_when_no_text_is_given(n: float, text: str) -> None:
    assert ChartRow("x", n).text == text


def test_a_given_text_is_kept_as_it_is() -> None:
    assert ChartRow("Petit", 10, value="moins de 11").text == "moins de 11"


@pytest.mark.parametrize("n", [-1, float("nan"), float("inf")])
def test_a_bar_has_a_length_that_can_be_drawn(n: float) -> None:
    with pytest.raises(DocumentError, match="La longueur de « E-mail »"):
        ChartRow("E-mail", n)


def test_a_row_of_a_table_has_as_many_cells_as_the_header() -> None:
    with pytest.raises(DocumentError, match="n’a pas 2 cellules"):
        Table("Activité", ("Mesure", "2026"), (("Heures",),))


def test_every_column_has_a_title() -> None:
    with pytest.raises(DocumentError, match="Chaque colonne du tableau « Activité »"):
        Table("Activité", (" ", "2026"), ())


def test_a_picture_without_alternative_text_is_refused() -> None:
    with pytest.raises(DocumentError, match="texte de remplacement"):
        Picture(PIXEL, " ")


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
def test_only_png_and_jpeg_pictures_are_taken(data: bytes) -> None:
    with pytest.raises(DocumentError, match="ni un PNG ni un JPEG"):
        Picture(data, "Une image")


def test_the_size_of_a_jpeg_is_read_past_its_tables() -> None:
    tables = b"\xff\xe0\x00\x04ab" + b"\xff\xc4\x00\x03z"
    frame = b"\xff\xc0\x00\x11\x08" + (30).to_bytes(2, "big") + (40).to_bytes(2, "big") + b"\x03"
    assert picture_size(b"\xff\xd8" + tables + frame) == (40, 30)


@pytest.mark.parametrize("level", [0, 4])
def test_headings_have_three_levels(level: int) -> None:
    with pytest.raises(DocumentError, match="niveau 1, 2 ou 3"):
        Heading(level, "Titre")


def test_a_document_has_a_title_and_a_language() -> None:
    with pytest.raises(DocumentError, match="doit avoir un titre"):
        Document(title="  ", organisation="La Navette")
    with pytest.raises(DocumentError, match="n’est pas une langue"):
        Document(title="Bilan", organisation="La Navette", lang="français")
