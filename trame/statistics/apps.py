from django.apps import AppConfig

# Not the pages of networks: who coordinates one needs them, whatever her profile or structure shows.
IN_MODULE = (
    "statistics:overview", "statistics:figures_csv", "statistics:map", "statistics:map_of", "statistics:download",
    "statistics:file", "statistics:chart_file", "statistics:crossing", "statistics:crossing_of",
    "statistics:crossing_csv", "statistics:views", "statistics:view_keep", "statistics:view", "statistics:view_rename",
    "statistics:view_delete", "statistics:share", "statistics:shared_figures", "statistics:shared_forget",
)  # fmt: skip


class StatisticsConfig(AppConfig):
    name = "trame.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.people import journal, modules, profiles
        from trame.ui import navigation, slots

        from . import entrances

        journal.declare(journal.Family.EXPORTS, figures__exported="a exporté les chiffres")
        _register_sharing()
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
                url_names=IN_MODULE,
            )
        )
        slots.register("people.network", entrances.network_figures)
        slots.register("instance.settings", entrances.instance_figures)


def _register_sharing() -> None:
    """Frozen figures and saved views: what links, the journal and one's own copy say of them."""
    from trame.jobs.privacy import own_data as copies
    from trame.links import scopes as links
    from trame.people import journal

    from . import entrances, own_data
    from .sharing import scope as sharing

    journal.declare(
        journal.Family.SHARING,
        figures__frozen="a figé des chiffres à partager",
        figures__forgotten="a supprimé des chiffres figés",
    )
    journal.name_objects("statistics.sharedfigures", entrances.journal_names)
    links.register(sharing.SCOPE)
    copies.register("les vues de statistiques que vous avez enregistrées", own_data.views)
    copies.register("les chiffres que vous avez figés pour les partager", own_data.frozen)
