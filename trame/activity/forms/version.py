"""The hidden field by which a page of correction says which version it showed (services/concurrency.py)."""

from typing import Any, cast

from django import forms
from django.http import QueryDict


class SeenVersion(forms.CharField):
    """Its `initial` is `version_of(row)`. A page that lost it has seen nothing: it cleans to the empty string."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=40, widget=forms.HiddenInput)

    def clean(self, value: Any) -> str:
        return str(value or "")


def show_again(form: forms.Form, *, version: str, **values: str) -> None:
    """Give a form that was refused the version it is shown beside, so that sending it again is accepted.

    `values` replace what was typed in the fields they name.
    """
    data = cast(QueryDict, form.data).copy()
    for name, value in {"version": version, **values}.items():
        if name in form.fields:
            data[form.add_prefix(name)] = value
    form.data = data
