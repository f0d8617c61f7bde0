from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "trame.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import warnings

        from PIL import Image

        from trame.people.journal import Family, declare
        from trame.ui import navigation, slots

        from . import organisation_page
        from .pictures import MAX_PIXELS

        # A second wall behind the check of pictures.py, for whatever else would open a picture.
        Image.MAX_IMAGE_PIXELS = MAX_PIXELS
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        declare(Family.SETTINGS, file__stored="a déposé un fichier", file__deleted="a retiré un fichier")
        slots.register("people.organisation_page", organisation_page.logo_section)
        navigation.register_match("people:settings", "files")
