"""What coordination says becomes facts of its own, without a name; it is in no fact of accompaniments."""

from typing import Any

from django.db import connection

from tests.cast import Cast
from tests.coordination import coordinated
from trame.activity.entry import CoordinationSaid, PartnerSaid
from trame.activity.services import delete_activity
from trame.facts.definitions import facts


def rows(fact: str, columns: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {fact} ORDER BY {columns}")
        return list(cursor.fetchall())


def test_each_kind_gives_one_row_with_its_own_numbers(cast: Cast) -> None:
    for kind in ("animation", "evenement", "partenariat"):
        coordinated(cast.awa_at_navette, kind, title="Jeanne Le Bihan")
    columns = "kind, month, minutes, mediators, structures, others, participants, animation_type, event_type"
    assert rows("fact_coordination", columns) == [
        ("animation", "2025-03", 120, 5, 3, 0, None, "groupe_de_travail", None),
        ("evenement", "2025-03", None, None, None, None, 120, None, "grand_public"),
        ("partenariat", "2025-03", None, None, None, None, None, None, None),
    ]
    assert rows("fact_coordination_choice", "dimension, code") == [
        ("animation_topic", "reseau"),
        ("organiser", "commune"),
        ("organiser", "ma_structure"),
        ("partnership_nature", "subvention"),
    ]


def test_two_partners_of_a_sort_are_two_rows_without_their_names(cast: Cast) -> None:
    partners = (PartnerSaid(name="Mairie A", type="commune"), PartnerSaid(name="Mairie B", type="commune"))
    said = CoordinationSaid(partnership_natures=("rdv_elu",), partners=partners)
    coordinated(cast.awa_at_navette, "partenariat", coordination=said)
    assert rows("fact_coordination_partner", "rank, type") == [(1, "commune"), (2, "commune")]


def test_it_is_in_no_other_fact_and_deleted_in_none(cast: Cast) -> None:
    made = [
        coordinated(cast.awa_at_navette, kind, tags=("réseau",)) for kind in ("animation", "evenement", "partenariat")
    ]
    others = [fact for fact in facts() if not fact.startswith("fact_coordination")]
    assert {fact: rows(fact, "organisation_id") for fact in others} == {fact: [] for fact in others}
    for activity in made:
        delete_activity(by=cast.awa, activity=activity)
    assert [rows(fact, "organisation_id") for fact in facts()] == [[] for _ in facts()]
