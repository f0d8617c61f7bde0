from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "trame.activity"
    label = "activity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.reference import labels
        from trame.ui import navigation

        from .access import may_record
        from .models import tag_labels

        navigation.register(
            navigation.Entry(
                label="Activités", url_name="activity:list", icon="activities", order=20, dock=True, match=("activity",)
            )
        )
        navigation.register_target("record", "activity:individual", allowed=may_record)
        labels.register("tag", tag_labels)
