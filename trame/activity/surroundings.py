"""What is known around a phrase: the places, tags and communes of its author, in a fixed number of queries."""

import datetime as dt

from django.db.models import Q

from trame.directory.models import Place, Presence
from trame.people.models import Membership, User
from trame.reference.communes import home_departement
from trame.reference.models import Commune, FormerCommune, PostalCode

from . import access
from .models import Tag
from .phrase import KnownCommune, KnownPlace, Surroundings
from .phrase.communes import LONGEST
from .phrase.known import name_keys
from .phrase.words import split, tidy


def surroundings_of(phrase: str, *, user: User | None, today: dt.date) -> Surroundings:
    """For `user`, the places and tags of the structures where she records; for nobody, communes alone."""
    if user is None:
        return Surroundings(today, communes=_communes(phrase, None))
    memberships = list(access.recording_memberships(user))
    home = home_departement(user)
    return Surroundings(
        today,
        places=_places(user, memberships, today),
        communes=_communes(phrase, home),
        home=home,
        tags=_tags(user, memberships),
    )


def _places(user: User, memberships: list[Membership], today: dt.date) -> tuple[KnownPlace, ...]:
    here_now = Presence.objects.visible_to(user).filter(
        Q(starts_on=None) | Q(starts_on__lte=today), Q(ends_on=None) | Q(ends_on__gte=today), membership__in=memberships
    )
    hers = set(here_now.values_list("place_id", flat=True))
    organisations = {membership.organisation_id for membership in memberships}
    places = Place.objects.visible_to(user).filter(organisation__in=organisations).select_related("commune")
    return tuple(
        KnownPlace(
            place.pk, place.name, place.commune_id, place.commune.name, place.opened_on, place.closed_on,
            own=place.pk in hers,
        )
        for place in places.order_by("name", "pk")
    )  # fmt: skip


def _tags(user: User, memberships: list[Membership]) -> tuple[str, ...]:
    organisations = {membership.organisation_id for membership in memberships}
    hers = Q(owner=None) | Q(owner=user)
    near = Q(organisation__in=organisations) | Q(organisation=None)
    tags = Tag.objects.visible_to(user).offered().filter(hers, near)
    return tuple(dict.fromkeys(tags.values_list("name", flat=True)))


def _communes(phrase: str, home: str | None) -> tuple[KnownCommune, ...]:
    """Those whose name or postal code is written in the phrase, former names included, and all of `home`."""
    words = [keys for word in split(tidy(phrase)) if (keys := name_keys(word.text))]
    written = {
        " ".join(key for keys in words[start : start + length] for key in keys)
        for start in range(len(words))
        for length in range(1, LONGEST + 1)
    }
    numbers = [key for (key, *_) in words if key.isdigit() and len(key) == 5]
    coded = PostalCode.objects.filter(code__in=numbers).values("commune")
    wanted = Q(search_key__in=written) | Q(departement=home) | Q(pk__in=coded)
    present = [
        KnownCommune(c.pk, c.name, c.departement_id, tuple(sorted(postal.code for postal in c.postal_codes.all())))
        for c in Commune.objects.filter(wanted).prefetch_related("postal_codes")
    ]
    known = {name_keys(commune.name) for commune in present}
    former = FormerCommune.objects.filter(search_key__in=written - {""}).select_related("commune")
    return (
        *present,
        *(
            KnownCommune(f.commune_id, f.name, f.commune.departement_id)
            for f in former
            if name_keys(f.name) not in known
        ),
    )
