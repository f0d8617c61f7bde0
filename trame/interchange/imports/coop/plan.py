"""Rows of La Coop's table → planned activities, with everything that is wrong or worth knowing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from trame.activity.entry import ActivityEntry, FollowedParticipant
from trame.activity.rules import MAX_TAG_LENGTH, content_problems
from trame.interchange.imports.communes import KnownCommunes
from trame.interchange.imports.plan import Plan, PlannedActivity
from trame.reference.nomenclatures import Kind, Topic

from .cells import as_date, as_insee, as_minutes, as_text
from .grouping import Group, grouped
from .mapping import ANSWERS, COLUMN_OF_RULE, RANKS, SOURCE
from .people import Participants, read_participants
from .places import read_commune, read_place
from .reader import Table, TableRow, read_table
from .remarks import Remarks
from .row_reader import RowReader

# (field, whether what it says is kept, what to say when not)
NOT_KEPT = {
    "title": "Un accompagnement individuel n’a pas de nom d’atelier : ce nom n’est pas repris.",
    "procedure_name": "Sans la thématique « Aide aux démarches administratives », ce nom n’est pas repris.",
    "redirection": "La personne n’est pas dite réorientée : cette structure n’est pas reprise.",
}


def read_plan(content: bytes) -> Plan:
    """Everything La Coop's file asks to write. Raises SheetRefused when it is another file, or none at all."""
    table = read_table(content)
    plan = Plan(partner=SOURCE, rows=len(table.rows), declared_total=table.total, origin=_origin(table.head))
    remarks = Remarks(plan)
    _about_the_file(table, remarks)
    groups = grouped(table.rows, remarks)
    codes = {as_insee(row.cells[name]) for row in table.rows for name in ("commune_code", "residence")}
    context = Context(remarks, KnownCommunes(codes), timezone.localdate())
    spoilt = {problem.row for problem in plan.errors}
    for group in groups:
        planned = GroupReader(group, context).read()
        if planned is None or not spoilt.isdisjoint(row.number for row in group.rows):
            plan.refused_rows += len(group.rows)
        else:
            plan.activities.append(planned)
    remarks.sort()
    return plan


def _origin(head: Mapping[str, str]) -> str:
    """Who exported what and when, as the head of the file says it."""
    who = f"{head.get('prenom', '')} {head.get('nom', '')}".strip()
    when = f"export du {head['date d export']}" if head.get("date d export") else ""
    period = head.get("periode", "-")
    return " · ".join(part for part in (who, when, f"période {period}" if period not in ("", "-") else "") if part)


def _about_the_file(table: Table, remarks: Remarks) -> None:
    for title in table.unknown_columns:
        remarks.about_file(title, "", "Trame ne connaît pas cette colonne : elle n’est pas importée.")
    if table.total is None:
        remarks.about_file("Total", "", "L’en-tête du fichier ne donne pas de total : rien ne permet de le recouper.")
    elif table.total != len(table.rows):
        message = (
            f"L’en-tête du fichier annonce {table.total} accompagnements, et le tableau a {len(table.rows)} lignes."
        )
        remarks.about_file("Total", str(table.total), message)


@dataclass(frozen=True)
class Context:
    """What is the same for the whole file."""

    remarks: Remarks
    communes: KnownCommunes
    today: dt.date


MAX_WORDS = 200  # of the title of an atelier, or the name of a procedure


class GroupReader:
    """Reads the rows of one CRA: what concerns the activity on the first, who was there on each."""

    def __init__(self, group: Group, context: Context) -> None:
        self.group = group
        self.context = context
        self.remarks = context.remarks
        self.reader = RowReader(context.remarks)

    def read(self) -> PlannedActivity | None:
        """The activity, or None when a cell of it is wrong; every problem has then been told."""
        errors = self.remarks.errors
        row, reader = self.group.first, self.reader
        kind, channel = reader.code(row, "kind"), reader.code(row, "channel")
        date, minutes = reader.value(row, "date", as_date), reader.value(row, "minutes", as_minutes)
        commune = read_commune(row, reader, self.context.communes, fields=("commune_code", "commune_name"))
        place = read_place(row, reader, channel, commune)
        present = read_participants(self.group, reader, self.context.communes)
        rank = self._rank(row, kind)
        entry = ActivityEntry(
            kind=kind,
            date=date or self.context.today,
            minutes=1 if minutes is None else minutes,
            channel=channel,
            commune_code=commune,
            topics=reader.codes(row, "topics"),
            materials=reader.codes(row, "materials"),
            title=reader.short(row, "title", MAX_WORDS),
            procedure_name=reader.short(row, "procedure_name", MAX_WORDS),
            autonomy=rank if kind == Kind.INDIVIDUEL else "",
            level=rank if kind == Kind.COLLECTIF else "",
            redirected=self._answer(row),
            redirection=reader.code(row, "redirection"),
            tags=tuple(reader.cut(row, "tags", tag, MAX_TAG_LENGTH) for tag in reader.lines(row, "tags")),
            notes=self._notes(),
            followed=_numbered(present),
            anonymous_total=present.anonymous_total,
            anonymous=present.anonymous,
            anonymous_residences=dict(present.residences),
            source=SOURCE,
            source_id=self.group.source_id,
            unmapped_labels=reader.unmapped,
        )
        self._tell_what_is_lost(row, entry)
        self._check_rules(row, entry)
        if self.remarks.errors > errors:
            return None
        return PlannedActivity(len(self.group.rows), entry, place, tuple(present.people))

    def _rank(self, row: TableRow, kind: str) -> str:
        """The autonomy or the level behind « 2/3 », by kind."""
        word = self.reader.line(row, "level")
        code = RANKS.get(kind, {}).get(word.replace(" ", ""), "")
        if word and kind and not code:
            self.reader.keep_word(row, "level", word)
        return code

    def _answer(self, row: TableRow) -> bool | None:
        word = self.reader.line(row, "redirected")
        answer = ANSWERS.get(word.casefold())
        if word and answer is None:
            self.reader.keep_word(row, "redirected", word)
        return answer

    def _notes(self) -> str:
        """La Coop writes the notes on the first row only; another text elsewhere is kept after it."""
        texts = (as_text(self.reader.cell(row, "notes")) for row in self.group.rows)
        return "\n\n".join(dict.fromkeys(text for text in texts if text))

    def _tell_what_is_lost(self, row: TableRow, entry: ActivityEntry) -> None:
        lost = {
            "title": entry.kind == Kind.INDIVIDUEL and entry.title,
            "procedure_name": Topic.AIDE_AUX_DEMARCHES not in entry.topics and entry.procedure_name,
            "redirection": not entry.redirected and entry.redirection,
        }
        for name, value in lost.items():
            if value:
                self.remarks.warning(row.number, name, row.cells[name], NOT_KEPT[name])

    def _check_rules(self, row: TableRow, entry: ActivityEntry) -> None:
        """The rules of any record. A kind or channel that is missing has already been told, in its own cell."""
        told = {name for name in ("kind", "channel") if not getattr(entry, name)}
        for rule, messages in content_problems(entry.normalised(), self.context.today).items():
            name = COLUMN_OF_RULE.get(rule, "")
            for message in messages:
                if name not in told:
                    self.remarks.error(row.number, name, row.cells.get(name, ""), message)


def _numbered(present: Participants) -> tuple[FollowedParticipant, ...]:
    """Stand-ins for people who have no id yet, in the order of `present.people`."""
    return tuple(FollowedParticipant(-rank, person.age_band) for rank, person in enumerate(present.people, start=1))
