from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "trame.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.ui import navigation

        navigation.register(
            navigation.Entry(
                label="Statistiques",
                short_label="Chiffres",
                url_name="statistics:overview",
                icon="statistics",
                order=30,
                dock=True,
                match=("statistics",),
            )
        )
