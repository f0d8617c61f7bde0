"""« Tags »: whose words, on how many activities; renaming, archiving, sharing; who may, and who may not."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.activity.tagging import colleague, names, network_tag, own_tag, tag, tagged
from tests.cast import Cast, activity, network
from trame.activity.models import Tag, TagAlias, TagScope
from trame.activity.services import delete_activity, merge_tags, rename_tag, tags_named
from trame.people.models import JournalEntry
from trame.ui.typography import typeset

pytestmark = pytest.mark.django_db

LIST, SEARCH = "/activites/tags/", "/activites/tags/recherche/"


def address(name: str, one: Tag) -> str:
    return reverse(f"activity:{name}", args=[one.client_uuid])


def sections(client: Client, **posted: str) -> dict[str, list[tuple[str, int]]]:
    """What the page shows: title → words, each with its number of activities."""
    answer = client.post(SEARCH, posted) if posted else client.get(LIST)
    assert answer.status_code == 200
    listing = answer.context["listing"]
    return {part.title: [(line.tag.name, line.uses) for line in part.lines] for part in listing.sections}


@pytest.fixture
def words(cast: Cast) -> dict[str, Tag]:
    """One word of each kind, and their activities."""
    shared = network_tag(network(cast.erwan, cast.navette), "Pass numérique")
    made = {"theirs": tag(cast, "smartphone"), "hers": own_tag(cast, "à revoir"), "shared": shared}
    made["gone"] = tag(cast, "vacances", archived_at="2026-01-01T12:00:00Z")
    tagged(cast, made["theirs"], made["hers"])
    tagged(cast, made["theirs"], made["shared"])
    delete_activity(by=cast.awa, activity=tagged(cast, made["theirs"]))
    tagged(cast, made["gone"])
    return made


def test_the_words_by_whose_they_are_with_their_activities(awa: Client, cast: Cast, words: dict[str, Tag]) -> None:
    own_tag(cast, "privé", owner=colleague(cast).user)
    tag(cast, "canoë", organisation=cast.port)
    assert sections(awa) == {
        "De la structure": [("smartphone", 2)],
        "Les miens, proposés à moi seul·e": [("à revoir", 1)],
        "De « Réseau du Blavet »": [("Pass numérique", 1)],
        "Archivés": [("vacances", 1)],
    }


def test_a_network_s_word_counts_the_structure_s_own_activities_only(cast: Cast, client: Client) -> None:
    shared = network_tag(network(cast.erwan, cast.navette, cast.port), "Pass numérique")
    tagged(cast, shared)
    client.force_login(cast.chloe)
    assert sections(client) == {"De « Réseau du Blavet »": [("Pass numérique", 0)]}


def test_a_manager_reads_the_list_and_tends_the_structure_s_words(
    cast: Cast, client: Client, words: dict[str, Tag]
) -> None:
    client.force_login(cast.bruno)
    assert "Les miens, proposés à moi seul·e" not in sections(client)
    assert client.post(address("tag_archive", words["theirs"])).status_code == 302
    assert client.get(address("tag", words["hers"])).status_code == 403


def test_looking_for_a_word_finds_its_other_names_too(awa: Client, cast: Cast, words: dict[str, Tag]) -> None:
    rename_tag(by=cast.awa, tag=words["theirs"], name="téléphone", description="")
    merge_tags(by=cast.awa, kept=words["hers"], merged=own_tag(cast, "relire"))
    assert sections(awa, q="SMART") == {"De la structure": [("téléphone", 2)]}
    assert sections(awa, q="relire") == {"Les miens, proposés à moi seul·e": [("à revoir", 1)]}
    assert sections(awa, q="vélo") == {}


def test_the_list_of_activities_finds_them_by_the_other_names_too(awa: Client, cast: Cast) -> None:
    known = tag(cast, "téléphone")
    tagged(cast, known)
    merge_tags(by=cast.awa, kept=known, merged=tag(cast, "smartphone"))
    rename_tag(by=cast.awa, tag=known, name="mobile", description="")
    TagAlias.objects.create(tag=known, organisation=cast.port, name="gsm", search_key="gsm")
    for text, number in (("mobile", 1), ("smartph", 1), ("téléphone", 1), ("gsm", 0)):
        answer = awa.post(reverse("activity:search"), {"q": text})
        assert answer.context["listing"].totals.activities == number, text


@pytest.mark.parametrize("url", [LIST, "/activites/tags/harmoniser/"])
def test_a_page_asks_as_many_questions_at_ten_words_as_at_five_hundred(awa: Client, cast: Cast, url: str) -> None:
    def fill(first: int, last: int) -> None:
        for rank in range(first, last, 2):
            one, twin = tag(cast, f"mot {rank} emploi"), tag(cast, f"mot {rank} emplois")
            TagAlias.objects.create(
                tag=one, organisation=cast.navette, name=f"alias {rank}", search_key=f"alias {rank}"
            )
            if rank < 20:
                tagged(cast, one, twin)

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert awa.get(url).status_code == 200
        return len(seen)

    fill(0, 10)
    few = questions()
    fill(10, 500)
    assert questions() == few


def test_a_renamed_tag_keeps_its_activities_and_its_old_word(awa: Client, cast: Cast, words: dict[str, Tag]) -> None:
    one = words["theirs"]
    said = {"name": " Téléphone  portable ", "description": "Le sien, ou celui du lieu."}
    assert awa.post(address("tag", one), said).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.search_key, one.description) == (
        "Téléphone portable",
        "telephone portable",
        said["description"],
    )
    assert sections(awa)["De la structure"] == [("Téléphone portable", 2)]
    assert tags_named(cast.navette.pk, ["smartphone"], by=cast.awa) == [one]
    assert JournalEntry.objects.latest("pk").action == "tag.renamed"


def test_a_change_of_accents_is_no_other_word_and_going_back_takes_the_old_one_away(cast: Cast) -> None:
    one = tag(cast, "senior")
    one = rename_tag(by=cast.awa, tag=one, name="Sénior", description="")
    assert not one.aliases.exists()
    one = rename_tag(by=cast.awa, tag=one, name="aînés", description="")
    one = rename_tag(by=cast.awa, tag=one, name="Senior", description="")
    assert list(one.aliases.values_list("name", flat=True)) == ["aînés"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Écrivez le mot."),
        ("  ,; ", "Écrivez le mot."),
        ("x" * 81, "Un tag a 80 signes au plus."),
        ("TABLETTE", "« tablette » existe déjà. Pour n’en garder qu’un, fondez l’un dans l’autre."),
        ("mobile", "« mobile » est déjà un autre mot pour « téléphone ». Retirez-le d’abord de sa page."),
        (
            "fondu",
            "« fondu » a été fondu dans « téléphone » il y a moins de trente jours. Défaites d’abord cette fusion.",
        ),
    ],
)
def test_a_word_that_cannot_be_taken_is_explained(
    awa: Client, cast: Cast, words: dict[str, Tag], name: str, sentence: str
) -> None:
    tag(cast, "tablette")
    known = rename_tag(by=cast.awa, tag=tag(cast, "mobile"), name="téléphone", description="")
    merge_tags(by=cast.awa, kept=known, merged=tag(cast, "fondu"))
    answer = awa.post(address("tag", words["theirs"]), {"name": name})
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"] == [sentence]
    assert typeset(sentence) in answer.content.decode()
    words["theirs"].refresh_from_db()
    assert words["theirs"].name == "smartphone"


def test_archiving_stops_the_offer_and_moves_no_figure(awa: Client, cast: Cast, words: dict[str, Tag]) -> None:
    assert awa.post(address("tag_archive", words["theirs"])).status_code == 302
    assert sections(awa)["Archivés"] == [("smartphone", 2), ("vacances", 1)]
    assert '<option value="smartphone">' not in awa.get(reverse("activity:individual")).content.decode()
    assert awa.post(address("tag_bring_back", words["theirs"])).status_code == 302
    assert '<option value="smartphone">' in awa.get(reverse("activity:individual")).content.decode()


def test_a_tag_of_the_structure_that_others_use_does_not_become_personal(awa: Client, cast: Cast) -> None:
    one = tag(cast, "smartphone")
    activity(colleague(cast), cast.library, tags=("smartphone",))
    answer = awa.post(address("tag_make_personal", one))
    assert answer.status_code == 422
    assert "Des collègues s’en servent" in answer.content.decode()
    one.refresh_from_db()
    assert one.scope == TagScope.ORGANISATION


def test_hers_alone_becomes_personal_then_the_structure_s_again(awa: Client, cast: Cast, words: dict[str, Tag]) -> None:
    one = words["theirs"]
    assert awa.post(address("tag_make_personal", one)).status_code == 302
    one.refresh_from_db()
    assert (one.scope, one.owner) == (TagScope.PERSONAL, cast.awa)
    assert awa.post(address("tag_share", one)).status_code == 302
    one.refresh_from_db()
    assert (one.scope, one.owner) == (TagScope.ORGANISATION, None)


def test_a_personal_word_that_the_structure_has_too_is_merged_into_it(awa: Client, cast: Cast) -> None:
    theirs, hers = tag(cast, "Seniors"), own_tag(cast, "seniors")
    made = tagged(cast, hers)
    answer = awa.post(address("tag_share", hers))
    assert answer["Location"] == address("tag", theirs)
    assert [link.tag for link in made.activity_tags.all()] == [theirs]


def test_two_personal_words_of_the_same_name_are_not_made(awa: Client, cast: Cast) -> None:
    theirs, _ = tag(cast, "seniors"), own_tag(cast, "seniors")
    answer = awa.post(address("tag_make_personal", theirs))
    assert "Vous avez déjà un tag personnel" in answer.content.decode()


def test_a_manager_who_does_not_mediate_keeps_no_word_for_himself(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)
    assert client.post(address("tag_make_personal", tag(cast, "smartphone"))).status_code == 403


def test_another_name_taken_away_gives_a_tag_of_its_own(awa: Client, cast: Cast) -> None:
    one = rename_tag(by=cast.awa, tag=tag(cast, "mobile"), name="smartphone", description="")
    alias = TagAlias.objects.get()
    assert awa.post(address("tag_forget_alias", one), {"alias": alias.pk}).status_code == 302
    assert names(tags_named(cast.navette.pk, ["mobile"], by=cast.awa)) == ["mobile"]


def test_the_page_of_a_merged_tag_leads_to_the_one_that_stayed(awa: Client, cast: Cast) -> None:
    kept, gone = tag(cast, "smartphone"), tag(cast, "smartphones")
    merge_tags(by=cast.awa, kept=kept, merged=gone)
    assert awa.get(address("tag", gone))["Location"] == address("tag", kept)
    assert "se défait jusqu’au 2 avril 2026" in awa.get(address("tag", kept)).content.decode().replace("\xa0", " ")


# --- Attacks ---------------------------------------------------------------------------------------------------------

GESTURES = ("tag", "tag_archive", "tag_bring_back", "tag_make_personal", "tag_share", "tag_forget_alias")


@pytest.mark.parametrize("gesture", GESTURES)
def test_another_structure_s_tag_does_not_exist(awa: Client, cast: Cast, gesture: str) -> None:
    elsewhere = tag(cast, "canoë", organisation=cast.port)
    assert awa.post(address(gesture, elsewhere), {"name": "à moi", "alias": "1"}).status_code == 404
    elsewhere.refresh_from_db()
    assert (elsewhere.name, elsewhere.archived_at) == ("canoë", None)


@pytest.mark.parametrize("gesture", GESTURES)
def test_a_colleague_s_own_word_and_a_network_s_are_not_hers_to_change(awa: Client, cast: Cast, gesture: str) -> None:
    for one in (
        own_tag(cast, "privé", owner=colleague(cast).user),
        network_tag(network(cast.erwan, cast.navette), "Pass numérique"),
    ):
        assert awa.post(address(gesture, one), {"name": "à moi"}).status_code == 403


def test_another_name_of_another_tag_is_not_taken_away(awa: Client, cast: Cast) -> None:
    elsewhere = TagAlias.objects.create(
        tag=tag(cast, "canoë", organisation=cast.port), organisation=cast.port, name="kayak", search_key="kayak"
    )
    one = tag(cast, "smartphone")
    for said in (elsewhere.pk, "", "abc", "９", "1" * 40, -1):
        assert awa.post(address("tag_forget_alias", one), {"alias": said}).status_code == 404
    assert TagAlias.objects.count() == 1


def test_columns_that_the_form_does_not_have_are_not_written(awa: Client, cast: Cast) -> None:
    one = tag(cast, "smartphone")
    more: dict[str, Any] = {"scope": "personal", "owner": cast.awa.pk, "organisation": cast.port.pk, "network": "1"}
    assert (
        awa.post(address("tag", one), {"name": "mobile", "client_uuid": str(uuid.uuid4()), **more}).status_code == 302
    )
    after = Tag.objects.get()
    assert (after.scope, after.owner, after.organisation, after.client_uuid) == (
        "organisation", None, cast.navette, one.client_uuid,
    )  # fmt: skip


def test_where_tags_are_off_their_pages_explain(awa: Client, cast: Cast) -> None:
    cast.navette.modules_off = ["tags"]
    cast.navette.save()
    assert awa.get(LIST).status_code == 403
    assert awa.get("/activites/tags/harmoniser/").status_code == 403
    assert LIST not in awa.get(reverse("activity:list")).content.decode()


def test_who_has_no_structure_is_told_so(cast: Cast, client: Client) -> None:
    client.force_login(cast.denis)
    assert "rattaché à aucune" in client.get(LIST).content.decode()
