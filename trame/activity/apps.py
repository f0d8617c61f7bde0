from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "trame.activity"
    label = "activity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.jobs import daily
        from trame.people import modules
        from trame.reference import labels
        from trame.ui import navigation, slots

        from . import actions, facets, following_entrances, gallery, privacy
        from .access import may_record
        from .models import tag_choices, tag_labels
        from .services import forget_changes
        from .tagging import entrances as tags

        navigation.register(
            navigation.Entry(
                label="Activités", url_name="activity:list", icon="activities", order=20, dock=True, match=("activity",)
            )
        )
        navigation.register_target("record", "activity:individual", allowed=may_record)
        labels.register("tag", tag_labels)
        labels.register_choices("tag", tag_choices)
        facets.register()
        daily.register("changements groupés de plus de trente jours", forget_changes)
        slots.register("activity.detail", modules.when_on(facets.MOMENTS, gallery.on_its_activity))
        slots.register("activity.list", modules.when_on(facets.MOMENTS, gallery.entrance))
        privacy.register()
        following_entrances.register()
        tags.register()
        actions.declare()
