"""A tag, a place or a date changed on many activities: shown first, what cannot change explained, then written once."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.activity.test_the_list_and_its_filters import many
from tests.cast import Cast, activity, membership, person, place
from trame.activity.entry import CoordinationSaid, PartnerSaid
from trame.activity.models import Activity, ActivityTag, BulkChange, Tag
from trame.activity.services import (
    EntryRefused,
    ReplayConflict,
    bulk,
    change_many,
    delete_activity,
    plan_change,
    tags_named,
)
from trame.activity.services.bulk_verbs import Wanted
from trame.directory.models import Place
from trame.people.models import JournalEntry, Membership, Role

pytestmark = pytest.mark.django_db

ADDRESS = "/activites/changer/"
TUESDAY = dt.date(2026, 3, 3)


@pytest.fixture
def two(cast: Cast) -> list[Activity]:
    """Awa's, on 2 and 3 March at the library."""
    return [activity(cast.awa_at_navette, cast.library, date=dt.date(2026, 3, day)) for day in (2, 3)]


def ids(*made: Activity) -> str:
    return " ".join(str(one.client_uuid) for one in made)


def post(client: Client, *made: Activity, step: str = "confirm", **said: Any) -> Any:
    return client.post(ADDRESS, {"ids": ids(*made), "client_uuid": str(uuid.uuid4()), "step": step, **said})


def words(activity: Activity) -> list[str]:
    return sorted(link.tag.name for link in activity.activity_tags.select_related("tag"))


def test_the_boxes_ticked_lead_to_a_choice_that_writes_nothing(awa: Client, cast: Cast, two: list[Activity]) -> None:
    answer = awa.post(ADDRESS, {"a": [str(one.client_uuid) for one in two], "query": "?nature=individuel"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Changer 2\u00a0activités" in page
    assert 'name="query" value="?nature=individuel"' in page
    assert "Ajouter un tag" in page
    assert "Retirer un tag" not in page, "none of them bears a tag"
    assert not BulkChange.objects.exists()


def test_a_preview_lists_what_changes_and_what_stays(awa: Client, cast: Cast, two: list[Activity]) -> None:
    fanch = person("fanch@navette.test", "Fañch", "Le Corre")
    his = activity(membership(fanch, cast.navette, Role.MEDIATOR), cast.library, date=TUESDAY)
    lavoir = place(cast.navette, "Le Lavoir", "56178", opened_on=TUESDAY)

    answer = post(awa, *two, his, step="preview", verb="place", place=lavoir.pk)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Changer 1\u00a0activité<" in page
    assert "«\u202fLe Lavoir\u202f» était fermé ce jour-là." in page
    assert "Enregistrée par Fañch Le Corre\u00a0: seule la personne qui a enregistré une activité la change." in page
    assert set(Activity.objects.values_list("place__name", flat=True)) == {"Médiathèque de Pontivy"}


def test_a_tag_is_added_once_a_new_one_too(awa: Client, cast: Cast, two: list[Activity]) -> None:
    (ameli,) = tags_named(cast.navette.pk, ("Ameli",))
    ActivityTag.objects.create(activity=two[0], tag=ameli)

    answer = post(awa, *two, verb="tag", tag="améli")

    assert answer["Location"] == "/activites/tableau/?"
    assert [words(one) for one in two] == [["Ameli"], ["Ameli"]]
    assert list(BulkChange.objects.get().before) == [str(two[1].pk)]
    post(awa, *two, verb="tag", tag="Semaine bleue")
    assert words(two[0]) == ["Ameli", "Semaine bleue"]


def test_a_tag_is_removed_where_it_is(awa: Client, cast: Cast) -> None:
    with_both = activity(cast.awa_at_navette, cast.library, tags=("ameli", "relais"))
    without = activity(cast.awa_at_navette, cast.library, tags=("relais",))

    post(awa, with_both, without, verb="untag", untag=Tag.objects.get(name="ameli").pk)

    assert words(with_both) == ["relais"]
    assert list(BulkChange.objects.get().before) == [str(with_both.pk)]


def test_the_place_brings_its_commune_and_its_channel(awa: Client, cast: Cast, two: list[Activity]) -> None:
    quimper = place(cast.navette, "Annexe", "29232")
    home = activity(
        cast.awa_at_navette, cast.library, channel="domicile", place_id=None, commune_code="56178", date=TUESDAY
    )

    post(awa, *two, home, verb="place", place=quimper.pk)

    said = Activity.objects.order_by().values_list("channel", "place", "commune").distinct()
    assert list(said) == [("lieu_activite", quimper.pk, "29232")]


def test_the_date_changes_where_she_worked_and_the_place_was_open(awa: Client, cast: Cast, two: list[Activity]) -> None:
    lavoir = place(cast.navette, "Le Lavoir", "56178", closed_on=dt.date(2026, 3, 2))
    there = activity(cast.awa_at_navette, lavoir, date=dt.date(2026, 3, 2))
    Place.objects.filter(pk=lavoir.pk).update(opened_on=dt.date(2026, 2, 1), closed_on=None)

    page = post(awa, *two, there, step="preview", verb="date", date="15/01/2026").content.decode()
    assert "«\u202fLe Lavoir\u202f» était fermé le 15\u00a0janvier 2026." in page
    post(awa, *two, there, verb="date", date="15/01/2026")

    dates = Activity.objects.order_by("pk").values_list("date", flat=True)
    assert [str(date) for date in dates] == ["2026-01-15", "2026-01-15", "2026-03-02"]


def test_a_date_before_she_came_is_explained(awa: Client, cast: Cast, two: list[Activity]) -> None:
    Membership.objects.filter(pk=cast.awa_at_navette.pk).update(starts_on=dt.date(2026, 3, 1))

    page = post(awa, *two, step="preview", verb="date", date="28/02/2026").content.decode()

    assert "Vous ne travailliez pas encore, ou plus, dans cette structure à cette date." in page
    assert "Aucune activité ne change." in page
    assert 'value="confirm"' not in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choisissez ce qui change."),
        ({"verb": "delete"}, "Choisissez ce qui change."),
        ({"verb": "tag", "tag": " "}, "Tapez le tag à ajouter."),
        ({"verb": "tag", "tag": "un, deux"}, "Un seul tag à la fois."),
        ({"verb": "tag", "tag": "x" * 81}, "Ce tag dépasse 80 signes"),
        ({"verb": "place", "place": ""}, "Choisissez le nouveau lieu."),
        ({"verb": "place", "place": "1 OR 1=1"}, "Ce lieu n’est pas un de vos lieux"),
        ({"verb": "date", "date": "31/02/2026"}, "Cette date ne se lit pas"),
        ({"verb": "date", "date": "04/03/2026"}, "Cette date n’est pas encore passée"),
        ({"verb": "date", "date": "31/12/1999"}, "Cette date est trop ancienne"),
    ],
)
def test_what_cannot_be_asked_is_explained_beside_its_field(
    awa: Client, two: list[Activity], said: dict[str, str], sentence: str
) -> None:
    for step in ("preview", "confirm"):
        answer = post(awa, *two, step=step, **said)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        assert "data-error-summary" in page
        assert f'name="ids" value="{ids(*two)}"' in page, "what was ticked stays"
    assert not BulkChange.objects.exists()


def test_coordination_has_no_place_and_takes_a_tag(awa: Client, cast: Cast, two: list[Activity]) -> None:
    meeting = activity(
        cast.awa_at_navette, cast.library, kind="partenariat", title="Convention", minutes=None, channel="",
        place_id=None, topics=(), anonymous_total=0, date=TUESDAY,
        coordination=CoordinationSaid(
            partnership_natures=("rdv_elu",), territorial_level="communal",
            partners=(PartnerSaid(name="Mairie", type="commune"),),
        ),
    )  # fmt: skip

    page = post(awa, meeting, step="preview", verb="place", place=cast.library.pk).content.decode()
    assert "Une activité de coordination n’a pas de lieu." in page
    post(awa, meeting, verb="tag", tag="convention")
    assert words(meeting) == ["convention"]


def test_a_twenty_first_tag_is_refused_and_said(awa: Client, cast: Cast) -> None:
    full = activity(cast.awa_at_navette, cast.library, tags=tuple(f"mot {rank}" for rank in range(20)))

    assert "Elle porte déjà 20 tags." in post(awa, full, step="preview", verb="tag", tag="encore").content.decode()


def test_the_whole_filter_is_what_it_shows(awa: Client, cast: Cast) -> None:
    many(cast, 60)
    away = activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=4, date=TUESDAY)

    page = awa.post(ADDRESS, {"all": "1", "query": "?nature=individuel"}).content.decode()

    assert "Changer 60\u00a0activités" in page
    assert str(away.client_uuid) not in page


def test_a_thousand_is_the_limit(awa: Client, cast: Cast) -> None:
    many(cast, 1001)

    answer = awa.post(ADDRESS, {"all": "1", "query": ""}, follow=True)
    assert "1 000 activités au plus" in answer.content.decode().replace("\u202f", " ")
    five_thousand = " ".join(str(uuid.uuid4()) for _ in range(5000))
    answer = awa.post(ADDRESS, {"ids": five_thousand, "verb": "tag", "tag": "x", "step": "confirm"}, follow=True)
    assert "1 000 activités au plus" in answer.content.decode().replace("\u202f", " ")
    with pytest.raises(EntryRefused):
        plan_change(by=cast.awa, uuids=[uuid.uuid4() for _ in range(1001)], wanted=Wanted(verb="tag", tag_name="x"))
    assert not BulkChange.objects.exists()


def test_five_thousand_boxes_are_too_many_for_one_page(awa: Client) -> None:
    assert awa.post(ADDRESS, {"a": [str(uuid.uuid4()) for _ in range(5000)]}).status_code == 400


def test_nothing_ticked_is_said(awa: Client, cast: Cast) -> None:
    answer = awa.post(ADDRESS, {"query": "?nature=collectif"}, follow=True)

    assert answer.redirect_chain == [("/activites/tableau/?nature=collectif", 302)]
    assert "Cochez au moins une activité" in answer.content.decode()


def test_where_one_goes_back_to_is_a_table_of_hers_only(awa: Client, two: list[Activity]) -> None:
    for rank, query in enumerate(
        ("https://example.org/", "//example.org", "javascript:alert(1)", "?nature=collectif&next=//x")
    ):
        answer = post(awa, *two, verb="tag", tag=f"mot {rank}", query=query)
        assert answer["Location"].startswith("/activites/tableau/?"), query
        assert "example" not in answer["Location"]


# --- Attacks ---------------------------------------------------------------------------------------------------------


def test_foreign_ids_and_garbage_are_counted_and_left_alone(awa: Client, cast: Cast, two: list[Activity]) -> None:
    theirs = activity(cast.chloe_at_port, cast.quay, date=TUESDAY)
    sent = f"{ids(*two, theirs)} {uuid.uuid4()} '; DROP TABLE"

    page = awa.post(ADDRESS, {"ids": sent, "verb": "tag", "tag": "ameli", "step": "preview"}).content.decode()

    assert "5\u00a0activités cochées ne se trouvent pas dans vos structures" in page  # theirs, unknown, and three words
    awa.post(ADDRESS, {"ids": sent, "verb": "tag", "tag": "ameli", "step": "confirm"})
    assert words(theirs) == []
    assert [words(one) for one in two] == [["ameli"], ["ameli"]]


def test_another_structure_s_place_and_tag_are_refused(awa: Client, cast: Cast, two: list[Activity]) -> None:
    (tag,) = tags_named(cast.port.pk, ("du port",))

    assert post(awa, *two, verb="place", place=cast.quay.pk).status_code == 422
    assert post(awa, *two, verb="untag", untag=tag.pk).status_code == 422
    post(awa, *two, verb="tag", tag="du port")
    assert set(ActivityTag.objects.values_list("tag__organisation", flat=True)) == {cast.navette.pk}


def test_who_only_manages_changes_nothing(client: Client, cast: Cast, two: list[Activity]) -> None:
    client.force_login(cast.bruno)

    assert post(client, *two, verb="tag", tag="ameli").status_code == 403
    assert not BulkChange.objects.exists()


def test_who_left_changes_nothing_there(awa: Client, cast: Cast, two: list[Activity]) -> None:
    at_port = membership(cast.awa, cast.port, Role.MEDIATOR)
    Membership.objects.filter(pk=cast.awa_at_navette.pk).update(role=Role.MANAGER)
    there = activity(at_port, cast.quay, date=TUESDAY)

    post(awa, *two, there, verb="tag", tag="ameli")

    assert [words(one) for one in (*two, there)] == [[], [], ["ameli"]]


def test_one_change_is_about_one_structure(awa: Client, cast: Cast, two: list[Activity]) -> None:
    at_port = membership(cast.awa, cast.port, Role.MEDIATOR)
    there = activity(at_port, cast.quay, date=TUESDAY)

    page = post(awa, *two, there, step="preview", verb="tag", tag="ameli").content.decode()
    assert "Elle est d’une autre de vos structures" in page
    post(awa, *two, there, verb="place", place=cast.quay.pk)
    assert Activity.objects.filter(place=cast.quay, organisation=cast.navette).count() == 0


def test_a_deleted_activity_is_not_changed(awa: Client, cast: Cast, two: list[Activity]) -> None:
    delete_activity(by=cast.awa, activity=two[0])

    post(awa, *two, verb="tag", tag="ameli")

    assert words(two[0]) == []


# --- Written once ----------------------------------------------------------------------------------------------------


def test_sending_twice_changes_once(awa: Client, cast: Cast, two: list[Activity]) -> None:
    said = {"ids": ids(*two), "client_uuid": str(uuid.uuid4()), "verb": "tag", "tag": "ameli", "step": "confirm"}

    answers = [awa.post(ADDRESS, said) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert BulkChange.objects.count() == 1
    assert "2\u00a0activités changées." in awa.get("/activites/tableau/").content.decode()


def test_a_double_tap_that_waited_for_its_twin_answers_the_same(
    cast: Cast, two: list[Activity], monkeypatch: pytest.MonkeyPatch
) -> None:
    identity, uuids = uuid.uuid4(), [one.client_uuid for one in two]
    wanted = Wanted(verb="tag", tag_name="ameli")
    first = change_many(by=cast.awa, client_uuid=identity, uuids=uuids, wanted=wanted)
    answers = [None, first]  # it looked before its twin had written, then again
    monkeypatch.setattr(bulk, "_replayed", lambda *said: answers.pop(0))

    assert change_many(by=cast.awa, client_uuid=identity, uuids=uuids, wanted=wanted) == first


def test_the_same_page_for_something_else_is_refused(cast: Cast, awa: Client, two: list[Activity]) -> None:
    said = {"ids": ids(*two), "client_uuid": str(uuid.uuid4()), "step": "confirm"}
    awa.post(ADDRESS, {**said, "verb": "tag", "tag": "ameli"})

    answer = awa.post(ADDRESS, {**said, "verb": "date", "date": "01/03/2026"}, follow=True)

    assert "Cette page a déjà servi à un autre changement" in answer.content.decode()
    assert not Activity.objects.filter(date=dt.date(2026, 3, 1)).exists()
    theirs = activity(cast.chloe_at_port, cast.quay, date=TUESDAY)
    with pytest.raises(ReplayConflict):
        change_many(
            by=cast.chloe, client_uuid=uuid.UUID(said["client_uuid"]), uuids=[theirs.client_uuid],
            wanted=Wanted(verb="tag", tag_name="ameli"),
        )  # fmt: skip


@pytest.mark.parametrize(
    "said", [{"verb": "tag", "tag": "ameli"}, {"verb": "date", "date": "01/03/2026"}], ids=lambda said: said["verb"]
)
def test_a_form_opened_before_can_tell(awa: Client, two: list[Activity], said: dict[str, str]) -> None:
    Activity.objects.update(updated_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))

    post(awa, *two, **said)

    assert not Activity.objects.filter(updated_at__lt=dt.datetime(2026, 3, 3, tzinfo=dt.UTC)).exists()


def test_the_journal_says_it(awa: Client, cast: Cast, two: list[Activity]) -> None:
    post(awa, *two, verb="tag", tag="ameli")

    line = JournalEntry.objects.get(action="activity.bulk_changed")
    assert (line.organisation, line.object_id) == (cast.navette, str(BulkChange.objects.get().pk))


@pytest.mark.parametrize("verb", ["tag", "untag", "place", "date"])
def test_the_number_of_activities_does_not_change_the_number_of_queries(awa: Client, cast: Cast, verb: str) -> None:
    lavoir = place(cast.navette, "Le Lavoir", "56178")
    many(cast, 260)
    made = list(Activity.objects.order_by("pk"))
    ameli = Tag.objects.get(name="ameli").pk
    said = {"tag": "relais", "untag": ameli, "place": lavoir.pk, "date": "01/02/2026"}
    counted = []
    post(awa, made.pop(), verb="tag", tag="relais")  # the word exists, and the month's line of the journal's actors
    for some in (made[:10], made[10:]):
        with CaptureQueriesContext(connection) as queries:
            assert post(awa, *some, verb=verb, **{verb: said[verb]}).status_code == 302
        counted.append(len(queries))

    assert BulkChange.objects.count() == 3
    assert counted[0] == counted[1] <= 30
