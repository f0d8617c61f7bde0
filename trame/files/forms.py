"""The form that sends a picture."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from trame.ui.uploads import MAX_BYTES, TOO_HEAVY


class PictureField(forms.FileField):
    """A picture to send; what it really is, the service finds out: add its refusals with `add_refusal`."""

    def __init__(self, *, label: str = "Image", help_text: str = "PNG, JPEG ou WebP, 10 Mo au plus.") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
            error_messages={
                "required": "Choisissez l’image à déposer.",
                "empty": "Ce fichier est vide : choisissez-en un autre.",
                "invalid": "Ce fichier n’est pas arrivé : choisissez-le de nouveau.",
            },
        )

    def clean(self, data: "UploadedFile[bytes]", initial: object = None) -> "UploadedFile[bytes]":
        if data and (data.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_HEAVY)
        cleaned: UploadedFile[bytes] = super().clean(data, initial)
        return cleaned


class LogoForm(forms.Form):
    file = PictureField(label="Image du logo")
