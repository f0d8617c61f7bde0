"""Démarches: two more taps for the commonest one; several, in detail, for who wants to say it."""

import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.activity.posts import INDIVIDUAL, correct, errors, individual, recorded, refused
from tests.cast import Cast, activity, follow
from trame.activity.entry import ProcedureSaid
from trame.activity.erasure import erase_person
from trame.activity.facets import PROCEDURE_PARTS
from trame.activity.forms.procedures import SAY_MORE, domain_of
from trame.activity.models import Activity, Procedure
from trame.activity.services import EntryRefused
from trame.people.models import Organisation

pytestmark = pytest.mark.django_db

DEMARCHE = {"topics": ["aide_aux_demarches_administratives"]}
IN_THE_WAY = {"domain_1": "", "manner_1": "", "mandate_1": "", "operator_2": "", "domain_2": "", "outcome_2": ""}


@pytest.fixture(autouse=True)
def _on(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=["procedures"])


def demarche(cast: Cast, **said: Any) -> dict[str, Any]:
    return individual(cast, **(DEMARCHE | IN_THE_WAY | said))


def said_of(made: Activity) -> list[dict[str, str]]:
    """What is said of each procedure, empty parts left out."""
    rows = made.procedures.order_by("rank").values(*PROCEDURE_PARTS)
    return [{part: value for part, value in row.items() if value} for row in rows]


def test_whose_it_is_and_how_it_ended_are_two_taps_the_domain_touched_being_its_own(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, demarche(cast, procedures=["logement"], operator_1="caf", outcome_1="aboutie"))

    assert said_of(made) == [{"domain": "logement", "operator": "caf", "outcome": "aboutie"}]
    assert made.topics == ["aide_aux_demarches_administratives", "logement"]


def test_a_domain_touched_alone_is_a_subject_not_a_procedure(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, demarche(cast, procedures=["logement"]))

    assert said_of(made) == []
    assert made.topics == ["aide_aux_demarches_administratives", "logement"]


def test_with_two_domains_touched_nobody_guesses_which_one_it_is(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, demarche(cast, procedures=["logement", "justice"], operator_1="caf"))

    assert said_of(made) == [{"operator": "caf"}]
    told = recorded(
        awa, INDIVIDUAL, demarche(cast, procedures=["logement", "justice"], operator_1="caf", domain_1="logement")
    )
    assert said_of(told) == [{"domain": "logement", "operator": "caf"}]


def test_three_procedures_of_one_accompaniment(awa: Client, cast: Cast) -> None:
    made = recorded(
        awa, INDIVIDUAL,
        demarche(
            cast, procedures=["logement", "social_sante"], operator_1="caf", outcome_1="bloquee", blocking_1="autre",
            blocking_other_1="Dossier perdu", manner_1="avec",
            domain_2="social_sante", operator_2="autre", operator_other_2=" Agirc-Arrco ", manner_2="a_la_place",
            mandate_2="ecrit", outcome_3="renvoyee",
        ),
    )  # fmt: skip

    assert said_of(made) == [
        # The subject that the second one does not say is the first one's.
        {"domain": "logement", "operator": "caf", "manner": "avec", "outcome": "bloquee", "blocking": "autre",
         "blocking_other": "Dossier perdu"},
        {"domain": "social_sante", "operator": "autre", "operator_other": "Agirc-Arrco", "manner": "a_la_place",
         "mandate": "ecrit"},
        {"outcome": "renvoyee"},
    ]  # fmt: skip
    assert [procedure.organisation for procedure in made.procedures.all()] == [cast.navette] * 3


def test_a_procedure_brings_its_subjects(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, topics=[], operator_2="caf", domain_2="justice"))

    assert made.topics == ["aide_aux_demarches_administratives", "justice"]


@pytest.mark.parametrize("mandate", ["", "aucun", "aidants_connect"])
def test_in_somebody_s_place_without_mandate_is_kept_as_said(awa: Client, cast: Cast, mandate: str) -> None:
    made = recorded(awa, INDIVIDUAL, demarche(cast, operator_1="dgfip", manner_1="a_la_place", mandate_1=mandate))

    procedure = made.procedures.get()
    assert (procedure.manner, procedure.mandate) == ("a_la_place", mandate)


def test_what_the_choices_hide_is_neither_kept_nor_wrong(awa: Client, cast: Cast) -> None:
    made = recorded(
        awa, INDIVIDUAL,
        demarche(
            cast, operator_1="caf", operator_other_1="x" * 500, outcome_1="aboutie", blocking_1="langue",
            blocking_other_1="y" * 500,
        ),
    )  # fmt: skip

    assert said_of(made) == [{"operator": "caf", "outcome": "aboutie"}]


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"operator_1": "autre", "operator_other_1": "x" * 121}, "operator_other_1",
         "Ce texte dépasse 120 signes : raccourcissez-le."),
        ({"operator_1": "caf", "outcome_2": "bloquee", "blocking_2": "autre", "blocking_other_2": "x" * 121},
         "blocking_other_2", "Ce texte dépasse 120 signes : raccourcissez-le."),
        ({"operator_1": "cpam", "operator_2": "onu"}, "operator_2", "Ce choix n’est pas dans la liste."),
        ({"domain_1": "email"}, "domain_1", "Ce choix n’est pas dans la liste."),
        ({"operator_1": "caf", "manner_3": "avec"}, "operator_3", SAY_MORE),
        ({"mandate_1": "ecrit"}, "operator_1", SAY_MORE),
    ],
)  # fmt: skip
def test_an_error_stands_beside_the_right_field_of_the_right_procedure(
    awa: Client, cast: Cast, said: dict[str, str], field: str, sentence: str
) -> None:
    assert errors(awa, INDIVIDUAL, demarche(cast, **said)) == {field: [sentence]}


def test_a_refusal_keeps_all_that_was_said_and_shows_it(awa: Client, cast: Cast) -> None:
    page = refused(
        awa, INDIVIDUAL,
        demarche(cast, procedures=["logement"], operator_1="msa", outcome_1="en_cours", domain_2="justice",
                 operator_2="autre", operator_other_2="z" * 121),
    )  # fmt: skip

    assert re.search(r'name="operator_1" value="msa"[^>]*checked', page)
    assert re.search(r'<option value="justice" selected', page)
    assert "z" * 121 in page
    assert re.search(r'<details class="more" open>\s*<summary>Manière', page)
    assert '#id_operator_other_2"' in page


def test_more_than_three_are_shown_by_a_correction_and_one_more_can_be_added(awa: Client, cast: Cast) -> None:
    many = tuple(ProcedureSaid(operator=code) for code in ("caf", "cpam", "msa", "dgfip"))
    made = activity(cast.awa_at_navette, cast.library, topics=tuple(DEMARCHE["topics"]), procedures=many)

    form = awa.get(f"/activites/{made.client_uuid}/corriger/").context["form"]
    assert [row.rank for row in form.procedure_rows] == [1, 2, 3, 4, 5]
    sent = {name: form[name].value() or "" for name in form.fields if re.search(r"_\d$", name)}
    correct(awa, made, demarche(cast, client_uuid=str(made.client_uuid)) | sent | {"outcome_5": "aboutie"})

    assert said_of(made) == [{"operator": code} for code in ("caf", "cpam", "msa", "dgfip")] + [{"outcome": "aboutie"}]


def test_an_eleventh_is_left_aside_as_any_control_that_no_page_has(awa: Client, cast: Cast) -> None:
    rows = {f"operator_{rank}": "caf" for rank in range(1, 40)}
    made = recorded(awa, INDIVIDUAL, demarche(cast, **rows))

    assert made.procedures.count() == 10


def test_unticking_its_subject_changes_the_domain_of_the_first_one(awa: Client, cast: Cast) -> None:
    made = activity(
        cast.awa_at_navette, cast.library, topics=tuple(DEMARCHE["topics"]),
        procedures=(ProcedureSaid(domain="logement", operator="caf"),),
    )  # fmt: skip
    form = awa.get(f"/activites/{made.client_uuid}/corriger/").context["form"]
    assert (form["procedures"].value(), form["domain_1"].value()) == (["logement"], "")

    correct(awa, made, demarche(cast, client_uuid=str(made.client_uuid), procedures=["justice"], operator_1="caf"))

    assert said_of(made) == [{"domain": "justice", "operator": "caf"}]


@pytest.mark.parametrize("procedures", [
    (ProcedureSaid(operator="onu"),),
    (ProcedureSaid(domain="email"),),
    (ProcedureSaid(operator="autre", operator_other="x" * 121),),
    tuple(ProcedureSaid(operator="caf") for _ in range(11)),
])  # fmt: skip
def test_the_services_refuse_what_no_form_sends(cast: Cast, procedures: tuple[ProcedureSaid, ...]) -> None:
    with pytest.raises(EntryRefused) as refusal:
        activity(cast.awa_at_navette, cast.library, procedures=procedures)

    assert "procedures" in refusal.value.problems
    assert not Procedure.objects.exists()


def test_another_structure_s_procedures_are_out_of_sight(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, procedures=(ProcedureSaid(operator="caf"),))

    assert Procedure.objects.visible_to(cast.awa).count() == 1
    assert not Procedure.objects.visible_to(cast.chloe).exists()
    assert not Procedure.objects.visible_to(cast.denis).exists()


def test_the_page_of_the_activity_says_each_of_them(awa: Client, cast: Cast) -> None:
    made = activity(
        cast.awa_at_navette, cast.library,
        procedures=(
            ProcedureSaid(domain="logement", operator="caf", outcome="bloquee", blocking="piece_manquante",
                          manner="a_la_place", mandate="aidants_connect"),
            ProcedureSaid(operator="autre", operator_other="Soliha <b>", outcome="aboutie"),
        ),
    )  # fmt: skip

    page = awa.get(f"/activites/{made.client_uuid}/").content.decode().replace("\u00a0", " ")

    assert "CAF, logement · bloquée : pièce manquante · à la place de la personne · Aidants Connect" in page
    assert "Soliha &lt;b&gt; · aboutie" in page


def test_erasing_somebody_takes_her_name_out_of_what_was_typed_there(cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    made = activity(
        cast.awa_at_navette, cast.library,
        procedures=(
            ProcedureSaid(operator="autre", operator_other="Notaire de Jeanne Le Bihan"),
            ProcedureSaid(outcome="bloquee", blocking="autre", blocking_other="Le Bihan Jeanne absente"),
        ),
    )  # fmt: skip

    erase_person(by=cast.awa, person=jeanne)

    texts = [procedure.operator_other + procedure.blocking_other for procedure in made.procedures.all()]
    assert texts == ["Notaire de [nom effacé]", "[nom effacé] absente"]


@given(
    touched=st.sets(st.sampled_from(["logement", "justice", "transports_mobilite"])),
    others=st.sets(st.sampled_from(["", "logement", "justice"])),
)
def test_a_domain_is_only_ever_one_that_was_touched_and_never_a_guess(touched: set[str], others: set[str]) -> None:
    found = domain_of("", touched, others)

    assert found in {"", *touched}
    assert domain_of("associations", touched, others) == "associations"
    if len(touched) > 1 and not touched & others:
        assert found == ""
