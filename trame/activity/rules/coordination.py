"""What an animation, an évènement or a partenariat must say (rules of La Coop)."""

import datetime as dt
from collections.abc import Collection

from trame.people.models import Membership
from trame.reference.nomenclatures import (
    PARTNER_TYPES,
    AnimationTopic,
    AnimationType,
    EventType,
    Initiative,
    Kind,
    Nomenclature,
    Organiser,
    PartnershipNature,
    TerritorialLevel,
)

from ..entry import ActivityEntry, CoordinationSaid, PartnerSaid
from ..models.activity import MAX_MINUTES
from ..models.coordination import MAX_OTHER, MAX_PARTNERS, MAX_PEOPLE
from ..typed import OUT_OF_RANGE
from .found import Found
from .record import of_membership, when, words

AUTRE = Organiser.AUTRE.value  # the same code in every nomenclature of coordination
NUMBERS = ("mediators", "structures", "others")
MISSING = {
    "animation_type": "Choisissez le type d’animation.",
    "event_type": "Choisissez le type d’évènement.",
    "organisers": "Choisissez qui a organisé l’évènement : une réponse au moins.",
    "participants": "Comptez les participants ; s’il n’y en a eu aucun, tapez 0.",
    "partnership_natures": "Choisissez la nature du partenariat : une réponse au moins.",
}
BOUNDED = "Ce nombre va de 0 à 10 000 : vérifiez-le."


def said_alone(entry: ActivityEntry, today: dt.date) -> Found:
    """What is wrong in the entry by itself. Partners are told apart by their rank: `partner_1_name`."""
    said = entry.coordination or CoordinationSaid()
    own = {Kind.ANIMATION: _animation, Kind.EVENEMENT: _event, Kind.PARTENARIAT: _partnership}[Kind(entry.kind)]
    return [*when(entry, today), *own(entry, said), *words(entry, today)]


def belonging(entry: ActivityEntry, membership: Membership, known_date: dt.date | None) -> Found:
    """What is wrong with what it names: only the membership, since coordination names neither place nor person."""
    return of_membership(entry, membership, known_date)


def _animation(entry: ActivityEntry, said: CoordinationSaid) -> Found:
    found = _one("animation_type", said.animation_type, AnimationType)
    found += _other(entry, said, "animation_type", "Précisez le type d’animation, puisque c’est un autre.")
    found += _some("animation_topics", said.animation_topics, AnimationTopic)
    found += _other(entry, said, "animation_topic", "Précisez la thématique, puisque c’en est une autre.")
    if entry.minutes is None or not 1 <= entry.minutes <= MAX_MINUTES:
        found.append(("minutes", OUT_OF_RANGE))
    numbers = {name: getattr(said, name) or 0 for name in NUMBERS}
    found += [(name, BOUNDED) for name, number in numbers.items() if not 0 <= number <= MAX_PEOPLE]
    if not any(numbers.values()):
        found.append(("mediators", "Comptez au moins un médiateur ou une médiatrice, une structure, un autre acteur."))
    return found + _one("initiative", said.initiative, Initiative)


def _event(entry: ActivityEntry, said: CoordinationSaid) -> Found:
    found = _one("event_type", said.event_type, EventType)
    found += _other(entry, said, "event_type", "Précisez le type d’évènement, puisque c’est un autre.")
    found += _some("organisers", said.organisers, Organiser)
    found += _other(entry, said, "organiser", "Précisez qui d’autre a organisé l’évènement.")
    if said.participants is None:
        found.append(("participants", MISSING["participants"]))
    elif not 0 <= said.participants <= MAX_PEOPLE:
        found.append(("participants", BOUNDED))
    return found + _one("territorial_level", said.territorial_level, TerritorialLevel)


def _partnership(entry: ActivityEntry, said: CoordinationSaid) -> Found:
    found = _some("partnership_natures", said.partnership_natures, PartnershipNature)
    found += _other(entry, said, "partnership_nature", "Précisez la nature du partenariat, puisque c’en est une autre.")
    if not said.partners:
        found.append(("partners", "Nommez au moins une structure partenaire."))
    if len(said.partners) > MAX_PARTNERS:
        found.append(("partners", f"{len(said.partners)} structures : gardez-en {MAX_PARTNERS} au plus."))
    for rank, partner in enumerate(said.partners, start=1):
        found += [(f"partner_{rank}_{part}", sentence) for part, sentence in _partner(entry, partner)]
    return found + _one("territorial_level", said.territorial_level, TerritorialLevel)


def _partner(entry: ActivityEntry, partner: PartnerSaid) -> Found:
    found: Found = []
    if not partner.name:
        found.append(("name", "Nommez cette structure, ou videz sa ligne."))
    if not partner.type:
        found.append(("type", f"Dites ce qu’est {_named(partner)} : une commune, une association…"))
    elif partner.type not in [member.value for member in PARTNER_TYPES]:
        found.append(("type", "Ce choix n’est pas dans la liste."))
    if partner.type == AUTRE and not partner.type_other and not entry.imported:
        found.append(("type_other", f"Précisez ce qu’est {_named(partner)}."))
    texts = {"name": partner.name, "type_other": partner.type_other}
    return found + [(part, _too_long(text)) for part, text in texts.items() if len(text) > MAX_OTHER]


def _named(partner: PartnerSaid) -> str:
    return f"« {partner.name[:60]} »" if partner.name else "cette structure"


def _one(key: str, code: str, nomenclature: type[Nomenclature]) -> Found:
    if not code:
        return _missing(key)
    return [] if code in nomenclature.values else [(key, "Ce choix n’est pas dans la liste.")]


def _some(key: str, codes: Collection[str], nomenclature: type[Nomenclature]) -> Found:
    if not codes:
        return _missing(key)
    return [(key, "Un de ces choix n’est pas dans la liste.")] if set(codes) - set(nomenclature.values) else []


def _missing(key: str) -> Found:
    return [(key, MISSING[key])] if key in MISSING else []


def _other(entry: ActivityEntry, said: CoordinationSaid, name: str, missing: str) -> Found:
    """What is typed beside « Autre »; La Coop’s own files leave some of it out, so that an import may lack it."""
    chosen: str | tuple[str, ...] = getattr(said, name, "") or getattr(said, f"{name}s", ())
    text: str = getattr(said, f"{name}_other")
    if len(text) > MAX_OTHER:
        return [(f"{name}_other", _too_long(text))]
    asked = AUTRE in ([chosen] if isinstance(chosen, str) else chosen)
    return [(f"{name}_other", missing)] if asked and not text and not entry.imported else []


def _too_long(text: str) -> str:
    return f"Ce texte dépasse 200 signes ({len(text)}) : raccourcissez-le."
