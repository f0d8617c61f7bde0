"""What is stored, told again as a form would send it: the rules of capture then judge it."""

from trame.activity.entry import ActivityEntry, FollowedParticipant
from trame.activity.models import ANONYMOUS_COUNTERS, Activity

COUNTERS = {counter.field for counter in ANONYMOUS_COUNTERS}
LISTS = {"topics", "materials", "equipment_at_start", "secondary_topics", "half_days"}
COLUMNS = {field.attname for field in Activity._meta.concrete_fields} & set(ActivityEntry.__dataclass_fields__) - LISTS


def entry_of(activity: Activity) -> ActivityEntry:
    return ActivityEntry(
        **{name: getattr(activity, name) for name in COLUMNS},
        **{name: tuple(getattr(activity, name)) for name in LISTS},
        commune_code=activity.commune_id,
        anonymous={name: getattr(activity, name) for name in COUNTERS},
        followed=tuple(FollowedParticipant(a.beneficiary_id) for a in activity.attendances.all()),
        anonymous_residences={home.commune_id: home.n for home in activity.anonymous_residences.all()},
    )
