"""« Télécharger les lignes »: one row per activity with all that was typed, counts of people, and nobody's name."""

import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests.cast import Cast, activity, follow
from tests.coordination import coordinated
from tests.interchange.rows import Line, body, downloaded, post
from trame.activity.entry import CoordinationSaid, FollowedParticipant, PartnerSaid, ProcedureSaid
from trame.activity.filters import AXES
from trame.activity.models import Activity, Beneficiary
from trame.activity.words import COUNTER_LABELS, facets_said
from trame.interchange.exports.activities.columns import columns
from trame.statistics.engine import compute
from trame.statistics.scopes import scope_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday_afternoon() -> Iterator[None]:
    with time_machine.travel("2026-03-03T14:05:00+01:00", tick=False):
        yield


@pytest.fixture
def awa(cast: Cast, client: Client) -> Client:
    client.force_login(cast.awa)
    return client


def said(line: Line) -> Line:
    """What a line says: its empty cells, zeros and moments left out."""
    moments = {"Enregistrée le", "Modifiée le", "Identifiant"}
    return {head: cell for head, cell in line.items() if cell not in ("", None, 0, "0") and head not in moments}


@pytest.fixture
def jeanne(cast: Cast) -> Beneficiary:
    known = {"gender": "feminin", "birth_year": 1955, "status": "retraite", "residence_id": "29232"}
    return follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-7KQ2F", **known)


def workshop(cast: Cast, jeanne: Beneficiary) -> Activity:
    """Six people on 2 February 2026: Jeanne, and five without a name."""
    return activity(
        cast.awa_at_navette,
        cast.library,
        date=dt.date(2026, 2, 2),
        kind="collectif",
        title="Café numérique",
        minutes=120,
        topics=("email", "sante"),
        materials=("ordinateur", "tablette"),
        level="debutant",
        followed=(FollowedParticipant(jeanne.pk),),
        anonymous_total=5,
        anonymous={
            "anonymous_new": 2, "anonymous_gender_feminin": 3, "anonymous_gender_masculin": 1,
            "anonymous_age_soixante_dix_plus": 2, "anonymous_status_retraite": 4,
        },
        anonymous_residences={"56178": 3},
        tags=("smartphone", "Zèbre"),
        notes="Jeanne a ri.",
    )  # fmt: skip


def test_a_workshop_says_all_of_itself(awa: Client, cast: Cast, jeanne: Beneficiary) -> None:
    made = workshop(cast, jeanne)

    (line,) = downloaded(awa)

    assert said(line) == {
        "Date": "2026-02-02",
        "Nature": "Atelier collectif",
        "Nature (code)": "collectif",
        "Durée (minutes)": "120",
        "Structure": "La Navette",
        "Enregistrée par": "Awa Diallo",
        "Titre": "Café numérique",
        "Canal": "Lieu d’activité",
        "Canal (code)": "lieu_activite",
        "Lieu": "Médiathèque de Pontivy",
        "Commune": "Pontivy",
        "Commune (code)": "56178",
        "Département": "56",
        "Intercommunalité": "CC Pontivy Communauté",
        "Intercommunalité (code)": "245614433",
        "Thématiques": "E-mail | Santé",
        "Thématiques (code)": "email | sante",
        "Matériel": "Ordinateur | Tablette",
        "Matériel (code)": "ordinateur | tablette",
        "Tags": "smartphone | Zèbre",
        "Participants": "6",
        "Dont personnes suivies": "1",
        "Dont comptées sans nom": "5",
        "Premières venues": "3",
        "Venue non renseignée": "3",
        "Femmes": "4",
        "Hommes": "1",
        "Genre non renseigné": "1",
        "70 ans et plus": "3",
        "Âge non renseigné": "3",
        "Retraités": "5",
        "Statut non renseigné": "1",
        "Communes de résidence": "Pontivy : 3 | Quimper : 1",
        "Communes de résidence (code)": "56178:3 | 29232:1",
        "Niveau": "Débutant",
        "Niveau (code)": "debutant",
    }
    assert line["Identifiant"] == str(made.client_uuid)
    assert line["Enregistrée le"] == "2026-03-03 14:05"


def test_an_accompaniment_says_its_facets_and_its_procedures(awa: Client, cast: Cast) -> None:
    activity(
        cast.awa_at_navette, cast.library, procedure_name="Aide au logement", autonomy="autonome",
        redirected=True, redirection="administration", public_kind="aidant", origin="mairie",
        equipment_at_start=("ordinateur", "smartphone"), connection_at_start="mobile", skill_at_start="debutant",
        skill_after="intermediaire", setting="aller_vers", access_mode="sans_rdv", payment="gratuit",
        secondary_topics=("sante",), preparation_minutes=20, travel_minutes=0, half_days=("matin",),
        procedures=(
            ProcedureSaid(operator="caf", domain="logement", outcome="bloquee", blocking="piece_manquante"),
            ProcedureSaid(operator="autre", operator_other="Mairie", manner="avec"),
        ),
    )  # fmt: skip

    (line,) = downloaded(awa, "xlsx")

    wanted = {
        "Nom de la démarche": "Aide au logement", "Autonomie": "Autonome", "Orientée": "Oui",
        "Orientation": "Administration (mairie, préfecture…)", "Type de public": "Aidant",
        "Orientée par": "Mairie ou CCAS", "Équipement au départ": "Ordinateur | Smartphone",
        "Connexion au départ": "Mobile seulement", "Aisance au départ": "Débutant", "Aisance après": "Intermédiaire",
        "Cadre": "Aller-vers", "Accès": "Sans rendez-vous", "Paiement": "Gratuit", "En filigrane": "Santé",
        "Préparation (minutes)": 20, "Trajet (minutes)": 0, "Coordination (minutes)": None, "Demi-journée": "Matin",
        "Démarches suivies": "CAF, logement · bloquée : pièce manquante | Mairie · avec la personne",
        "Démarches suivies (code)": "logement,caf,,,bloquee,piece_manquante | ,autre,avec,,,",
        "Équipement au départ (code)": "ordinateur | smartphone", "Orientation (code)": "administration",
    }  # fmt: skip
    assert {head: line[head] for head in wanted} == wanted


def test_coordination_has_its_own_columns_and_counts_no_participant(awa: Client, cast: Cast) -> None:
    coordinated(cast.awa_at_navette, "animation", date=dt.date(2025, 3, 5))
    event = CoordinationSaid(
        participants=120, event_type="autre", event_type_other="Fête du fil", organisers=("commune", "ma_structure")
    )
    coordinated(cast.awa_at_navette, "evenement", date=dt.date(2025, 3, 4), coordination=event, title="La Fête")
    partners = (PartnerSaid(name="Mairie de Pontivy", type="commune"), PartnerSaid(name="Fil", type="association"))
    partnership = CoordinationSaid(partnership_natures=("subvention",), partners=partners)
    coordinated(cast.awa_at_navette, "partenariat", date=dt.date(2025, 3, 3), coordination=partnership)

    animation, event_line, partnership_line = downloaded(awa, "xlsx")

    assert (animation["Nature"], animation["Durée (minutes)"]) == ("Animation", 120)
    assert animation["Médiatrices et médiateurs numériques"] == 5
    assert (animation["Structures"], animation["Autres acteurs"]) == (3, 0)
    assert animation["Type d’animation (code)"] == "groupe_de_travail"
    assert (event_line["Titre"], event_line["Type d’évènement"]) == ("La Fête", "Autre : Fête du fil")
    assert event_line["Participants de l’évènement"] == 120
    assert event_line["Organisé par (code)"] == "ma_structure | commune"
    assert partnership_line["Structures partenaires"] == "Mairie de Pontivy (Une commune) | Fil (Une association)"
    assert partnership_line["Nature du partenariat (code)"] == "subvention"
    for line in (animation, event_line, partnership_line):
        assert [line[head] for head in ("Participants", "Femmes", "Genre non renseigné", "Lieu")] == [None] * 4


@pytest.mark.parametrize("code", ["xlsx", "ods"])
def test_dates_are_dates_and_numbers_are_numbers(awa: Client, cast: Cast, jeanne: Beneficiary, code: str) -> None:
    workshop(cast, jeanne)

    (line,) = downloaded(awa, code)

    day = {"xlsx": dt.datetime(2026, 2, 2), "ods": dt.date(2026, 2, 2)}[code]  # each reader's own way
    assert (line["Date"], line["Durée (minutes)"], line["Participants"]) == (day, 120, 6)
    assert line["Enregistrée le"] == dt.datetime(2026, 3, 3, 14, 5)
    assert line["Commune (code)"] == "56178", "a code is a text: its zeros stay"


def test_the_rows_come_in_the_order_of_the_list(awa: Client, cast: Cast) -> None:
    for day in (4, 6, 5):
        activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 3, day))
    assert [line["Date"] for line in downloaded(awa)] == ["2025-03-06", "2025-03-05", "2025-03-04"]


# --- The same figures as the pages ---------------------------------------------------------------------------------


def test_the_columns_add_up_to_the_figures(awa: Client, cast: Cast, jeanne: Beneficiary) -> None:
    known = {"gender": "masculin", "age_band": "dix_huit_vingt_quatre", "residence_id": "56178"}
    paul, unknown = follow(cast.navette, **known), follow(cast.navette)
    workshop(cast, jeanne)
    for day in range(1, 6):
        activity(
            cast.awa_at_navette, cast.library, date=dt.date(2026, 1, day), followed=(FollowedParticipant(paul.pk),)
        )
    there = (FollowedParticipant(jeanne.pk), FollowedParticipant(unknown.pk, "moins_de_douze"))
    activity(cast.awa_at_navette, cast.library, date=dt.date(2026, 3, 1), kind="collectif", followed=there)
    rows = downloaded(awa, "xlsx")

    year = {"start": dt.date(2026, 1, 1), "end": dt.date(2026, 12, 31)}
    codes = ["attendances", "minutes", "attendances_by_gender", "attendances_by_age", "attendances_by_status"]
    figures = compute(scope_for(cast.awa, **year), codes, reader=cast.awa)

    assert sum(row["Participants"] for row in rows) == figures["attendances"].n == 13
    assert sum(row["Durée (minutes)"] for row in rows) == figures["minutes"].n == 300
    headings = {f"anonymous_{dim}_{code}": (f"attendances_by_{dim}", code) for dim, code in (
        ("gender", "feminin"), ("gender", "masculin"), ("age", "dix_huit_vingt_quatre"), ("age", "soixante_dix_plus"),
        ("age", "moins_de_douze"), ("status", "retraite"), ("status", "en_emploi"),
    )}  # fmt: skip
    for field, (figure, code) in headings.items():
        told = {row.code: row.n for row in figures[figure].rows}.get(code, 0)
        assert sum(row[COUNTER_LABELS[field]] for row in rows) == told, field
    # Jeanne, Paul and the third came for the first time once each, and two of the others of the workshop.
    assert sum(row["Premières venues"] for row in rows) == 5
    assert sum(row["Déjà venues"] for row in rows) == 5


# --- What a file never has -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["csv", "xlsx", "ods"])
def test_nobody_who_was_accompanied_is_named_whoever_asks(
    client: Client, cast: Cast, jeanne: Beneficiary, code: str
) -> None:
    Beneficiary.objects.filter(pk=jeanne.pk).update(phone="+33612345678", email="jeanne@exemple.test")
    workshop(cast, jeanne)
    for reader in (cast.awa, cast.bruno):
        client.force_login(reader)
        said = str(downloaded(client, code, query="?tous=1"))
        assert [
            word for word in ("Jeanne", "Bihan", "7KQ2F", "0612", "33612", "exemple.test", "1955") if word in said
        ] == []


def test_notes_go_in_when_asked_for_by_who_reads_them(client: Client, cast: Cast, jeanne: Beneficiary) -> None:
    workshop(cast, jeanne)
    client.force_login(cast.awa)
    assert "Notes" not in downloaded(client)[0]
    assert downloaded(client, notes="1")[0]["Notes"] == "Jeanne a ri."
    client.force_login(cast.bruno)
    assert "Notes" not in downloaded(client, notes="1", query="?tous=1")[0], "a manager alone reads no notes"


def test_the_query_that_reads_the_rows_asks_for_no_name(
    awa: Client, cast: Cast, jeanne: Beneficiary, django_assert_max_num_queries: Any
) -> None:
    workshop(cast, jeanne)
    with django_assert_max_num_queries(60) as captured:
        body(post(awa))
    asked = " ".join(query["sql"] for query in captured)
    assert '"activity_beneficiary"."gender"' in asked
    columns_read = set(re.findall(r'"activity_(?:beneficiary|activity)"\."(\w+)"', asked))
    assert columns_read & {"name", "pseudonym", "phone", "email", "purpose", "notes", "match_key"} == set()


def test_what_was_typed_cannot_run(awa: Client, cast: Cast) -> None:
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", title='=HYPERLINK("http://x";"clic")', tags=("@SUM(1)",)
    )
    (line,) = downloaded(awa)
    assert (line["Titre"], line["Tags"]) == ('\'=HYPERLINK("http://x";"clic")', "'@SUM(1)")
    book = openpyxl.load_workbook(io.BytesIO(body(post(awa, format="xlsx"))))
    assert [cell.coordinate for row in book.worksheets[0] for cell in row if cell.data_type == "f"] == []


# --- The columns, as data ------------------------------------------------------------------------------------------


def test_every_column_has_a_heading_and_a_code_of_its_own() -> None:
    chosen = columns(with_notes=True)
    assert len({column.heading for column in chosen}) == len({column.code for column in chosen}) == len(chosen)
    assert [column.code for column in chosen if not re.fullmatch(r"[a-z_]+", column.code)] == []
    assert [
        column.heading for column in chosen if "'" in column.heading or column.heading.strip() != column.heading
    ] == []


def test_the_headings_are_the_words_of_the_screens() -> None:
    headings = {column.heading.removesuffix(" (minutes)") for column in columns(with_notes=True)}
    # A filter on who came speaks of a person, a column of how many came.
    of_a_person = {"Personne suivie", "Venue", "Saisie"}
    singular = {"Thématique": "Thématiques", "Tag": "Tags", "Enregistrées par": "Enregistrée par"}
    of_procedures = {"Opérateur de la démarche", "Issue de la démarche"}  # all in « Démarches suivies »
    filters = {singular.get(axis.word, axis.word) for axis in AXES} - of_a_person - of_procedures
    assert filters <= headings
    assert {word for word, _ in facets_said(Activity())} <= headings
    assert set(COUNTER_LABELS.values()) <= headings
    glossary = (Path(settings.BASE_DIR) / "docs" / "glossary.md").read_text().lower()
    for heading in ("Structure", "Commune", "Démarche", "Notes", "Échelon territorial", "Type d’animation"):
        assert heading.lower() in glossary


def test_the_workbook_explains_itself(awa: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    book = openpyxl.load_workbook(io.BytesIO(body(post(awa, format="xlsx", query="?nature=individuel"))))
    assert book.sheetnames == ["Activités", "À propos"]
    about = [[cell for cell in row if cell is not None] for row in book["À propos"].values]
    assert ["Filtre", "Individuel"] in about
    assert ["Par", "Awa Diallo"] in about
    explained = {row[0]: row[1] for row in about if len(row) > 1}
    head = [cell.value for cell in book["Activités"][1]]
    assert [heading for heading in head if heading not in explained] == []
    assert explained["Nature (code)"] == "kind_code"
