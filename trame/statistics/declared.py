"""What a declaration is made of: Indicator, Base, Order, Reading.

What it counts is a formula (formulas.py) over the relations of cubes/relations.py: data, never SQL.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from .formulas import Formula

NOT_STATED = "Non renseigné"
NO_UNKNOWN = "Aucun : toujours renseigné."


class Order(Enum):
    """How the rows of a breakdown follow each other; « non renseigné » is always last."""

    NUMBER = "du plus grand nombre au plus petit"
    NOMENCLATURE = "ordre de la nomenclature"
    MONTH = "ordre du calendrier"
    DAY = "ordre du calendrier, jour après jour"


class Reading(Enum):
    """What one reads of a total: n itself, or n ÷ d, which says nothing when d is 0."""

    NUMBER = "n"
    RATE = "n ÷ d, en pourcentage"
    MEAN = "n ÷ d, une moyenne"


@dataclass(frozen=True, kw_only=True)
class Base:
    """A denominator: `sentence` says it in French, `count` is one number; `empty` says that there is nothing in it."""

    code: str
    sentence: str
    count: Formula
    empty: str = "rien à compter sur la période"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A declared figure. All texts are French sentences or words.

    A total has `numerator` (one number). A breakdown has `dimension` and `rows` (a number by code; what is not stated
    is left out). A formula left out has a default: for a breakdown, `unknown` is the base less the rows and
    `numerator` the base less `unknown`; for a total, `unknown` is 0.
    `multiple`: one attendance may count in several rows, so rows are mentions and `unknown` needs its own formula.
    `is_part`: n is a part of d, so a percentage has a sense (minutes are no part of a number of activities).
    `reading`: a MEAN is in `unit` (« séances par personne ») and its n in `n_unit` (« accompagnements »).
    `inside`: told in the structure only, whatever is masked, and in no bilan: it names colleagues, or single days, or
    cuts a table so small that a subtraction would tell of somebody.
    `about`: what it says of people, among the dimensions that a scope filters (gender, age, status, residence).
    `changed_on`: the first day of this version, when an earlier one counted otherwise; `change` says what is new.
    """

    code: str
    label: str
    definition: str
    unit: str
    base: Base
    numerator: Formula | None = None
    dimension: str | None = None
    rows: Formula | None = None
    unknown: Formula | None = None
    unknown_rule: str = NO_UNKNOWN
    unknown_label: str = NOT_STATED
    own_labels: Mapping[str, str] = field(default_factory=dict)
    order: Order = Order.NUMBER
    multiple: bool = False
    is_part: bool = True
    reading: Reading = Reading.NUMBER
    n_unit: str = ""
    inside: bool = False
    about: str = ""
    version: int = 1
    changed_on: dt.date | None = None
    change: str = ""
    source: str = "Trame, saisies de la structure"
