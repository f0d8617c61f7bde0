"""A commune to add to the filters: chosen in the list, or typed where there is no JavaScript."""

from django import forms
from django.http import QueryDict

from trame.reference.forms import CommuneField

from .reading import Values

# Field → the filter that it adds to.
ADDS = {"autre_commune": "commune", "autre_residence": "residence"}


class TerritoryForm(forms.Form):
    autre_commune = CommuneField(required=False, label="Commune d’activité")
    autre_residence = CommuneField(required=False, label="Commune de résidence")


def territory_form(query: QueryDict) -> TerritoryForm:
    """Bound when the address adds a commune."""
    asked = any(query.get(name) or query.get(f"{name}_text") for name in ADDS)
    return TerritoryForm(query if asked else None)


def added_communes(form: TerritoryForm) -> Values:
    """Filter → the code to add. What names no commune is an error of the form."""
    if not form.is_bound:
        return {}
    form.full_clean()
    found = {axis: form.cleaned_data.get(name) for name, axis in ADDS.items()}
    return {axis: (commune.pk,) for axis, commune in found.items() if commune}
