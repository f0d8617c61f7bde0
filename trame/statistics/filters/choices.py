"""What the reader may choose among, where it is not the same for everybody."""

from collections.abc import Collection

from trame.people.models import Membership, Organisation
from trame.people.readers import Reader


def mediators_of(reader: Reader, structures: Collection[Organisation] | None = None) -> dict[str, str]:
    """Id → name of those who record, or recorded, in these structures (None: all of the reader's), by name."""
    memberships = Membership.objects.visible_to(reader).mediators().select_related("user")
    if structures is not None:
        memberships = memberships.filter(organisation__in=structures)
    people = {one.user_id: one.user for one in memberships}
    return {str(pk): str(user) for pk, user in sorted(people.items(), key=lambda item: str(item[1]).casefold())}
