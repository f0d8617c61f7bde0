from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "trame.activity"
    label = "activity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.people import journal
        from trame.reference import labels
        from trame.ui import navigation

        from . import facets, privacy
        from .access import may_record
        from .models import pseudonyms, tag_labels

        navigation.register(
            navigation.Entry(
                label="Activités", url_name="activity:list", icon="activities", order=20, dock=True, match=("activity",)
            )
        )
        navigation.register_target("record", "activity:individual", allowed=may_record)
        labels.register("tag", tag_labels)
        facets.register()
        privacy.register()
        journal.declare(
            journal.Family.ACCESS,
            person__opened="a ouvert une fiche nommée",
            person__listed_with_names="a ouvert la liste des personnes suivies, avec leurs noms",
            activity__opened_with_names="a ouvert une activité qui montre un nom ou des notes",
        )
        journal.declare(
            journal.Family.RECORDS,
            activity__deleted="a supprimé une activité",
            activity__restored="a rétabli une activité",
        )
        journal.declare(journal.Family.PERSONAL_DATA, person__corrected="a corrigé la fiche d’une personne suivie")
        journal.name_objects("activity.beneficiary", pseudonyms)
