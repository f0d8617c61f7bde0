"""The two forms of an import: the file, then the confirmation."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from trame.people.models import Membership
from trame.ui.forms import ChipRadio
from trame.ui.sheets import MAX_BYTES


class MembershipChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of a person's memberships, named by its structure; the first is proposed."""

    def __init__(self, memberships: list[Membership]) -> None:
        own = Membership.objects.filter(pk__in=[membership.pk for membership in memberships])
        super().__init__(
            own.select_related("organisation"),
            label="Pour quelle structure",
            widget=ChipRadio,
            empty_label=None,
            initial=memberships[0].pk,
            error_messages={
                "required": "Choisissez la structure.",
                "invalid_choice": "Vous n’êtes pas médiateur·rice dans cette structure : choisissez-en une autre.",
            },
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.organisation.name)


class UploadForm(forms.Form):
    """A file, and the structure it is for when the person mediates in several."""

    file = forms.FileField(
        label="Fichier Excel exporté",
        help_text="Un fichier .xlsx de 10 Mo au plus, tel qu’il a été téléchargé.",
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
        error_messages={
            "required": "Choisissez le fichier à importer.",
            "empty": "Ce fichier est vide : téléchargez-le de nouveau, puis recommencez.",
        },
    )

    def __init__(self, *args: Any, memberships: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["membership"] = MembershipChoice(memberships)
        if len(memberships) == 1:
            field.widget = forms.HiddenInput()

    def clean_file(self) -> "UploadedFile[bytes]":
        uploaded: UploadedFile[bytes] = self.cleaned_data["file"]
        if (uploaded.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                "Ce fichier dépasse 10 Mo : exportez une période plus courte, en plusieurs fichiers."
            )
        return uploaded


class ConfirmForm(forms.Form):
    keep_names = forms.BooleanField(
        label="Garder les noms des personnes suivies",
        required=False,
        help_text="Sans cette case, chaque personne reçoit un pseudonyme et aucun nom n’est enregistré. "
        "Cochez-la seulement si ces personnes savent que vous gardez leur nom.",
    )
