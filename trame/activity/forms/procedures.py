"""Démarches: the first one as chips under its subject, the others folded, in selects. Nothing of them is compulsory.

Controls are named « operator_1 », « outcome_2 »: a part of ProcedureSaid, and the number of the procedure on the page.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from trame.reference.nomenclatures import PROCEDURE_TOPICS, Blocking, Mandate, Manner, Operator, Outcome
from trame.ui.forms import ChipRadio

from ..entry import ProcedureSaid
from ..facets import PROCEDURE_PARTS
from ..models.procedure import MAX_FREE, MAX_PROCEDURES
from ..words import short_topic
from . import choices

LEAST_ROWS = 3
OPERATORS_IN_SIGHT = 7
# « The domain is not known », when the subject touched above is not this procedure's.
NO_DOMAIN = "none"
ORDINALS = ("Première", "Deuxième", "Troisième", "Quatrième", "Cinquième", "Sixième", "Septième", "Huitième",
            "Neuvième", "Dixième")  # fmt: skip
_DOMAINS = [(topic.value, short_topic(topic.value)) for topic in PROCEDURE_TOPICS]
_OFFERED: dict[str, tuple[str, choices.Choices]] = {
    "operator": ("Auprès de qui", choices.every(Operator)),
    "outcome": ("Où en est-elle", choices.every(Outcome)),
    "blocking": ("Ce qui bloque", choices.every(Blocking)),
    "manner": ("Faite", choices.every(Manner)),
    "mandate": ("Mandat", choices.every(Mandate)),
}
_TYPED = {"operator_other": "Quel organisme", "blocking_other": "Quelle raison"}
_NAME = re.compile(rf"(?:{'|'.join(PROCEDURE_PARTS)})_([1-9][0-9]?)")
NOT_IN_THE_LIST = {"invalid_choice": "Ce choix n’est pas dans la liste."}
SAY_MORE = "Dites le domaine, l’organisme ou l’issue : sans eux, cette démarche ne peut pas être gardée."


@dataclass(frozen=True)
class Row:
    """One procedure on the page: its bound fields by part."""

    rank: int
    fields: Mapping[str, BoundField]

    @property
    def title(self) -> str:
        return f"{ORDINALS[self.rank - 1]} démarche"

    @property
    def says_something(self) -> bool:
        return any(field.errors or field.value() for field in self.fields.values())


class ProceduresFields(forms.Form):
    """Mixed in a form that has `procedures`, the domains touched as subjects."""

    ranks: Iterable[int] = ()

    def add_procedures(self, recorded: int) -> None:
        """One set of controls for each procedure: three at least, those recorded and one more, those sent."""
        sent = [int(found[1]) for name in (*self.data, *self.initial) if (found := _NAME.fullmatch(name))]
        rows = min(MAX_PROCEDURES, max(LEAST_ROWS, recorded + 1, *sent, 0))
        self.ranks = range(1, rows + 1)
        names = list(self.fields)
        added = {f"{part}_{rank}": _field(part, first=rank == 1) for rank in self.ranks for part in PROCEDURE_PARTS}
        self.fields.update(added)
        after = names.index("procedures") + 1
        self.order_fields([*names[:after], *added, *names[after:]])  # that of the summary of errors

    @property
    def procedure_rows(self) -> list[Row]:
        return [Row(rank, {part: self[f"{part}_{rank}"] for part in PROCEDURE_PARTS}) for rank in self.ranks]

    @property
    def more_procedures_open(self) -> bool:
        """Whether the fold under the first procedure says something."""
        first, *others = self.procedure_rows
        said = [first.fields[part] for part in ("domain", "manner", "mandate")]
        return any(field.errors or field.value() for field in said) or any(row.says_something for row in others)

    def read_procedures(self) -> None:
        """Puts in `cleaned_data["procedures_said"]` what is said of each; what says too little is explained."""
        rows = {rank: self._row(rank) for rank in self.ranks}
        said = []
        for rank, row in rows.items():
            touched = any(value for part, value in row.items() if (part, value) != ("domain", NO_DOMAIN))
            if rank == 1 and touched:
                others = {other["domain"] for number, other in rows.items() if number != 1}
                row["domain"] = domain_of(row["domain"], self.cleaned_data.get("procedures", ()), others)
            row["domain"] = "" if row["domain"] == NO_DOMAIN else row["domain"]
            procedure = ProcedureSaid(**row)
            if touched and not procedure and not self._is_wrong(rank):
                self.add_error(f"operator_{rank}", ValidationError(SAY_MORE))
            said.append(procedure)
        self.cleaned_data["procedures_said"] = tuple(said)

    def _row(self, rank: int) -> dict[str, str]:
        """What is said of one, without what its choices hide: that stays on screen, and cannot be wrong."""
        row = {part: str(self.cleaned_data.get(f"{part}_{rank}", "")) for part in PROCEDURE_PARTS}
        hidden = [] if row["operator"] == Operator.AUTRE else ["operator_other"]
        if row["outcome"] != Outcome.BLOQUEE:
            hidden += ["blocking", "blocking_other"]
        for part in hidden:
            self.errors.pop(f"{part}_{rank}", None)
            row[part] = ""
        return row

    def _is_wrong(self, rank: int) -> bool:
        return any(f"{part}_{rank}" in self.errors for part in PROCEDURE_PARTS)


def _field(part: str, *, first: bool) -> forms.Field:
    if part in _TYPED:
        return forms.CharField(
            label=_TYPED[part], required=False, max_length=MAX_FREE,
            widget=forms.TextInput({"autocomplete": "off"}),
            error_messages={"max_length": f"Ce texte dépasse {MAX_FREE} signes : raccourcissez-le."},
        )  # fmt: skip
    if part == "domain":
        offered = (
            [("", "Celui touché plus haut"), *_DOMAINS, (NO_DOMAIN, "Non renseigné")]
            if first
            else [choices.UNKNOWN, *_DOMAINS]
        )
        return forms.ChoiceField(label="Domaine", required=False, choices=offered, error_messages=NOT_IN_THE_LIST)
    label, offered = _OFFERED[part]
    if not first:
        return forms.ChoiceField(
            label=label, required=False, choices=[choices.UNKNOWN, *offered], error_messages=NOT_IN_THE_LIST
        )
    visible = OPERATORS_IN_SIGHT if part == "operator" else len(offered)
    # « Non renseigné » stays in sight: chosen at first, it would open what is folded.
    chips = [*offered[:visible], choices.UNKNOWN, *offered[visible:]]
    return forms.ChoiceField(
        label=label, required=False, choices=chips, error_messages=NOT_IN_THE_LIST,
        widget=ChipRadio(visible=visible + 1, more_label=f"Voir les {len(offered)} organismes"),
    )  # fmt: skip


def domain_of(chosen: str, touched: Iterable[str], others: Iterable[str]) -> str:
    """The domain of the first procedure: the one chosen for it, else the only subject touched that no other says.

    With several subjects touched, nobody can tell whose it is: it stays unsaid.
    """
    if chosen:
        return chosen
    candidates = set(touched) - set(others) or set(touched)
    return candidates.pop() if len(candidates) == 1 else ""


def shown(procedures: Iterable[ProcedureSaid], touched: Iterable[str]) -> dict[str, str]:
    """The initial values of the controls; the first domain is left to the subject touched above when that says it."""
    said = list(procedures)
    initial = {
        f"{part}_{rank}": getattr(procedure, part)
        for rank, procedure in enumerate(said, start=1)
        for part in PROCEDURE_PARTS
    }
    if said:
        others = {procedure.domain for procedure in said[1:]}
        first = said[0]
        more = any(getattr(first, part) for part in PROCEDURE_PARTS if part != "domain")
        deduced = more and domain_of("", touched, others) == first.domain
        initial["domain_1"] = "" if deduced else first.domain or NO_DOMAIN
    return initial
