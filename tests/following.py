"""People followed of La Navette, and what goes with them: an objective, a level, a merge, two who were told apart."""

import datetime as dt
import uuid
from dataclasses import dataclass

from tests.cast import Cast, follow
from trame.activity.models import Beneficiary, LevelReading, Objective, PersonMerge
from trame.activity.services import merging, progress


@dataclass
class Following:
    """`other`: a file that may be merged with the person's; `merge` was made into `other`."""

    other: Beneficiary
    objective: Objective
    reading: LevelReading
    merge: PersonMerge


def make_following(cast: Cast, person: Beneficiary) -> Following:
    other, third = follow(cast.navette, pseudonym="P-BBBBB"), follow(cast.navette, pseudonym="P-CCCCC")
    merging.tell_apart(by=cast.awa, one=person, other=third)
    said = progress.LevelSaid(scale="pix", read_on=dt.date(2025, 3, 3), result="Niveau 2")
    return Following(
        other=other,
        objective=progress.add_objective(by=cast.awa, person=person, sentence="Lire", client_uuid=uuid.uuid4()),
        reading=progress.record_level(by=cast.awa, person=person, said=said),
        merge=merging.merge_people(by=cast.awa, kept=other, merged=third, choices={}, client_uuid=uuid.uuid4()),
    )
