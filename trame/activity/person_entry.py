"""PersonDetails: what is said of a person followed, before it is written."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from trame.people.models import User
from trame.reference.models import Commune


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What is known of a person followed: slugs or empty strings; `name` is empty unless it was typed by choice.

    `phone` is as `phones.read_phone` gives it. `purpose`: why she is followed; `informed_on`: when she was told.
    """

    pseudonym: str = ""
    name: str = ""
    gender: str = ""
    birth_year: int | None = None
    age_band: str = ""
    status: str = ""
    residence: Commune | None = None
    phone: str = ""
    email: str = ""
    purpose: str = ""
    informed_on: dt.date | None = None
    follow_until: dt.date | None = None
    referent: User | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """As Beneficiary has them."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}

    @property
    def names_her(self) -> bool:
        return bool(self.name or self.phone or self.email)
