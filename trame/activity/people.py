"""Finding followed people from what is typed: a pseudonym, or a name for who may see it."""

import re

from django.db.models import Q

from trame.reference.search import search_key

from .models import Beneficiary
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
    followed = Beneficiary.objects.filter(organisation=organisation_id)
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
    """Those whose pseudonym, or name when `names` may be seen, holds every word of `text`; all of them for no word."""
    found = followed.alias(folded_pseudonym=folded("pseudonym"), folded_name=folded("name"))
    for word in fold(text.replace("\x00", " ")[:MAX_QUERY]).split():
        known = Q(folded_pseudonym__contains=word)
        found = found.filter(known | Q(folded_name__contains=word) if names else known)
    return found
