"""Procedures are counted one by one; mandates among those done in somebody's place, blockings among the blocked."""

from tests.cast import Cast, activity
from tests.statistics.reading import figure, rows
from trame.activity.entry import ProcedureSaid

DEMARCHE = ("aide_aux_demarches_administratives",)


def record_five(cast: Cast) -> None:
    said = [
        ProcedureSaid(domain="logement", operator="caf", manner="avec", outcome="aboutie"),
        ProcedureSaid(domain="social_sante", operator="cpam", manner="a_la_place", mandate="aidants_connect",
                      outcome="bloquee", blocking="identifiant"),
        ProcedureSaid(operator="caf", manner="a_la_place", outcome="bloquee"),
        ProcedureSaid(operator="autre", operator_other="Agirc", manner="par", mandate="ecrit", outcome="en_cours"),
        ProcedureSaid(domain="logement"),
    ]  # fmt: skip
    activity(cast.awa_at_navette, cast.library, topics=DEMARCHE, procedures=tuple(said[:2]))
    activity(cast.awa_at_navette, cast.library, topics=DEMARCHE, procedures=tuple(said[2:]))
    activity(cast.awa_at_navette, cast.library, topics=DEMARCHE)


def test_they_are_counted_one_by_one_in_every_way(cast: Cast) -> None:
    record_five(cast)
    assert (figure(cast, "procedures").n, figure(cast, "attendances").n) == (5, 3)
    operators = figure(cast, "procedures_by_operator")
    assert rows(operators) == {"caf": 2, "cpam": 1, "autre": 1, "": 1}
    assert (operators.n, operators.d, operators.unknown) == (4, 5, 1)
    assert rows(figure(cast, "procedures_by_domain")) == {"logement": 2, "social_sante": 1, "": 2}
    assert [(r.label, r.n) for r in figure(cast, "procedures_by_manner").rows] == [
        ("Par la personne", 1), ("Avec la personne", 1), ("À la place de la personne", 2), ("Non renseigné", 1),
    ]  # fmt: skip
    assert rows(figure(cast, "procedures_by_outcome")) == {"aboutie": 1, "en_cours": 1, "bloquee": 2, "": 1}


def test_a_mandate_is_asked_of_what_was_done_in_somebody_s_place(cast: Cast) -> None:
    record_five(cast)
    found = figure(cast, "procedures_by_mandate")
    assert rows(found) == {"aidants_connect": 1, "": 1}  # the written one was for what the person did herself
    assert (found.n, found.d, found.unknown) == (1, 2, 1)


def test_what_blocks_is_asked_of_what_is_blocked(cast: Cast) -> None:
    record_five(cast)
    found = figure(cast, "procedures_by_blocking")
    assert rows(found) == {"identifiant": 1, "": 1}
    assert (found.n, found.d, found.unknown) == (1, 2, 1)


def test_what_ends_well_is_told_by_domain_and_what_is_blocked_by_operator(cast: Cast) -> None:
    record_five(cast)
    ended_well, blocked = (
        figure(cast, "successful_procedures_by_domain"),
        figure(cast, "blocked_procedures_by_operator"),
    )
    assert (rows(ended_well), ended_well.d) == ({"logement": 1}, 1)
    assert (rows(blocked), blocked.d) == ({"cpam": 1, "caf": 1}, 2)


def test_an_operator_named_freely_is_in_no_fact(cast: Cast) -> None:
    record_five(cast)
    assert "Agirc" not in str(figure(cast, "procedures_by_operator").as_dict())


def test_a_domain_is_a_topic_too(cast: Cast) -> None:
    record_five(cast)
    assert rows(figure(cast, "attendances_by_topic")) == {
        "aide_aux_demarches_administratives": 3, "logement": 2, "social_sante": 1,
    }  # fmt: skip
