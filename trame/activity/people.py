"""Finding a followed person from what is typed: her pseudonym, or her name for who may see it."""

import re

from trame.reference.search import search_key

from .models import Beneficiary
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
