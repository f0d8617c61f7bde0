"""Looking for words in what was recorded: without accents or capitals, and only in what the reader may see."""

from functools import reduce
from operator import or_

from django.db.models import CharField, Exists, F, Func, OuterRef, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower, Replace

from trame.people.readers import Reader

from . import access
from .models import ActivityTag, Attendance, CoordinationDetails, Partner, Tag, TagAlias
from .models.activity import ActivityQuerySet
from .models.coordination import FREE_TEXTS, CoordinationDetailsQuerySet

MAX_QUERY = 100
ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’"
PLAIN = "aaaaaaceeeeiiiinooooouuuuyy'"


class _Translate(Func):
    function = "TRANSLATE"
    output_field = CharField()


def fold(text: str) -> str:
    """Lower case, without the accents of French, ligatures opened: what `folded` does in the database."""
    plain = text.lower().translate(str.maketrans(ACCENTED, PLAIN))
    return " ".join(plain.replace("œ", "oe").replace("æ", "ae").split())


def folded(column: str) -> Combinable:
    """A column as `fold` would write it."""
    opened = Replace(Replace(Lower(F(column)), Value("œ"), Value("oe")), Value("æ"), Value("ae"))
    return _Translate(opened, Value(ACCENTED), Value(PLAIN))


def search(activities: ActivityQuerySet, text: str, reader: Reader) -> ActivityQuerySet:
    """Those whose title, procedure, tag, partner, free words of coordination or followed person's pseudonym holds
    `text`; its notes and the person's name too, in the organisations where the reader may see names. An empty text
    finds nothing."""
    wanted = fold(text.replace("\x00", " ")[:MAX_QUERY])
    if not wanted:
        return activities.none()
    of_it = OuterRef("pk")
    tagged = ActivityTag.objects.filter(_named(wanted, reader), activity=of_it)
    present = Attendance.objects.filter(activity=of_it)
    known_as = present.alias(word=folded("beneficiary__pseudonym")).filter(word__contains=wanted)
    named = present.alias(word=folded("beneficiary__name")).filter(word__contains=wanted)
    partners = Partner.objects.alias(word=folded("name")).filter(activity=of_it, word__contains=wanted)
    open_to_reader = Q(organisation__in=access.organisations_with_names(reader))
    return activities.alias(
        folded_title=folded("title"), folded_procedure=folded("procedure_name"), folded_notes=folded("notes")
    ).filter(
        Q(folded_title__contains=wanted)
        | Q(folded_procedure__contains=wanted)
        | Exists(tagged)
        | Exists(known_as)
        | Exists(partners)
        | Exists(_in_coordination(wanted))
        | (open_to_reader & (Q(folded_notes__contains=wanted) | Exists(named)))
    )


def _named(wanted: str, reader: Reader) -> Q:
    """Links to the tags that the reader sees one of whose names holds what is wanted, that of a tag merged too."""
    tags = Tag.objects.visible_to(reader).alias(word=folded("name")).filter(word__contains=wanted)
    aliases = TagAlias.objects.visible_to(reader).alias(word=folded("name")).filter(word__contains=wanted)
    merged = tags.exclude(merged_into=None).values("merged_into")
    return Q(tag__in=tags.values("pk")) | Q(tag__in=merged) | Q(tag__in=aliases.values("tag"))


def _in_coordination(wanted: str) -> CoordinationDetailsQuerySet:
    """The details of the activity at hand, when one of their free texts holds what is wanted."""
    words = {f"folded_{name}": folded(name) for name in FREE_TEXTS}
    holds = [Q(**{f"{alias}__contains": wanted}) for alias in words]
    return CoordinationDetails.objects.filter(activity=OuterRef("pk")).alias(**words).filter(reduce(or_, holds))
