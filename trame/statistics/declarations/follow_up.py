"""Suivi: people who come for the first time, who come again, how many times, over how many months."""

from trame.reference.nomenclatures import SessionsBand, Venue

from ..declared import Indicator, Order, Reading
from ..formulas import Condition, Tally, among, stated
from .bases import ANONYMOUS, FOLLOWED_PEOPLE

AGAIN = tuple(band.value for band in SessionsBand if band != SessionsBand.ONCE)


def _people(*where: Condition, by: str = "") -> Tally:
    return Tally("people", by=by, where=where, relation="people")


FOLLOW_UP = (
    Indicator(
        code="followed_people_by_venue",
        label="Personnes suivies, nouvelles ou déjà connues",
        definition=(
            "Personnes suivies venues sur la période : « nouvelles » quand leur tout premier accompagnement dans la "
            "structure est l’un de ceux comptés ici, « déjà connues » sinon."
        ),
        unit="personnes",
        base=FOLLOWED_PEOPLE,
        dimension="venue",
        rows=_people(by="venue"),
        own_labels={Venue.NEW.value: "Nouvelles", Venue.KNOWN.value: "Déjà connues"},
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="anonymous_by_venue",
        label="Accompagnements anonymes, première venue ou non",
        definition="Accompagnements anonymes selon ce que les personnes ont dit : première venue, ou déjà venues.",
        unit="accompagnements",
        base=ANONYMOUS,
        dimension="venue",
        rows=Tally("n", by="code", where=(among("dimension", "venue"),), relation="marginal"),
        unknown_rule="Participants anonymes dont on n’a pas dit si c’était leur première venue ; jamais réparti.",
        order=Order.NOMENCLATURE,
    ),
    Indicator(
        code="people_seen_again",
        label="Personnes revenues",
        definition="Personnes suivies venues au moins deux fois sur la période, parmi les personnes suivies venues.",
        unit="personnes",
        base=FOLLOWED_PEOPLE,
        numerator=_people(among("sessions", *AGAIN)),
        reading=Reading.RATE,
    ),
    Indicator(
        code="sessions_per_person",
        label="Séances par personne",
        definition=(
            "Accompagnements de personnes suivies, divisés par le nombre de ces personnes. Les participants anonymes, "
            "que rien ne distingue, n’y sont pas."
        ),
        unit="séances par personne",
        base=FOLLOWED_PEOPLE,
        numerator=Tally("attendances", relation="people"),
        is_part=False,
        reading=Reading.MEAN,
        n_unit="accompagnements",
    ),
    Indicator(
        code="regular_people",
        label="Personnes régulières",
        definition="Personnes suivies venues pendant au moins trois mois différents de la période.",
        unit="personnes",
        base=FOLLOWED_PEOPLE,
        numerator=_people(stated("regular")),
        reading=Reading.RATE,
    ),
    Indicator(
        code="people_by_sessions",
        label="Personnes suivies par nombre de venues",
        definition="Personnes suivies selon le nombre de fois où elles sont venues sur la période.",
        unit="personnes",
        base=FOLLOWED_PEOPLE,
        dimension="sessions",
        rows=_people(by="sessions"),
        order=Order.NOMENCLATURE,
    ),
)
