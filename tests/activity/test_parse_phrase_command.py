"""`manage.py parse_phrase`: what a phrase gives, as codes or in French; nothing is written."""

import io
import json
import logging
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.activity.phrase_world import furnish
from tests.cast import Cast
from trame.activity.models import Activity

pytestmark = pytest.mark.django_db


def parse(phrase: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("parse_phrase", phrase, stdout=out, today="2026-03-03", **options)
    return out.getvalue()


def fields(phrase: str, **options: Any) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(parse(phrase, json=True, **options))
    return said


def test_the_fields_have_the_codes_of_an_activity(cast: Cast) -> None:
    furnish(cast)

    said = fields("atelier tablette 6 pers 2h médiathèque hier", user="awa@navette.test")

    assert said["kind"] == "collectif"
    assert (said["date"], said["minutes"]) == ("2026-03-02", 120)
    assert said["channel"] == "lieu_activite"
    assert said["place"] == {"id": cast.library.pk, "name": "Médiathèque de Pontivy"}
    assert (said["topics"], said["materials"]) == (["prendre_en_main_du_materiel"], ["tablette"])
    assert (said["participants"], said["counters"]) == (6, {})
    assert (said["not_understood"], said["problems"]) == ([], [])


def test_an_accompaniment_with_everything_said() -> None:
    said = fields(
        "3 courriels 45 min à domicile Plouzané, vers France Services, dossier CAF bloqué, une dame de 74 ans"
    )

    assert (said["kind"], said["participants"], said["minutes"]) == ("individuel", 1, 45)
    assert (said["channel"], said["commune"], said["place"]) == ("domicile", "29212", None)
    assert said["topics"] == ["aide_aux_demarches_administratives", "email", "famille_scolarite"]
    assert (said["redirected"], said["redirection"]) == (True, "aide_aux_demarches_administratives")
    assert said["counters"] == {"anonymous_age_soixante_dix_plus": 1, "anonymous_gender_feminin": 1}
    assert said["procedures"] == [{"domain": "famille_scolarite", "operator": "caf", "outcome": "bloquee"}]


def test_the_words_that_gave_each_thing_and_those_that_gave_nothing() -> None:
    said = fields("mail 30 min chez Mme Le Goff, demain")

    assert {"words": "30 min", "says": {"minutes": 30}} in said["understood"]
    assert said["not_understood"] == ["Le Goff", "demain"]
    assert said["date"] is None
    assert any("4\u00a0mars 2026" in sentence for sentence in said["problems"])


def test_without_an_account_no_place_is_known(cast: Cast) -> None:
    furnish(cast)

    said = fields("mail 30 min médiathèque de Pontivy")

    assert (said["place"], said["commune"]) == (None, "56178")


def test_in_french_for_who_reads() -> None:
    assert parse("mail 30 min demain") == (
        "Compris : Individuel · 30\u00a0min · E-mail\nPas compris : «\u202fdemain\u202f»\n"
        "- «\u202fdemain\u202f» : le 4\u00a0mars 2026 n’est pas encore passé. Seul ce qui a eu lieu se note.\n"
    ).replace(" : ", "\u00a0: ")


@pytest.mark.parametrize(
    ("phrase", "options", "sentence"),
    [
        ("mail", {"user": "personne@ailleurs.test"}, "Aucun compte ouvert n’a cette adresse."),
        ("  ", {}, "Donnez une phrase"),
        ("mail " * 61, {}, "Une phrase de 300 signes suffit"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(phrase: str, options: dict[str, str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as caught:
        parse(phrase, **options)

    assert caught.value.returncode == 1


def test_a_wrong_day_is_refused() -> None:
    with pytest.raises(CommandError, match="--today attend AAAA-MM-JJ"):
        call_command("parse_phrase", "mail", today="hier")


def test_it_writes_nothing_and_logs_nothing(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    parse("Zénaïde Quéméneur, mail 30 min", user="awa@navette.test")

    assert Activity.objects.count() == 0
    assert caplog.text == ""
