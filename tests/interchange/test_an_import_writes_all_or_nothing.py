"""What an import writes: activities, places, people, tags, under one membership; nothing when a row is refused."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from tests.cast import Cast, membership, organisation, person
from tests.interchange.coop_files import Row, coop_file, cra, named, row, workshop
from trame.activity.models import Activity, Attendance, Beneficiary, Tag
from trame.activity.services import NotAllowed
from trame.directory.models import Place
from trame.interchange.imports import services
from trame.interchange.imports.models import ImportBatch
from trame.people.models import Membership, Role


def bring_in(where: Membership, *rows: Row, keep_names: bool = False) -> ImportBatch:
    return services.import_at_once(membership=where, partner="coop", content=coop_file(rows), keep_names=keep_names)


def whole_database(word: str) -> list[str]:
    """The tables of which some row, all columns together, contains the word."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}" t WHERE t::text ILIKE %s)', [f"%{word}%"])
            if cursor.fetchone() == (True,):
                found.append(table)
    return found


def test_rows_of_one_cra_become_one_activity_with_its_counters(cast: Cast) -> None:
    people: list[dict[str, Any]] = [
        {},
        {"Genre du bénéficiaire": "Masculin", "Tranche d’âge du bénéficiaire": "Non communiqué"},
        named("Anne Le Goff", **{"Tranche d’âge du bénéficiaire": "18 - 24 ans"}),
    ]
    bring_in(
        cast.awa_at_navette,
        *workshop(1, people, **{
            "Niveau d’autonomie (ou de l’atelier)": "2/3",
            "Matériel numérique utilisé": "Ordinateur\nTablette",
            "Thématique(s) d’accompagnement": "E-mail\nSocial - Santé",
            "Tags": "Café IA\nSéniors",
            "Durée (min)": 90,
        }),
    )  # fmt: skip
    made = Activity.objects.get()
    assert (made.organisation, made.mediator, made.membership) == (cast.navette, cast.awa, cast.awa_at_navette)
    assert (made.kind, made.date, made.minutes) == ("collectif", dt.date(2025, 3, 3), 90)
    assert (made.channel, made.title, made.level) == ("lieu_activite", "Café numérique", "intermediaire")
    assert (made.topics, made.materials) == (["email", "social_sante"], ["ordinateur", "tablette"])
    assert (made.source, made.source_id) == ("coop", cra(1))
    assert made.anonymous_total == 2
    assert (made.anonymous_gender_feminin, made.anonymous_gender_masculin) == (1, 1)
    assert made.anonymous_age_soixante_soixante_neuf == 1
    assert made.anonymous_status_retraite == 2
    assert (made.anonymous_new, made.anonymous_known) == (0, 0)
    assert made.commune_id == "56178"
    place = Place.objects.get(pk=made.place_id)
    assert (place.name, place.address, place.postal_code) == ("Médiathèque de Pontivy", "20 rue Rivoal", "56300")
    attendance = Attendance.objects.get()
    assert (attendance.age_band, attendance.beneficiary.gender) == ("dix_huit_vingt_quatre", "feminin")
    assert {tag.name for tag in Tag.objects.filter(organisation=cast.navette)} == {"Café IA", "Séniors"}


def test_autonomy_redirection_and_notes_of_an_individual_are_kept(cast: Cast) -> None:
    bring_in(cast.awa_at_navette, row(1, **{
        "Niveau d’autonomie (ou de l’atelier)": "3/3",
        "Bénéficiaire réorienté": "Oui",
        "Structure de redirection": "Administration (mairie, préfecture…)",
        "Thématique(s) d’accompagnement": "Aide aux démarches administratives",
        "Nom de la démarche administrative": "Carte grise",
        "Notes supplémentaires": "Première ligne\n\n * deuxième",
    }))  # fmt: skip
    made = Activity.objects.get()
    assert (made.autonomy, made.redirected, made.redirection) == ("autonome", True, "administration")
    assert (made.procedure_name, made.notes) == ("Carte grise", "Première ligne\n\n * deuxième")


def test_the_past_before_the_membership_comes_in_too(cast: Cast) -> None:
    arrived = membership(cast.denis, cast.navette, Role.MEDIATOR, starts_on=dt.date(2026, 1, 1))
    bring_in(arrived, row(1))
    assert Activity.objects.get().membership == arrived


def test_a_place_spelt_otherwise_is_the_same_place(cast: Cast) -> None:
    known = Place.objects.create(
        organisation=cast.navette, name="MEDIATHEQUE de Pontivy", address="20, rue Rivoal", commune_id="56178"
    )
    batch = bring_in(cast.awa_at_navette, row(1))
    assert Activity.objects.get().place == known
    assert batch.created_places == []


def test_a_place_of_another_organisation_is_not_used(cast: Cast) -> None:
    Place.objects.create(
        organisation=cast.port, name="Médiathèque de Pontivy", address="20 rue Rivoal", commune_id="56178"
    )
    bring_in(cast.awa_at_navette, row(1))
    assert Place.objects.get(pk=Activity.objects.get().place_id).organisation == cast.navette


def test_one_refused_row_and_nothing_is_written(cast: Cast) -> None:
    with pytest.raises(services.ImportBlocked):
        bring_in(cast.awa_at_navette, row(1), row(2, Date="hier"), row(3, **named("Anne Le Goff")))
    assert not Activity.objects.exists()
    assert not Beneficiary.objects.exists()
    assert Place.objects.filter(organisation=cast.navette).count() == 1


def test_no_name_is_written_anywhere_by_default(cast: Cast) -> None:
    bring_in(cast.awa_at_navette, row(1, **named("Zénaïde Quéméneur", "29232", "Quimper")))
    assert Beneficiary.objects.get().residence_id == "29232"
    assert whole_database("Quéméneur") == []
    assert whole_database("Zénaïde") == []
    assert whole_database("Médiathèque de Pontivy") == ["directory_place"]


def test_names_are_written_by_choice(cast: Cast) -> None:
    bring_in(cast.awa_at_navette, row(1, **named("Zénaïde Quéméneur")), keep_names=True)
    assert Beneficiary.objects.get().name == "Zénaïde Quéméneur"
    assert whole_database("Quéméneur") == ["activity_beneficiary"]


def test_homonyms_of_two_communes_are_two_people_and_one_name_is_one_person(cast: Cast) -> None:
    bring_in(
        cast.awa_at_navette,
        row(1, **named("Marie Le Goff", "29232")),
        row(2, **named("marie  le goff", "29232")),
        row(3, **named("Marie Le Goff", "56178")),
    )
    assert sorted(Beneficiary.objects.values_list("residence_id", flat=True)) == ["29232", "56178"]
    assert Attendance.objects.count() == 3


def test_importing_again_changes_nothing(cast: Cast) -> None:
    rows = [row(1, **named("Anne Le Goff")), *workshop(2, [{}, named("Paul Riou")], Tags="Café IA")]
    bring_in(cast.awa_at_navette, *rows)
    before = list(Activity.objects.order_by("pk").values())
    again = bring_in(cast.awa_at_navette, *rows)
    assert list(Activity.objects.order_by("pk").values()) == before
    assert (again.activities, again.already) == (0, 2)
    assert (again.created_places, again.created_people, again.created_tags) == ([], [], [])
    assert (Beneficiary.objects.count(), Place.objects.filter(organisation=cast.navette).count()) == (2, 2)


def test_a_longer_file_finds_the_same_people_without_their_names(cast: Cast) -> None:
    bring_in(cast.awa_at_navette, row(1, **named("Anne Le Goff", "29232")))
    later = bring_in(
        cast.awa_at_navette, row(1, **named("Anne Le Goff", "29232")), row(2, **named("Anne LE GOFF", "29232"))
    )
    assert (later.activities, later.already, later.created_people) == (1, 1, [])
    assert Beneficiary.objects.get().attendances.count() == 2


def test_two_organisations_may_import_the_same_file_and_share_nobody(cast: Cast) -> None:
    bring_in(cast.awa_at_navette, row(1, **named("Anne Le Goff")))
    bring_in(cast.chloe_at_port, row(1, **named("Anne Le Goff")))
    assert Activity.objects.count() == 2
    keys = set(Beneficiary.objects.values_list("organisation", "match_key"))
    assert len({key for _, key in keys}) == 2


def test_only_ones_own_mediator_membership_of_today_imports(cast: Cast) -> None:
    past = membership(
        person("eve@navette.test", "Ève", "Le Gall"), cast.navette, Role.MEDIATOR, ends_on=dt.date(2024, 1, 1)
    )
    for where in (cast.bruno_at_navette, past):
        with pytest.raises(NotAllowed):
            bring_in(where, row(1))
    with pytest.raises(NotAllowed):
        services.stage_file(by=cast.chloe, membership=cast.awa_at_navette, partner="coop", content=coop_file([row(1)]))
    assert not ImportBatch.objects.exists()


def test_a_file_staged_by_somebody_is_confirmed_by_nobody_else(cast: Cast) -> None:
    batch = services.stage_file(
        by=cast.awa, membership=cast.awa_at_navette, partner="coop", content=coop_file([row(1)])
    )
    for other in (cast.bruno, cast.chloe):
        with pytest.raises(NotAllowed):
            services.confirm_import(by=other, batch=batch)
        with pytest.raises(NotAllowed):
            services.abandon_import(by=other, batch=batch)
    assert not Activity.objects.exists()


def test_confirming_twice_writes_once(cast: Cast) -> None:
    batch = services.stage_file(
        by=cast.awa, membership=cast.awa_at_navette, partner="coop", content=coop_file([row(1)])
    )
    services.confirm_import(by=cast.awa, batch=batch)
    with pytest.raises(services.ImportBlocked):
        services.confirm_import(by=cast.awa, batch=batch)
    assert Activity.objects.count() == 1


def test_the_file_is_erased_when_confirmed_abandoned_replaced_or_expired(cast: Cast) -> None:
    def stage() -> ImportBatch:
        return services.stage_file(
            by=cast.awa, membership=cast.awa_at_navette, partner="coop", content=coop_file([row(1)])
        )

    replaced, abandoned = stage(), stage()
    assert not ImportBatch.objects.filter(pk=replaced.pk).exists()
    services.abandon_import(by=cast.awa, batch=abandoned)
    assert not ImportBatch.objects.exists()
    expired = stage()
    assert services.expire_staged(expired.staged_at + dt.timedelta(days=6)) == 0
    assert services.expire_staged(expired.staged_at + dt.timedelta(days=8)) == 1
    confirmed = services.confirm_import(by=cast.awa, batch=stage())
    confirmed.refresh_from_db()
    assert confirmed.content is None
    assert services.expire_staged(confirmed.staged_at + dt.timedelta(days=8)) == 0


def test_the_number_of_queries_does_not_follow_the_number_of_rows(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    rows = [row(n, **named(f"Personne {n % 90}"), Tags=f"Tag {n % 7}") for n in range(400)]
    with django_assert_max_num_queries(40):
        bring_in(cast.awa_at_navette, *rows)
    assert (Attendance.objects.count(), Beneficiary.objects.count(), Tag.objects.count()) == (400, 90, 7)


def test_an_organisation_named_nowhere_else_stays_out(cast: Cast) -> None:
    stranger = organisation("Ailleurs", "29232")
    bring_in(cast.awa_at_navette, row(1))
    assert not Activity.objects.filter(organisation=stranger).exists()
    assert not ImportBatch.objects.visible_to(cast.chloe).exists()
