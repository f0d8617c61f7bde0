"""The form of a moment à retenir: a sentence, a photo or a voice note."""

import uuid
from typing import cast

from django import forms
from django.http import QueryDict

from trame.files.forms import PictureField, SoundField

from ..rules import Problems
from ..services.moments import MomentSaid
from .fields import IdentityField


class MomentForm(forms.Form):
    """After `is_valid()`: `said`. What is kept and what is not, the service says: `add_problems`."""

    use_required_attribute = False

    client_uuid = IdentityField(widget=forms.HiddenInput, required=False)
    sentence = forms.CharField(
        label="Phrase",
        required=False,
        help_text="Ce qui s’est dit, ce qui s’est passé ; ou ce que montre la photo, ce que dit la note vocale.",
        widget=forms.Textarea({"rows": 3}),
    )
    photo = PictureField(label="Photo", required=False)
    voice = SoundField(label="Note vocale", required=False)

    @property
    def said(self) -> MomentSaid:
        return MomentSaid(from_notes="notes" in self.data, **self.cleaned_data)

    def renew(self) -> None:
        """What is typed becomes another moment; a browser does not send a file again by itself."""
        data = cast(QueryDict, self.data).copy()
        data["client_uuid"] = str(uuid.uuid4())
        self.data = data

    def add_problems(self, found: Problems) -> None:
        """A problem of the activity itself goes to the top."""
        for name, sentences in found.items():
            self.add_error(name if name in self.fields else None, list(sentences))
