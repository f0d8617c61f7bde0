"""The control in which tags are typed: several words parted by commas, each proposed while it is typed."""

from typing import Any

from django import forms
from django.urls import reverse


class TagWords(forms.TextInput):
    """Without JavaScript, a field with the browser's own list; with it, an ARIA combobox (`activity/tag_words.js`)."""

    template_name = "ui/forms/words.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"list": "tags-connus", "autocomplete": "off", "spellcheck": "false", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"].update(search_url=reverse("activity:tag_suggestions"), list_label="Propositions")
        return context
