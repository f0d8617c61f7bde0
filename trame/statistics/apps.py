from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "trame.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.people import journal, modules, profiles
        from trame.ui import navigation, slots

        from . import entrances

        journal.declare(journal.Family.EXPORTS, figures__exported="a exporté les chiffres")
        navigation.register(
            navigation.Entry(
                label="Statistiques",
                short_label="Chiffres",
                url_name="statistics:overview",
                icon="statistics",
                order=30,
                dock=True,
                match=("statistics",),
                allowed=modules.allows("statistics"),
            )
        )
        modules.register(
            modules.Module(
                code="statistics",
                label="Statistiques",
                sentence="Les chiffres de votre activité : par période, par lieu, par sujet.",
                profiles=profiles.at_first("statistics"),
                order=10,
                # Not the pages of networks: who coordinates one needs them, whatever her profile or structure shows.
                url_names=(
                    "statistics:overview", "statistics:figures_csv", "statistics:map", "statistics:map_of",
                    "statistics:download", "statistics:file", "statistics:chart_file",
                    "statistics:crossing", "statistics:crossing_of", "statistics:crossing_csv",
                ),  # fmt: skip
            )
        )
        slots.register("people.network", entrances.network_figures)
        slots.register("instance.settings", entrances.instance_figures)
