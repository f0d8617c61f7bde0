"""Formulaires: the renderer every form uses, and the widgets of the look.

A screen writes ``<form method="post" novalidate>``, ``{% include "ui/form_errors.html" %}`` (needs `form`), then
``{{ form.topic.as_field_group }}`` for each field, or ``{{ form }}`` for all of them.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import django.forms
from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.widgets import ChoiceWidget
from django.template.backends.django import DjangoTemplates
from django.urls import reverse
from django.utils.functional import cached_property

from .bound_fields import TrameBoundField

_FOLDERS = [Path(__file__).parent / "templates", Path(django.forms.__file__).parent / "templates"]


class TrameRenderer(BaseRenderer):
    """Fields in the look of Trame; Django's own widget templates for the rest."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = TrameBoundField

    @cached_property
    def engine(self) -> DjangoTemplates:
        """Its own engine: a form is also rendered where no request and no context processor exist."""
        options = {"builtins": ["trame.ui.templatetags.trame"]}
        return DjangoTemplates({"NAME": "trameforms", "DIRS": _FOLDERS, "APP_DIRS": True, "OPTIONS": options})

    def get_template(self, template_name: str) -> Any:
        return self.engine.get_template(template_name)


class _Chips(ChoiceWidget):
    """Choices as chips. Beyond `visible` choices, the rest is folded behind `more_label`, open if one is chosen.

    « {n} » in `more_label` is the number of choices.
    """

    template_name = "ui/forms/chips.html"
    pictograms = False

    def __init__(self, *args: Any, visible: int = 0, more_label: str = "", **kwargs: Any) -> None:
        self.visible = visible
        self.more_label = more_label
        super().__init__(*args, **kwargs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _, group, _ in context["widget"]["optgroups"] for option in group]
        cut = self.visible if 0 < self.visible < len(options) else len(options)
        context["widget"].update(
            shown=options[:cut],
            folded=options[cut:],
            folded_chosen=any(option["selected"] for option in options[cut:]),
            more_label=(self.more_label or "Voir les {n} choix").format(n=len(options)),
            pictograms=self.pictograms,
        )
        return context


class ChipRadio(_Chips, forms.RadioSelect):
    """One choice among chips."""


class ChipCheckbox(_Chips, forms.CheckboxSelectMultiple):
    """Several choices among chips."""


class PictoChipCheckbox(ChipCheckbox):
    """Large chips: the icon named after each choice's value (`icons.ICONS`), then its label."""

    pictograms = True


class Counter(forms.NumberInput):
    """A whole number typed, or stepped with – and +; its label is on the same line. `large` for a total."""

    template_name = "ui/forms/counter.html"
    layout = "count"
    wants_label = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, large: bool = False) -> None:
        self.large = large
        super().__init__({"min": 0, "step": 1, "inputmode": "numeric", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["label"] = context["widget"]["attrs"].pop("data-label", "")
        context["widget"]["large"] = self.large
        return context


class Combobox(forms.TextInput):
    """A code chosen by typing its name: ARIA combobox whose options come from a view.

    `search_url_name`: a view answering GET ``?q=`` with ``ui/combobox_options.html`` (`options`: value, label, detail).
    `label_for(code)`: the words of a code already chosen; an unknown one (typed text) is shown as it is.

    Two controls are sent: `<name>` (hidden, the code) and `<name>_text` (what is read). Without JavaScript the code is
    empty and the typed text becomes the field's value: the form resolves it (name, postal code, INSEE code).
    """

    template_name = "ui/forms/combobox.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        search_url_name: str,
        label_for: Callable[[str], str] | None = None,
        list_label: str = "Propositions",
    ) -> None:
        self.search_url_name = search_url_name
        self.label_for = label_for
        self.list_label = list_label
        super().__init__(attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        code = context["widget"]["value"] or ""
        context["widget"].update(
            value=code,
            text=(self.label_for(code) or code) if code and self.label_for else code,
            search_url=reverse(self.search_url_name),
            list_label=self.list_label,
        )
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(name) or data.get(f"{name}_text")

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}_text" not in data


def error_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(message, id of the control or "") of every error of a form: its own first, then field by field."""
    links = [(str(message), "") for message in form.non_field_errors()]
    for field in cast(Iterable[TrameBoundField], form):  # the renderer of the settings gives them
        links += [(message, "" if field.is_hidden else field.anchor) for message in field.messages]
    return links


def remainder(total: Any, parts: Iterable[Any]) -> int | None:
    """What is left « non renseigné »; None when a value is not a number or the parts exceed the total."""
    try:
        left = int(total or 0) - sum(int(part or 0) for part in parts)
    except (TypeError, ValueError):
        return None
    return left if left >= 0 else None
