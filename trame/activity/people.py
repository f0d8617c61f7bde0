"""Finding followed people from what is typed: a pseudonym, or a name for who may see it."""

import re

from django.db.models import CharField, Count, F, Func, Q

from trame.reference.search import search_key

from . import phones
from .models import Beneficiary
from .models.activity import ActivityQuerySet
from .models.beneficiary import BeneficiaryQuerySet
from .search import MAX_QUERY, fold, folded
from .typed import Mistyped

_IN_BRACKETS = re.compile(r"\(([^()]+)\)$")
MAX_TYPED = 250


def find_person(typed: str, organisation_id: int) -> Beneficiary:
    """The one person of the organisation that the text means; raises Mistyped when there is none, or several.

    Reads « P-7KQ2F », « Jeanne Le Bihan (P-7KQ2F) » and « jeanne le bihan ». Only for who may see names there.
    """
    typed = " ".join(typed[:MAX_TYPED].split())
    followed = Beneficiary.objects.of(organisation_id)
    bracketed = _IN_BRACKETS.search(typed)
    if person := followed.filter(pseudonym__iexact=bracketed.group(1) if bracketed else typed).first():
        return person
    wanted = search_key(typed)
    named = [] if not wanted else [p for p in followed.exclude(name="") if search_key(p.name) == wanted]
    if len(named) == 1:
        return named[0]
    if named:
        pseudonyms = ", ".join(person.pseudonym for person in named)
        raise Mistyped(f"Plusieurs personnes portent ce nom : tapez plutôt le pseudonyme ({pseudonyms}).")
    raise Mistyped(f"« {typed} » n’est pas une personne suivie par votre structure : vérifiez le nom ou le pseudonyme.")


def look_for_people(followed: BeneficiaryQuerySet, text: str, *, names: bool) -> BeneficiaryQuerySet:
    """Those whose pseudonym holds every word of `text`; all of them for no word.

    When `names` may be seen, the name and the e-mail are read too, and figures alone are looked for in the telephone.
    """
    text = text.replace("\x00", " ")[:MAX_QUERY]
    found = followed.alias(
        folded_pseudonym=folded("pseudonym"), folded_name=folded("name"), folded_email=folded("email")
    )
    if names and (digits := phones.looked_for(text)):
        return found.filter(Q(phone__contains=digits) | Q(folded_pseudonym__contains=fold(text)))
    for word in fold(text).split():
        known = Q(folded_pseudonym__contains=word)
        named = Q(folded_name__contains=word) | Q(folded_email__contains=word)
        found = found.filter(known | named if names else known)
    return found


def topics_seen(activities: ActivityQuerySet) -> list[tuple[str, int]]:
    """(code, how many of these activities were about it), the most frequent first."""
    each = activities.order_by().annotate(topic=Func(F("topics"), function="unnest", output_field=CharField()))
    counted = each.values_list("topic").annotate(number=Count("pk", distinct=True)).order_by("-number", "topic")
    return list(counted)
