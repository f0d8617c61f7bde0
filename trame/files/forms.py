"""The forms that send a picture or a sound."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from trame.ui.uploads import MAX_BYTES, TOO_HEAVY


class _SentFile(forms.FileField):
    """A file to send; what it really is, the service finds out and refuses."""

    def clean(self, data: "UploadedFile[bytes]", initial: object = None) -> "UploadedFile[bytes]":
        if data and (data.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_HEAVY)
        cleaned: UploadedFile[bytes] = super().clean(data, initial)
        return cleaned


class PictureField(_SentFile):
    def __init__(
        self, *, label: str = "Image", help_text: str = "PNG, JPEG ou WebP, 10 Mo au plus.", required: bool = True
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
            error_messages={
                "required": "Choisissez l’image à déposer.",
                "empty": "Ce fichier est vide : choisissez-en un autre.",
                "invalid": "Ce fichier n’est pas arrivé : choisissez-le de nouveau.",
            },
        )


class SoundField(_SentFile):
    """A recording; on a phone, the recorder is proposed beside the files."""

    def __init__(
        self,
        *,
        label: str = "Enregistrement",
        help_text: str = "MP3, M4A, OGG ou WAV, 5 minutes et 10 Mo au plus.",
        required: bool = True,
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            widget=forms.FileInput(attrs={"accept": "audio/*", "capture": ""}),
            error_messages={
                "required": "Choisissez l’enregistrement à déposer.",
                "empty": "Ce fichier est vide : choisissez-en un autre.",
                "invalid": "Ce fichier n’est pas arrivé : choisissez-le de nouveau.",
            },
        )


class LogoForm(forms.Form):
    file = PictureField(label="Image du logo")
