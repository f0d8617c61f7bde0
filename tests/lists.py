"""What the lists keep: filters under a name, a change of many activities."""

import uuid

from trame.activity.models import Activity, BulkChange, SavedFilter
from trame.activity.services import change_many, save_filters
from trame.activity.services.bulk_verbs import Wanted
from trame.people.models import User


def keep_filters(of: User) -> SavedFilter:
    known = SavedFilter.objects.visible_to(of).filter(name="Mes ateliers").first()
    return known or save_filters(by=of, name="Mes ateliers", query="?nature=collectif")


def change_tag(of: User, *made: Activity) -> BulkChange:
    """« Semaine bleue » on these activities of hers, once."""
    known = BulkChange.objects.visible_to(of).first()
    wanted = Wanted(verb=BulkChange.Verb.TAG, tag_name="Semaine bleue")
    uuids = [one.client_uuid for one in made]
    return known or change_many(by=of, client_uuid=uuid.uuid4(), uuids=uuids, wanted=wanted)
