"""Each wrong cell is told by its row, its column and its value; all at once."""

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.interchange.coop_files import FIRST, Row, coop_file, cra, named, row, workshop
from tests.ui.sheets.spreadsheets import xlsx
from trame.interchange.imports.coop.plan import read_plan
from trame.interchange.imports.plan import Plan
from trame.interchange.imports.review import review
from trame.ui.sheets import SheetRefused

pytestmark = pytest.mark.django_db


def plan_of(*rows: Row, **layout: Any) -> Plan:
    return read_plan(coop_file(rows, **layout))


def only_error(plan: Plan) -> tuple[int | None, str, str]:
    assert len(plan.errors) == 1, plan.errors
    problem = plan.errors[0]
    assert problem.message
    return problem.row, problem.column, problem.value


def warned(plan: Plan) -> list[tuple[int | None, str, str]]:
    return [(problem.row, problem.column, problem.value) for problem in plan.warnings]


def test_a_sound_file_has_no_problem() -> None:
    plan = plan_of(row(1), *workshop(2, [{}, {}]))
    assert (plan.errors, plan.warnings, plan.rows, plan.refused_rows) == ([], [], 3, 0)
    assert [planned.entry.participants for planned in plan.activities] == [1, 2]


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("Date", "32/13/2025", "32/13/2025"),
        ("Date", "hier", "hier"),
        ("Date", "", ""),
        ("Date", True, "VRAI"),
        ("Date", 45000, "45000"),
        ("Date", dt.datetime(2099, 1, 1), "01/01/2099"),
        ("Date", dt.datetime(1999, 12, 31), "31/12/1999"),
        ("Type", "Autre chose", "Autre chose"),
        ("Type", "", ""),
        ("Canaux d’accompagnement", "Par fax", "Par fax"),
        ("Canaux d’accompagnement", "", ""),
        ("Durée (min)", "", ""),
        ("Durée (min)", 0, "0"),
        ("Durée (min)", -5, "-5"),
        ("Durée (min)", 1440, "1440"),
        ("Durée (min)", 30.5, "30.5"),
        ("Durée (min)", "une heure", "une heure"),
        ("Durée (min)", True, "VRAI"),
        ("Participants", "", ""),
        ("Participants", "2/1", "2/1"),
        ("Participants", "0", "0"),
        ("Participants", "beaucoup", "beaucoup"),
        ("Participants", dt.datetime(2025, 5, 1), "01/05/2025"),
        ("Participants", "1/2", "1/2"),
        ("Bénéficiaire", "", ""),
        ("Bénéficiaire", "x" * 201, "x" * 100 + "…"),
        ("Code Insee", "99999", "99999"),
        ("Code Insee du bénéficiaire", "ABCDE", "ABCDE"),
        ("ID CRA", "", ""),
        ("ID CRA", "pas-un-identifiant", "pas-un-identifiant"),
        ("Nom du lieu", "x" * 201, "x" * 100 + "…"),
    ],
)
def test_a_wrong_cell_is_told_and_refuses_its_row(column: str, value: Any, shown: str) -> None:
    plan = plan_of(row(1), row(2, **{column: value}))
    assert only_error(plan) == (FIRST + 1, column, shown)
    assert plan.refused_rows == 1
    assert [planned.entry.source_id for planned in plan.activities] == [cra(1)]


@pytest.mark.parametrize("kind", ["Animation", "Évènement", "Partenariat"])
def test_coordination_is_not_expected_in_a_file_of_accompaniments(kind: str) -> None:
    plan = plan_of(row(1, Type=kind))
    assert only_error(plan) == (FIRST, "Type", kind)
    assert "« Accompagnement individuel », « Atelier collectif »." in plan.errors[0].message
    assert plan.activities == []


@pytest.mark.parametrize("date", ["03/03/2025", "3/3/2025", "2025-03-03", dt.datetime(2025, 3, 3, 23, 59)])
def test_a_date_may_be_a_text(date: Any) -> None:
    assert plan_of(row(1, Date=date)).activities[0].entry.date == dt.date(2025, 3, 3)


def test_forty_errors_are_told_at_once() -> None:
    plan = plan_of(*[row(number, **{"Durée (min)": "?", "Type": "?"}) for number in range(20)])
    assert [problem.row for problem in plan.errors] == [FIRST + n for n in range(20) for _ in range(2)]
    assert (plan.refused_rows, plan.activities) == (20, [])


def test_an_individual_of_two_rows_is_refused() -> None:
    rows = [row(1, Participants=f"{rank}/2") for rank in (1, 2)]
    assert only_error(plan_of(*rows)) == (FIRST, "Participants", "1/2")


def test_a_missing_row_of_an_atelier_is_told_with_both_numbers() -> None:
    rows = workshop(1, [{}, {}, {}])
    plan = plan_of(rows[0], rows[2])
    assert only_error(plan) == (FIRST, "Participants", "1/3")
    assert "annonce 3 participants" in plan.errors[0].message
    assert "2 lignes" in plan.errors[0].message
    assert plan.refused_rows == 2


def test_two_different_rows_of_one_rank_are_told() -> None:
    rows = workshop(1, [{}, {"Participants": "1/2", "Genre du bénéficiaire": "Masculin"}])
    assert only_error(plan_of(*rows)) == (FIRST + 1, "Participants", "1/2")


def test_rows_of_one_cra_that_disagree_are_told_in_their_column() -> None:
    rows = workshop(1, [{}, {"Durée (min)": 45}])
    plan = plan_of(*rows)
    assert only_error(plan) == (FIRST + 1, "Durée (min)", "45")
    assert f"la ligne {FIRST} dit « 30 »" in plan.errors[0].message
    assert (plan.refused_rows, plan.activities) == (2, [])


def test_a_repeated_group_counts_once_and_is_told() -> None:
    rows = workshop(1, [{}, {"Genre du bénéficiaire": "Masculin"}])
    plan = plan_of(*rows, *rows, row(2), total=3)
    assert plan.errors == []
    assert warned(plan) == [
        (None, "Total", "3"),
        (FIRST + 2, "ID CRA", cra(1)),
        (FIRST + 3, "ID CRA", cra(1)),
    ]
    found = review(plan).as_json()
    assert (found["rows"], found["imported"], found["attendances"]) == (5, 3, 3)


def test_one_person_on_two_rows_of_a_cra_is_counted_once_by_name() -> None:
    plan = plan_of(*workshop(1, [named("Anne Le Goff"), named("anne  LE GOFF"), {}]))
    assert warned(plan) == [(FIRST + 1, "Bénéficiaire", "anne LE GOFF")]
    entry = plan.activities[0].entry
    assert (len(entry.followed), entry.anonymous_total, entry.participants) == (1, 2, 3)


def test_unknown_words_are_kept_and_told() -> None:
    said = {
        "Thématique(s) d’accompagnement": "E-mail\nTricot connecté",
        "Matériel numérique utilisé": "Minitel",
        "Niveau d’autonomie (ou de l’atelier)": "4/3",
        "Bénéficiaire réorienté": "Peut-être",
        "Genre du bénéficiaire": "Autre",
    }
    plan = plan_of(row(1, **said))
    assert plan.errors == []
    assert {(column, value) for _, column, value in warned(plan)} == {
        ("Thématique(s) d’accompagnement", "Tricot connecté"),
        ("Matériel numérique utilisé", "Minitel"),
        ("Niveau d’autonomie (ou de l’atelier)", "4/3"),
        ("Bénéficiaire réorienté", "Peut-être"),
        ("Genre du bénéficiaire", "Autre"),
    }
    entry = plan.activities[0].entry
    assert entry.topics == ("email",)
    assert entry.unmapped_labels["Thématique(s) d’accompagnement"] == ["Tricot connecté"]
    assert review(plan).figures.by["gender"] == {"non_communique": 1}


def test_a_commune_that_was_merged_is_its_present_one() -> None:
    """Binic, 22007, joined Étables-sur-Mer in 2016 as Binic-Étables-sur-Mer, 22055."""
    merged = row(1, **{"Code Insee": "22007", "Commune": "Binic"})
    plan = plan_of(merged)
    assert (plan.errors, plan.warnings) == ([], [])
    assert plan.activities[0].entry.commune_code == "22055"


def test_a_name_that_does_not_fit_its_code_is_only_told() -> None:
    plan = plan_of(row(1, Commune="Quimper"))
    assert plan.errors == []
    assert warned(plan) == [(FIRST, "Commune", "Quimper")]
    assert "Pontivy" in plan.warnings[0].message


@pytest.mark.parametrize(
    ("cell", "code"), [(1053, "01053"), ("01053", "01053"), ("2a004", "2A004"), (56178.0, "56178")]
)
def test_a_code_that_lost_its_zero_is_found_again(cell: Any, code: str) -> None:
    plan = plan_of(row(1, **{"Code Insee": cell, "Commune": ""}))
    assert (plan.errors, plan.activities[0].entry.commune_code) == ([], code)


def test_a_place_without_code_is_told_and_the_activity_kept() -> None:
    plan = plan_of(row(1, **{"Code Insee": "", "Commune": ""}))
    assert warned(plan) == [(FIRST, "Nom du lieu", "Médiathèque de Pontivy")]
    assert (plan.activities[0].place, plan.activities[0].entry.commune_code) == (None, None)


def test_a_total_that_differs_or_is_missing_is_told() -> None:
    assert warned(plan_of(row(1), total=7)) == [(None, "Total", "7")]
    assert warned(plan_of(row(1), total="?")) == [(None, "Total", "")]


def test_an_export_without_activity_is_valid() -> None:
    found = review(plan_of(total=0)).as_json()
    assert (found["rows"], found["activities"], found["errors"], found["warnings"]) == (0, 0, [], [])


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    book = load_workbook(io.BytesIO(coop_file([row(1)])))
    cell = book["Activités"].cell(FIRST, 8)
    cell.value, cell.data_type = "=Numérique & Co", "s"  # else openpyxl would make it a formula
    stream = io.BytesIO()
    book.save(stream)
    plan = read_plan(stream.getvalue())
    assert plan.errors == []
    assert plan.activities[0].place is not None
    assert plan.activities[0].place.name == "=Numérique & Co"


def test_a_formula_without_result_is_told() -> None:
    plan = plan_of(row(1, **{"Durée (min)": "=15+15"}), row(2, Date="=1+1"))
    assert [(problem.row, problem.column) for problem in plan.errors] == [
        (FIRST, "Durée (min)"),
        (FIRST + 1, "Date"),
    ]
    assert all("formule" in problem.message for problem in plan.errors)


def test_what_a_record_cannot_hold_is_told() -> None:
    said = {
        "Nom de l’atelier": "Café",
        "Nom de la démarche administrative": "Carte grise",
        "Structure de redirection": "Autre",
        "Canaux d’accompagnement": "À domicile",
    }
    assert {column for _, column, _ in warned(plan_of(row(1, **said)))} == {
        "Nom de l’atelier",
        "Nom de la démarche administrative",
        "Structure de redirection",
        "Nom du lieu",
    }


def test_titles_are_found_in_any_place_spelling_and_order() -> None:
    titles = ["ID CRA", "Couleur", "DATE", "canaux d'accompagnement", "Duree\u00a0(min) "]
    cells = row(1)
    renamed = cells | {
        "Couleur": "bleu",
        "DATE": cells["Date"],
        "canaux d'accompagnement": "lieu d'activité",
        "Duree\u00a0(min) ": 45,
    }
    usual = [title for title in cells if title not in ("ID CRA", "Date", "Canaux d’accompagnement", "Durée (min)")]
    plan = plan_of(renamed, titles=[*titles, *usual], filters=3)
    assert plan.errors == []
    assert warned(plan) == [(None, "Couleur", "")]
    assert (plan.activities[0].entry.minutes, plan.activities[0].entry.channel) == (45, "lieu_activite")


def test_missing_columns_are_named() -> None:
    titles = [title for title in row(1) if title not in ("Type", "ID CRA")]
    with pytest.raises(SheetRefused, match="« Type », « ID CRA »"):
        plan_of(row(1), titles=titles)


def test_notes_may_be_removed_from_the_file_before_it_is_sent() -> None:
    titles = [title for title in row(1) if title != "Notes supplémentaires"]
    assert plan_of(row(1), titles=titles).errors == []


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("Activités de coordination", "coordination"),
        ("Bénéficiaires", "liste des bénéficiaires"),
        ("Statistiques", "totaux"),
        ("Équipe", "membres d’une équipe"),
        ("Feuil1", "« Feuil1 »"),
    ],
)
def test_another_workbook_is_recognised(sheet: str, said: str) -> None:
    with pytest.raises(SheetRefused, match=said) as refused:
        plan_of(row(1), sheet=sheet)
    assert "Mes activités" in str(refused.value)


def test_the_export_of_a_team_is_recognised() -> None:
    with pytest.raises(SheetRefused, match="équipe"):
        plan_of(row(1), titles=[*row(1), "Prénom du médiateur"])


def test_a_sheet_without_table_is_refused() -> None:
    with pytest.raises(SheetRefused, match="introuvable"):
        read_plan(xlsx(("Activités", [["Date", "un"], ["deux", "trois"]])))


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trame.interchange.imports.coop.reader.MAX_ROWS", 2)
    with pytest.raises(SheetRefused, match="3 lignes"):
        plan_of(row(1), row(2), row(3))
