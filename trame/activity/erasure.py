"""Erasing a person followed: her attendances become counters of the activities, then nothing of her is left.

The totals and the breakdowns by one dimension stay exactly what they were; distinct people followed are fewer.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Model, OuterRef, Q

from trame.jobs.privacy.results import forget_named_results
from trame.people import journal
from trame.people.models import User
from trame.reference.nomenclatures import Kind, age_band

from . import access
from .models import (
    Activity,
    AnonymousResidence,
    Attendance,
    Beneficiary,
    CoordinationDetails,
    Moment,
    Partner,
    PersonMerge,
    Procedure,
    Tag,
    TagAlias,
)
from .models.coordination import FREE_TEXTS
from .search import ACCENTED, PLAIN, fold, folded
from .services import PSEUDONYM_SIGNS, NotAllowed, erase_moments, tag_key

ERASED_NAME = "[nom effacé]"
MENTIONS_SHOWN = 20
WRITTEN_IN = ("title", "procedure_name", "notes")
# What is typed freely beside an activity, by model.
WRITTEN_BESIDE: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (CoordinationDetails, FREE_TEXTS),
    (Partner, ("name", "type_other")),
    (Procedure, ("operator_other", "blocking_other")),
    (Moment, ("sentence",)),
)
_DRAWN = re.compile(rf"P-[{PSEUDONYM_SIGNS}]{{5}}")
_BETWEEN_WORDS = r"[\s'’.,_-]+"


@transaction.atomic
def erase_person(*, by: User | None, person: Beneficiary) -> None:
    """Erase a person for good; `by` is None when the retention does it. Raises NotAllowed.

    The notes of her individual activities go with her; elsewhere in the structure's texts, her full name and her drawn
    pseudonym are replaced. An import already made does not bring her back; a new file that names her would.
    """
    if by is not None and not access.may_erase(by, person):
        raise NotAllowed("only the people of her structure erase a person followed")
    person = Beneficiary.objects.select_for_update().get(pk=person.pk)  # no attendance of hers is added meanwhile
    for known in former_selves(person):
        if known.pk:
            _turn_into_counters(known)
        _take_out_of_texts(known)
    forget_named_results(person.organisation_id)
    journal.record(
        "person.erased" if by else "person.expired", by=by, organisation=person.organisation_id, about=person
    )
    person.delete()


def former_selves(person: Beneficiary) -> list[Beneficiary]:
    """Her, the files merged into hers, and what a merge replaced in hers (not saved): all that may name her."""
    found = [person]
    for known in found:  # the list grows: a merged file may hold another one
        found += Beneficiary.objects.filter(merged_into=known)
    before = PersonMerge.objects.filter(kept__in=found).values_list("kept_before", flat=True)
    return found + [
        Beneficiary(
            organisation_id=person.organisation_id, name=said.get("name", ""), pseudonym=said.get("pseudonym", "")
        )
        for said in before
        if "name" in said or "pseudonym" in said
    ]


@dataclass(frozen=True)
class Leaving:
    """What erasing somebody takes: how many attendances, notes and moments; the workshops that may still name her."""

    attendances: int
    notes: int
    moments: int
    mentions: list[Activity]


def leaving(person: Beneficiary) -> Leaving:
    came = Activity.objects.filter(attendances__beneficiary=person, deleted_at=None)
    alone = Q(kind=Kind.INDIVIDUEL)
    told = came.filter(~Q(notes="") | Exists(Moment.objects.filter(activity=OuterRef("pk"))))
    return Leaving(
        attendances=came.count(),
        notes=came.filter(alone).exclude(notes="").count(),
        moments=Moment.objects.filter(activity__in=came.filter(alone)).count(),
        mentions=list(told.exclude(alone).order_by("-date", "-pk")[:MENTIONS_SHOWN]),
    )


def _turn_into_counters(person: Beneficiary) -> None:
    """Every attendance, those of deleted activities too, so that one brought back still counts her."""
    attendances = Attendance.objects.filter(beneficiary=person).select_related("activity")
    ordered = sorted(attendances, key=lambda attendance: (attendance.activity.date, attendance.activity_id))
    living = [attendance for attendance in ordered if attendance.activity.deleted_at is None]
    for attendance in ordered:
        # Which of the deleted ones would be her first if it came back cannot be known: left « non renseigné ».
        venue = "" if attendance not in living else "new" if attendance is living[0] else "known"
        _count(attendance, person, venue)
    Attendance.objects.filter(beneficiary=person).delete()


def _count(attendance: Attendance, person: Beneficiary, venue: str) -> None:
    activity = attendance.activity
    age = _age_band(attendance, person)
    stated = {"": venue, "gender_": person.gender, "age_": age, "status_": person.status}
    fields = ["anonymous_total", *(f"anonymous_{axis}{code}" for axis, code in stated.items() if code)]
    changes: dict[str, Any] = {name: F(name) + 1 for name in fields}
    if activity.kind == Kind.INDIVIDUEL:
        changes["notes"] = ""
        erase_moments(Moment.objects.filter(activity=activity))
    Activity.objects.filter(pk=activity.pk).update(**changes, **without_the_past())
    if person.residence_id:
        known = AnonymousResidence.objects.filter(activity=activity, commune=person.residence_id)
        if not known.update(n=F("n") + 1):
            AnonymousResidence.objects.create(
                activity=activity, organisation_id=activity.organisation_id, commune_id=person.residence_id, n=1
            )


def without_the_past() -> dict[str, Any]:
    """What is written of an activity with what is erased from it.

    The digest is drawn from all that was typed, her name too: without it, nobody can try names against it. The date
    moves by the least, which makes a page of correction opened before too old to bring the erased text back
    (services/concurrency.py), and is no correction: undoing an import still erases what nobody has touched.
    """
    return {"content_digest": "", "updated_at": F("updated_at") + dt.timedelta(microseconds=1)}


def _age_band(attendance: Attendance, person: Beneficiary) -> str:
    """As the fact of attendances draws it: by birth year, else as declared that day, else as known of the person."""
    if person.birth_year:
        return age_band(person.birth_year, attendance.activity.date.year).value
    return attendance.age_band or person.age_band


def _take_out_of_texts(person: Beneficiary) -> None:
    """Replace her name wherever it was typed in her structure: titles, procedures, coordination, notes, tags."""
    written = name_in_texts(person)
    if written is None:
        return
    for activity in _mentioning(person):
        texts = {name: written.sub(ERASED_NAME, getattr(activity, name)) for name in WRITTEN_IN}
        for name in ("title", "procedure_name"):
            texts[name] = texts[name][:200]
        if any(getattr(activity, name) != text for name, text in texts.items()):
            Activity.objects.filter(pk=activity.pk).update(**texts, **without_the_past())
    for model, names in WRITTEN_BESIDE:
        _take_out_beside(model, names, person, written)
    _take_out_of_tags(person, written)


def _take_out_beside(model: type[Model], names: Iterable[str], person: Beneficiary, written: re.Pattern[str]) -> None:
    for row in _mentioning(person, model, names):
        replaced = {name: written.sub(ERASED_NAME, getattr(row, name)) for name in names}
        texts = {name: text[: _longest(model, name)] for name, text in replaced.items()}
        if any(getattr(row, name) != text for name, text in texts.items()):
            model._base_manager.filter(pk=row.pk).update(**texts)
            Activity.objects.filter(pk=row.activity_id).update(**without_the_past())


def _longest(model: type[Model], name: str) -> int | None:
    length: int | None = getattr(model._meta.get_field(name), "max_length", None)
    return length


def _take_out_of_tags(person: Beneficiary, written: re.Pattern[str]) -> None:
    """Their words, their other names and what is said of them; those of colleagues and those merged lately too."""
    for tag in Tag.objects.filter(organisation=person.organisation_id):
        description = written.sub(ERASED_NAME, tag.description)[:280]
        # Renamed, not removed: the figures by tag stay what they were.
        name = f"nom effacé {tag.pk}" if written.search(tag.name) else tag.name
        if (name, description) != (tag.name, tag.description):
            key = tag.search_key if name == tag.name else tag_key(name)
            Tag.objects.filter(pk=tag.pk).update(name=name, search_key=key, description=description)
        if name != tag.name:
            Activity.objects.filter(activity_tags__tag=tag).update(**without_the_past())
    for alias in TagAlias.objects.filter(organisation=person.organisation_id):
        if written.search(alias.name):
            alias.delete()


def _mentioning(person: Beneficiary, model: type[Model] = Activity, names: Iterable[str] = WRITTEN_IN) -> Iterable[Any]:
    """Rows of her structure, of deleted activities too, that hold the longest word of her name, or her pseudonym."""
    wanted = [person.pseudonym, max(_words_of(person.name), key=len, default="")]
    found = Q()
    for word in (fold(word) for word in wanted if word):
        for name in names:
            found |= Q(**{f"folded_{name}__contains": word})
    texts = {f"folded_{name}": folded(name) for name in names}
    rows: Iterable[Any] = model._base_manager.filter(organisation=person.organisation_id).alias(**texts).filter(found)
    return rows


def name_in_texts(person: Beneficiary) -> re.Pattern[str] | None:
    """What finds her in a text: her full name in any order of its words, her pseudonym if it was drawn.

    A name of a single word is too common to be looked for. None when there is nothing to find.
    """
    words = _words_of(person.name)
    spelt = [words[turn:] + words[:turn] for turn in range(len(words))] if len(words) > 1 else []
    patterns = [_BETWEEN_WORDS.join(_spelt_anyhow(word) for word in order) for order in spelt]
    if _DRAWN.fullmatch(person.pseudonym):
        patterns.append(re.escape(person.pseudonym))
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE) if patterns else None


def _words_of(name: str) -> list[str]:
    return re.findall(r"\w+", name)


def _spelt_anyhow(word: str) -> str:
    """The word with or without its accents and ligatures."""
    twins: dict[str, str] = {}
    for accented, plain in zip(ACCENTED, PLAIN, strict=True):
        twins[plain] = twins.get(plain, plain) + accented
    letters = "".join(f"[{twins[letter]}]" if letter in twins else re.escape(letter) for letter in fold(word))
    return letters.replace(f"[{twins['o']}][{twins['e']}]", f"(?:[{twins['o']}][{twins['e']}]|œ)")
