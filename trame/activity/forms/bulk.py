"""What to change in many activities at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from trame.directory.models import Place
from trame.ui.forms import ChipRadio
from trame.ui.typography import date_long

from .. import typed
from ..models import BulkChange, Tag
from ..rules import MAX_TAG_LENGTH, Problems
from ..services.bulk_verbs import Wanted
from .fields import DAY_FORMATS, NUMERIC, IdentityField

Verb = BulkChange.Verb
WORDS = {
    Verb.TAG: "Ajouter un tag",
    Verb.UNTAG: "Retirer un tag",
    Verb.PLACE: "Changer le lieu",
    Verb.DATE: "Changer la date",
}


class BulkForm(forms.Form):
    """`tags`: those that the activities bear; `places`: where they may go. After `is_valid()`: `wanted`.

    Each verb has the field of its name.
    """

    use_required_attribute = False

    client_uuid = IdentityField(widget=forms.HiddenInput, required=False)
    verb = forms.ChoiceField(
        label="Que changer",
        choices=[(verb.value, words) for verb, words in WORDS.items()],
        widget=ChipRadio,
        error_messages={"required": "Choisissez ce qui change.", "invalid_choice": "Choisissez ce qui change."},
    )
    tag = forms.CharField(
        label="Tag à ajouter",
        help_text="Un seul, d’après vos tags ou nouveau.",
        widget=forms.TextInput({"list": "tags-connus", "autocomplete": "off"}),
        error_messages={"required": "Tapez le tag à ajouter."},
    )
    untag = forms.ChoiceField(
        label="Tag à retirer",
        widget=ChipRadio,
        error_messages={
            "required": "Choisissez le tag à retirer.",
            "invalid_choice": "Aucune de ces activités ne porte ce tag : choisissez-en un autre.",
        },
    )
    place = forms.ChoiceField(
        label="Nouveau lieu",
        error_messages={
            "required": "Choisissez le nouveau lieu.",
            "invalid_choice": "Ce lieu n’est pas un de vos lieux : choisissez-en un autre.",
        },
    )
    date = forms.DateField(
        label="Nouvelle date",
        help_text="Jour/mois/année.",
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({**NUMERIC, "placeholder": "jj/mm/aaaa"}, format="%d/%m/%Y"),
        error_messages={
            "required": "Tapez la nouvelle date.",
            "invalid": "Cette date ne se lit pas : tapez par exemple 03/03/2026.",
        },
    )

    def __init__(self, data: Any = None, *, tags: list[Tag], places: list[Place], **options: Any) -> None:
        super().__init__(data, **options)
        self.places = {str(place.pk): place for place in places}
        self.fields["untag"].choices = [(str(tag.pk), tag.name) for tag in tags]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", "Choisissez"), *((pk, p.name) for pk, p in self.places.items())]  # type: ignore[attr-defined]
        if not tags:
            verbs = [choice for choice in self.fields["verb"].choices if choice[0] != Verb.UNTAG]  # type: ignore[attr-defined]
            self.fields["verb"].choices = verbs  # type: ignore[attr-defined]

    def clean_tag(self) -> str:
        words = typed.words(self.cleaned_data["tag"].replace("\x00", ""))
        if len(words) > 1:
            raise ValidationError("Un seul tag à la fois.")
        if words and len(words[0]) > MAX_TAG_LENGTH:
            raise ValidationError(f"Ce tag dépasse {MAX_TAG_LENGTH} signes : raccourcissez-le.")
        return words[0] if words else ""

    def clean(self) -> dict[str, Any]:
        """What belongs to another verb is not asked: nothing wrong in it stops this one."""
        for name in {verb.value for verb in Verb} - {self.cleaned_data.get("verb")}:
            self.errors.pop(name, None)
        return self.cleaned_data

    @property
    def wanted(self) -> Wanted:
        said, verb = self.cleaned_data, self.cleaned_data["verb"]
        return Wanted(
            verb=verb,
            tag_name=said["tag"] if verb == Verb.TAG else "",
            tag_id=int(said["untag"]) if verb == Verb.UNTAG else None,
            place=self.places[said["place"]] if verb == Verb.PLACE else None,
            date=said["date"] if verb == Verb.DATE else None,
        )

    @property
    def wanted_words(self) -> str:
        """« Ajouter un tag : ameli »."""
        wanted = self.wanted
        tags = dict(self.fields["untag"].choices)  # type: ignore[attr-defined]
        about = wanted.tag_name or str(wanted.place or tags.get(str(wanted.tag_id), ""))
        return f"{WORDS[Verb(wanted.verb)]} : {date_long(wanted.date) if wanted.date else about}"

    def add_problems(self, found: Problems) -> None:
        for field, sentences in found.items():
            self.add_error(field if field in self.fields else "verb", [ValidationError(one) for one in sentences])
