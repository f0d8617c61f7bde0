"""What La Filature knows of the people it follows closely: why, until when, objectives, levels; and three doubles.

Drawn from those who came most often, in a stable order; nothing is written again where there is something already.
"""

import datetime as dt
import uuid
from collections import Counter
from random import Random

from trame.activity.access import mediators_of
from trame.activity.levels import OWN, SCALES, STEPS
from trame.activity.models import Attendance, Beneficiary, Objective
from trame.activity.person_entry import PersonDetails
from trame.activity.services import correct_person, follow_person
from trame.activity.services.progress import LevelSaid, add_objective, record_level, settle_objective
from trame.people.models import User

from . import logins
from .followed import SEED

CLOSELY = 14
PURPOSES = (
    "Faire seule ou seul ses démarches en ligne",
    "Garder le lien avec la famille, par courriel et en visio",
    "Reprendre confiance avant une recherche d’emploi",
    "Un parcours de six ateliers",
)
OBJECTIVES = (
    "Envoyer une photo par courriel",
    "Retrouver ses mots de passe sans aide",
    "Déclarer ses revenus en ligne",
    "Prendre un rendez-vous médical sur internet",
    "Reconnaître un message d’arnaque",
)
NAMESPACE = uuid.UUID("6d0c9a5e-3f0e-4c57-9b0e-0a6f2d1c7b11")


def load_progress() -> None:
    """Opens nothing in the other structures: following closely is a choice."""
    mediator = User.objects.get(email=logins()[0].email)
    if Objective.objects.visible_to(mediator).exists():
        return
    named = Beneficiary.objects.visible_to(mediator).exclude(name="").select_related("organisation", "residence")
    came = Counter(Attendance.objects.filter(beneficiary__in=named).values_list("beneficiary", flat=True))
    several = [person for person in named if came[person.pk] > 1]
    closely = sorted(several, key=lambda person: (-came[person.pk], person.pseudonym))[:CLOSELY]
    if not closely:
        return
    colleagues = [m.user for m in mediators_of(closely[0].organisation_id).select_related("user").order_by("pk")]
    for rank, person in enumerate(closely):
        rng = Random(f"{SEED}|closely|{person.pseudonym}")  # noqa: S311 (not a secret: deterministic on purpose)
        days = _days(person)
        _tell(rng, rank, person, days, colleagues[rank % len(colleagues)])
        _objectives(rng, mediator, person)
        _levels(rng, mediator, person, days)
    for rank, person in enumerate(closely[3:6]):
        _double(rank, person)


def _days(person: Beneficiary) -> tuple[dt.date, dt.date]:
    """Her first and last visits."""
    days = Attendance.objects.filter(beneficiary=person, activity__deleted_at=None).values_list(
        "activity__date", flat=True
    )
    return min(days), max(days)


def _tell(rng: Random, rank: int, person: Beneficiary, days: tuple[dt.date, dt.date], referent: User) -> None:
    """Why, since when she knows, until when, whom to call; numbers of the range kept for fiction."""
    details = PersonDetails(
        pseudonym=person.pseudonym,
        name=person.name,
        gender=person.gender,
        birth_year=person.birth_year,
        age_band=person.age_band,
        status=person.status,
        residence=person.residence,
        phone=f"+332619100{10 + rank}" if rank % 2 else "",
        purpose=rng.choice(PURPOSES),
        informed_on=days[0],
        referent=referent,
    )
    correct_person(by=referent, person=person, details=details)


def _objectives(rng: Random, by: User, person: Beneficiary) -> None:
    for sentence in rng.sample(OBJECTIVES, rng.randint(1, 3)):
        name = uuid.uuid5(NAMESPACE, f"{person.pseudonym}|{sentence}")
        objective = add_objective(by=by, person=person, sentence=sentence, client_uuid=name)
        if rng.random() < 0.4:
            settle_objective(by=by, objective=objective, state=Objective.State.REACHED)


def _levels(rng: Random, by: User, person: Beneficiary, days: tuple[dt.date, dt.date]) -> None:
    """Our eight tasks on the first and the last visit; for some, what another tool said."""
    before = {code: rng.randint(0, 2) for code in SCALES[OWN].items}
    after = {code: min(step + rng.choice((0, 0, 1, 1, 2)), len(STEPS) - 1) for code, step in before.items()}
    for day, detail in zip(days, (before, after), strict=True):
        name = uuid.uuid5(NAMESPACE, f"{person.pseudonym}|{day}|{len(detail)}|{detail}")
        record_level(by=by, person=person, said=LevelSaid(scale=OWN, read_on=day, detail=detail, client_uuid=name))
    if rng.random() < 0.3:
        name = uuid.uuid5(NAMESPACE, f"{person.pseudonym}|pix")
        result = f"{rng.randint(6, 20) * 10} pix"
        record_level(
            by=by, person=person, said=LevelSaid(scale="pix", read_on=days[0], result=result, client_uuid=name)
        )


def _double(rank: int, person: Beneficiary) -> None:
    """The same person once more, as a colleague typed her another day."""
    first, _, last = person.name.partition(" ")
    spelt = (f"{last} {first}", f"{first} {last}".upper(), person.name.replace("nn", "n").replace("é", "e"))
    follow_person(
        organisation=person.organisation,
        pseudonym=f"Doublon-{rank + 1}",
        name=spelt[rank],
        birth_year=person.birth_year,
        residence_id=person.residence_id,
        phone=person.phone,
        purpose="Un parcours de six ateliers",
        informed_on=_days(person)[0],
    )
