"""Who did what in the team: its managers read each name, a mediator reads hers and the others together."""

import datetime as dt

import pytest

from tests.cast import Cast, activity, membership, person
from tests.statistics.reading import YEAR, figure
from trame.people.models import Role, User
from trame.people.readers import LinkReader, command_reader
from trame.people.spelling import mediator_labels
from trame.statistics.engine import compute, scope_for
from trame.statistics.figures import Figure

CODES = ("attendances_by_mediator", "activities_by_mediator", "minutes_by_mediator")


@pytest.fixture
def team(cast: Cast) -> Cast:
    """Awa: an hour with one person; Gwen: half an hour with one, two hours with five; Ilyès, who left: one."""
    activity(cast.awa_at_navette, cast.library, minutes=60)
    gwen = membership(person("gwen@navette.test", "Gwen", "Le Bras"), cast.navette, Role.MEDIATOR)
    activity(gwen, cast.library)
    activity(gwen, cast.library, kind="collectif", anonymous_total=5, minutes=120)
    gone = membership(person("ilyes@navette.test", "Ilyès", "Morel"), cast.navette, Role.MEDIATOR)
    activity(gone, cast.library)
    gone.ends_on = dt.date(2025, 6, 30)
    gone.save()
    return cast


def read(reader: User) -> dict[str, Figure]:
    return compute(scope_for(reader, start=YEAR[0], end=YEAR[1]), CODES, reader=reader)


def lines(found: Figure) -> list[tuple[str, int]]:
    return [(row.label, row.n) for row in found.rows]


def test_a_manager_reads_the_name_of_each_even_of_who_left(team: Cast) -> None:
    found = read(team.bruno)
    assert lines(found["attendances_by_mediator"]) == [("Gwen Le Bras", 6), ("Awa Diallo", 1), ("Ilyès Morel", 1)]
    assert lines(found["activities_by_mediator"]) == [("Gwen Le Bras", 2), ("Awa Diallo", 1), ("Ilyès Morel", 1)]
    assert lines(found["minutes_by_mediator"]) == [("Gwen Le Bras", 150), ("Awa Diallo", 60), ("Ilyès Morel", 30)]


def test_a_mediator_reads_her_line_and_the_others_together_without_a_name(team: Cast) -> None:
    found = read(team.awa)
    assert lines(found["attendances_by_mediator"]) == [("Collègues, ensemble", 7), ("Awa Diallo", 1)]
    assert "Gwen" not in str([figure.as_dict() for figure in found.values()])
    assert (found["minutes_by_mediator"].n, found["minutes_by_mediator"].d) == (240, 240)


def test_who_manages_elsewhere_reads_no_name_here(team: Cast) -> None:
    membership(team.awa, team.port, Role.MANAGER)
    activity(team.chloe_at_port, team.quay)
    found = compute(
        scope_for(team.awa, start=YEAR[0], end=YEAR[1], organisation_ids=[team.port.pk]), CODES, reader=team.awa
    )
    assert lines(found["attendances_by_mediator"]) == [("Chloé Riou", 1)]
    assert ("Collègues, ensemble", 7) in lines(read(team.awa)["attendances_by_mediator"])


def test_a_past_manager_reads_no_name_any_more(team: Cast) -> None:
    team.bruno_at_navette.ends_on = dt.date(2025, 1, 31)
    team.bruno_at_navette.save()
    membership(team.bruno, team.navette, Role.MEDIATOR)
    assert lines(read(team.bruno)["attendances_by_mediator"]) == [("Collègues, ensemble", 8)]


def test_names_are_for_accounts_and_commands_only(team: Cast) -> None:
    ids = [str(team.awa.pk), str(team.chloe.pk)]
    assert mediator_labels(ids, LinkReader("statistics", "1")) == {}
    assert mediator_labels(ids, team.denis) == {}
    assert mediator_labels(ids, command_reader([team.navette.pk], "statistics")) == {ids[0]: "Awa Diallo"}


def test_several_structures_are_told_one_by_one(team: Cast) -> None:
    membership(team.awa, team.port, Role.MANAGER)
    activity(team.chloe_at_port, team.quay, minutes=50)
    found = figure(team, "minutes_by_organisation")
    assert lines(found) == [("La Navette", 240), ("Clic du Port", 50)]
    assert (found.n, found.d, found.unknown) == (290, 290, 0)
