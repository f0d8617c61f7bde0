"""Giving people followed to a colleague."""

from typing import Any, cast
from uuid import UUID

from django import forms

from trame.people.models import User
from trame.ui.forms import ChipCheckbox, ChipRadio

from ..models import Beneficiary

ALL, SOME = "all", "some"
MAX_SHOWN = 200


class HandOverForm(forms.Form):
    """`people`: those of the page, the chosen ones are ticked. After `is_valid()`: `receiver` and `chosen`."""

    use_required_attribute = False

    to = forms.ChoiceField(
        label="À qui",
        error_messages={
            "required": "Choisissez qui les suivra.",
            "invalid_choice": "Choisissez quelqu’un qui est médiateur·rice dans la structure aujourd’hui.",
        },
    )
    which = forms.ChoiceField(
        label="Qui",
        choices=[(ALL, "Toutes"), (SOME, "Celles que je coche")],
        initial=ALL,
        widget=ChipRadio,
        error_messages={"required": "Choisissez « Toutes », ou « Celles que je coche »."},
    )
    people = forms.MultipleChoiceField(
        label="Les personnes",
        required=False,
        widget=ChipCheckbox,
        error_messages={"invalid_choice": "Une personne cochée n’est plus à transmettre : relisez la liste."},
    )

    def __init__(self, data: Any = None, *, receivers: list[User], people: list[tuple[Beneficiary, str]]) -> None:
        super().__init__(data)
        self._receivers = {str(user.pk): user for user in receivers}
        self._people = {str(person.client_uuid): person.pk for person, _ in people}
        names = [(pk, str(user)) for pk, user in self._receivers.items()]
        cast(forms.ChoiceField, self.fields["to"]).choices = [("", "Choisissez"), *names]
        listed = [(str(person.client_uuid), said) for person, said in people]
        cast(forms.MultipleChoiceField, self.fields["people"]).choices = listed

    def clean(self) -> None:
        if (
            self.cleaned_data.get("which") == SOME
            and not self.cleaned_data.get("people")
            and not self.has_error("people")
        ):
            self.add_error("people", "Cochez une personne au moins, ou choisissez « Toutes ».")

    @property
    def receiver(self) -> User:
        return self._receivers[self.cleaned_data["to"]]

    @property
    def chosen(self) -> list[int] | None:
        """Ids of the people ticked; None for all of them."""
        if self.cleaned_data["which"] == ALL:
            return None
        return [self._people[str(UUID(uuid))] for uuid in self.cleaned_data["people"]]
