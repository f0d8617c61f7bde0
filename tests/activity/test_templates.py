"""« Mes modèles »: what is done often, kept under a name; codes and ids only, checked again the day they are used."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.activity.posts import INDIVIDUAL, individual, recorded
from tests.cast import Cast, activity, follow, membership, organisation, person, place
from trame.activity import own_data
from trame.activity.entry import FollowedParticipant, ProcedureSaid
from trame.activity.models import Activity, RecordTemplate, Tag
from trame.activity.services import NotAllowed, delete_template, keep_template, rename_template
from trame.people.models import Role

pytestmark = pytest.mark.django_db

PAGE = "/activites/modeles/"


def kept(cast: Cast, name: str = "Café numérique", **said: object) -> RecordTemplate:
    """Awa's template of an accompaniment at the library."""
    return keep_template(by=cast.awa, activity=activity(cast.awa_at_navette, cast.library, **said), name=name)


def keep(client: Client, made: Activity, name: str) -> HttpResponse:
    return client.post(f"/activites/{made.client_uuid}/modele/", {"name": name})


def use(client: Client, template: RecordTemplate) -> HttpResponse:
    answer = client.get(f"{PAGE}{template.client_uuid}/")
    assert answer.status_code == 200
    return answer


# --- Keeping one ---------------------------------------------------------------------------------------------------


def test_a_recorded_activity_becomes_a_template_in_one_page(awa: Client, cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library, minutes=75, topics=("email", "sante"), tags=("ameli",))
    page = awa.get(f"/activites/{made.client_uuid}/").content.decode()
    assert f'href="/activites/{made.client_uuid}/modele/"' in page
    assert 'value="E-mail, Santé"' in awa.get(f"/activites/{made.client_uuid}/modele/").content.decode()

    answer = keep(awa, made, "Café  numérique ")

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    template = RecordTemplate.objects.get()
    assert (template.name, template.kind, template.owner) == ("Café numérique", "individuel", cast.awa)
    assert template.content == {
        "topics": ["email", "sante"],
        "channel": "lieu_activite",
        "minutes": 75,
        "place": cast.library.pk,
        "tags": [Tag.objects.get().pk],
    }


def test_neither_people_nor_words_nor_the_day_are_kept(cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    template = kept(
        cast,
        followed=(FollowedParticipant(jeanne.pk),),
        notes="Revient jeudi.",
        topics=("aide_aux_demarches_administratives",),
        procedure_name="Dossier de Jeanne",
        redirected=True,
        redirection="aide_sociale",
        autonomy="autonome",
        half_days=("matin",),
        origin="mairie",
        travel_minutes=20,
    )

    assert set(template.content) == {"topics", "channel", "minutes", "place"}


def test_a_procedure_keeps_what_is_always_the_same_of_it(awa: Client, cast: Cast) -> None:
    cast.navette.modules_on = ["procedures"]
    cast.navette.save()
    said = ProcedureSaid(
        domain="logement", operator="caf", manner="avec", outcome="bloquee", blocking_other="Elle a perdu sa carte"
    )
    template = kept(cast, procedures=(said,))

    assert template.content["procedures"] == [
        {"domain": "logement", "operator": "caf", "manner": "avec", "mandate": ""}
    ]
    form = use(awa, template).context["form"]  # type: ignore[attr-defined]
    # The domain is said once, by the subject touched above.
    assert form["procedures"].value() == ["logement"]
    assert [form[name].value() for name in ("domain_1", "operator_1", "manner_1", "outcome_1")] == [
        "",
        "caf",
        "avec",
        "",
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("  ", "Donnez un nom au modèle."),
        ("x" * 61, "Le nom dépasse 60 signes : raccourcissez-le."),
        ("café NUMÉRIQUE", "Vous avez déjà un modèle « café NUMÉRIQUE » : donnez un autre nom."),
    ],
)
def test_a_name_that_will_not_do_is_refused_and_stays_on_the_page(
    awa: Client, cast: Cast, name: str, sentence: str
) -> None:
    kept(cast)

    answer = keep(awa, Activity.objects.get(), name)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"name": [sentence]}  # type: ignore[attr-defined]
    assert f'value="{name}"' in answer.content.decode() or not name.strip()
    assert RecordTemplate.objects.count() == 1


def test_thirty_templates_are_enough(awa: Client, cast: Cast) -> None:
    for number in range(30):
        kept(cast, f"Modèle {number}")

    answer = keep(awa, Activity.objects.first(), "Un de trop")  # type: ignore[arg-type]

    assert answer.status_code == 422
    said = "Vous avez déjà 30 modèles : supprimez-en un d’abord."
    assert answer.context["form"].errors == {"name": [said]}  # type: ignore[attr-defined]
    assert RecordTemplate.objects.count() == 30


# --- Using one -----------------------------------------------------------------------------------------------------


def test_a_template_fills_the_form_of_a_new_record_today(awa: Client, cast: Cast) -> None:
    template = kept(cast, minutes=90, topics=("sante",), tags=("ameli", "mutuelle"), materials=("tablette",))

    answer = use(awa, template)

    form = answer.context["form"]  # type: ignore[attr-defined]
    assert (form["topics"].value(), form["materials"].value()) == (["sante"], ["tablette"])
    assert (form.day_said, form.duration_said, form.where_said) == (
        "Aujourd’hui",
        "1\u00a0h\u00a030",
        "Médiathèque de Pontivy",
    )
    assert form["tags"].value() == "ameli, mutuelle"
    assert (form["notes"].value(), form["who"].value()) == (None, "anonymous")
    assert answer.context["action"] == "/activites/accompagnement/"  # type: ignore[attr-defined]
    assert answer.context["left_out"] == []  # type: ignore[attr-defined]


def test_the_name_of_an_atelier_s_template_is_its_title_and_nobody_is_counted_yet(awa: Client, cast: Cast) -> None:
    made = activity(
        cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=9, title="Premiers pas", level="debutant"
    )
    template = keep_template(by=cast.awa, activity=made, name="Café numérique")

    form = use(awa, template).context["form"]  # type: ignore[attr-defined]

    assert (form["title"].value(), form["level"].value()) == ("Café numérique", "debutant")
    assert form["anonymous_total"].value() == 0


def test_a_place_closed_since_is_told_and_the_rest_is_taken(awa: Client, cast: Cast) -> None:
    template = kept(cast, topics=("sante",))
    cast.library.closed_on = dt.date(2026, 3, 2)
    cast.library.save()
    place(cast.navette, "Le Lavoir", "56178")

    answer = use(awa, template)

    form = answer.context["form"]  # type: ignore[attr-defined]
    assert (form["topics"].value(), form.where_said) == (["sante"], "Le Lavoir")
    assert "« Médiathèque de Pontivy » est fermé" in answer.content.decode().replace("\u202f", " ")


def test_an_archived_tag_is_told_a_merged_one_gives_its_heir(awa: Client, cast: Cast) -> None:
    template = kept(cast, tags=("ameli", "cpam", "perdu"))
    heir = Tag.objects.create(organisation=cast.navette, name="Assurance maladie", search_key="assurance maladie")
    Tag.objects.filter(name="cpam").update(merged_into=heir)
    Tag.objects.filter(name="ameli").update(archived_at=timezone.now())
    Activity.objects.get().activity_tags.all().delete()
    Tag.objects.filter(name="perdu").delete()

    answer = use(awa, template)

    assert answer.context["form"]["tags"].value() == "Assurance maladie"  # type: ignore[attr-defined]
    assert answer.context["left_out"] == [  # type: ignore[attr-defined]
        "Le tag « ameli » est archivé : il n’est pas repris.",
        "Un tag de ce modèle n’existe plus : il n’est pas repris.",
    ]


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        {"topics": ["zut", 3], "channel": "lune", "minutes": "<b>", "place": "1", "tags": ["x"], "procedures": [1]},
        {"topics": "email", "minutes": 10_000, "channel": "lieu_activite", "place": 10**30, "materials": [["x"]]},
        {"procedures": [{"domain": "zut"}], "level": ["debutant"], "commune": 3, "channel": "domicile"},
    ],
)
def test_whatever_a_template_holds_its_form_opens(awa: Client, cast: Cast, content: object) -> None:
    template = kept(cast)
    RecordTemplate.objects.update(content=content)

    form = use(awa, template).context["form"]  # type: ignore[attr-defined]

    assert form.fields["topics"]
    assert awa.get(PAGE).status_code == 200


def test_another_structure_s_place_or_tag_in_a_template_gives_nothing(awa: Client, cast: Cast) -> None:
    template = kept(cast)
    secret = Tag.objects.create(organisation=cast.port, name="Secret du Port", search_key="secret du port")
    RecordTemplate.objects.update(
        content={"channel": "lieu_activite", "place": cast.quay.pk, "tags": [secret.pk], "topics": ["email"]}
    )

    page = use(awa, template).content.decode() + awa.get(PAGE).content.decode()

    assert "Secret du Port" not in page
    assert "Le Quai" not in page


def test_what_a_template_fills_is_saved_in_one_tap(awa: Client, cast: Cast) -> None:
    template = kept(cast, minutes=75, topics=("sante",), tags=("ameli",))
    form = use(awa, template).context["form"]  # type: ignore[attr-defined]
    shown = {name: form[name].value() for name in ("client_uuid", "topics", "where", "day", "tags", "who")}
    duration = {name: form[name].value() or "" for name in ("duration", "hours", "minutes")}

    made = recorded(awa, INDIVIDUAL, individual(cast) | shown | duration)

    assert (made.topics, made.minutes, made.place) == (["sante"], 75, cast.library)


def test_her_templates_are_proposed_on_the_home_page_and_above_the_form(awa: Client, cast: Cast) -> None:
    template = kept(cast)
    address = f'href="{PAGE}{template.client_uuid}/"'

    assert address in awa.get("/").content.decode()
    assert address in awa.get("/activites/accompagnement/").content.decode()
    assert address not in awa.get("/activites/atelier/").content.decode()


def test_the_template_of_an_atelier_is_not_proposed_where_ateliers_are_off(awa: Client, cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=9)
    template = keep_template(by=cast.awa, activity=made, name="Café numérique")
    cast.navette.modules_off = ["workshops"]
    cast.navette.save()

    assert "Café numérique" not in awa.get("/").content.decode()
    assert awa.get(f"{PAGE}{template.client_uuid}/").status_code == 403


# --- The list ------------------------------------------------------------------------------------------------------


def test_the_list_says_what_each_holds(awa: Client, cast: Cast) -> None:
    kept(cast, minutes=75)

    page = awa.get(PAGE).content.decode()

    assert "Individuel · E-mail · 1\u00a0h\u00a015 · Médiathèque de Pontivy" in page


def test_a_template_is_renamed_and_deleted(awa: Client, cast: Cast) -> None:
    template = kept(cast)

    assert awa.post(f"{PAGE}{template.client_uuid}/renommer/", {"name": "CAF du mardi"})["Location"] == PAGE
    template.refresh_from_db()
    assert template.name == "CAF du mardi"
    assert awa.post(f"{PAGE}{template.client_uuid}/supprimer/")["Location"] == PAGE
    assert not RecordTemplate.objects.exists()
    assert Activity.objects.count() == 1


def test_renaming_keeps_the_name_when_it_is_its_own(awa: Client, cast: Cast) -> None:
    template = kept(cast)

    assert awa.post(f"{PAGE}{template.client_uuid}/renommer/", {"name": "café numérique"}).status_code == 302


def test_the_list_costs_the_same_with_two_or_twenty(awa: Client, cast: Cast) -> None:
    for number in range(2):
        kept(cast, f"Modèle {number}")
    with CaptureQueriesContext(connection) as few:
        awa.get(PAGE)
    for number in range(2, 20):
        kept(cast, f"Modèle {number}", tags=(f"mot {number}",))
    with CaptureQueriesContext(connection) as many:
        awa.get(PAGE)

    assert len(many) == len(few)


def test_her_own_copy_holds_her_templates(cast: Cast) -> None:
    kept(cast, minutes=75)

    told, _ = own_data.templates(cast.awa)

    lines = told.content.decode("utf-8-sig").splitlines()
    assert lines[1] == "Café numérique;Accompagnement individuel;E-mail · 1\u00a0h\u00a015 · Médiathèque de Pontivy"
    assert own_data.templates(cast.chloe)[1].content == b"[]"


# --- Whose they are ------------------------------------------------------------------------------------------------


def test_a_colleague_sees_nothing_of_my_templates(awa: Client, cast: Cast, client: Client) -> None:
    template = kept(cast)
    gael = person("gael@navette.test", "Gaël", "Le Bras")
    membership(gael, cast.navette, Role.MEDIATOR)
    awa.force_login(gael)

    assert "Café numérique" not in awa.get(PAGE).content.decode() + awa.get("/").content.decode()
    for path in ("", "renommer/"):
        assert awa.get(f"{PAGE}{template.client_uuid}/{path}").status_code == 404
    assert awa.post(f"{PAGE}{template.client_uuid}/supprimer/").status_code == 404
    with pytest.raises(NotAllowed):
        rename_template(by=gael, template=template, name="À moi")
    with pytest.raises(NotAllowed):
        delete_template(by=gael, template=template)


def test_who_manages_without_mediating_makes_no_template(awa: Client, cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library)
    awa.force_login(cast.bruno)

    assert "En faire un modèle" not in awa.get(f"/activites/{made.client_uuid}/").content.decode()
    assert keep(awa, made, "Le sien").status_code == 403
    with pytest.raises(NotAllowed):
        keep_template(by=cast.bruno, activity=made, name="Le sien")


def test_what_a_stranger_recorded_is_nobody_s_template(awa: Client, cast: Cast) -> None:
    theirs = activity(cast.chloe_at_port, cast.quay)

    assert keep(awa, theirs, "Le nôtre").status_code == 404
    assert keep(awa, theirs, "").status_code == 404
    assert awa.get(f"{PAGE}{uuid.uuid4()}/").status_code == 404


def test_leaving_a_structure_takes_its_templates_out_of_sight(awa: Client, cast: Cast) -> None:
    other = organisation("La Récente", "56178")
    at_other = membership(cast.awa, other, Role.MEDIATOR)
    hall = place(other, "Salle des fêtes", "56178")
    template = keep_template(by=cast.awa, activity=activity(at_other, hall), name="Mardi")
    assert use(awa, template).context["form"]["membership_id"].value() == str(at_other.pk)  # type: ignore[attr-defined]
    at_other.ends_on = dt.date(2026, 3, 2)
    at_other.save()

    assert awa.get(f"{PAGE}{template.client_uuid}/").status_code == 404
    assert "Mardi<" not in awa.get(PAGE).content.decode()


def test_a_template_of_coordination_does_not_exist(cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library)
    Activity.objects.update(kind="animation", channel="", place=None, topics=[], anonymous_total=0)
    made.refresh_from_db()

    with pytest.raises(NotAllowed):
        keep_template(by=cast.awa, activity=made, name="Réunion")
