"""How a form field of Trame is tied to its label, hint and error, whoever wrote the form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Input

CONTROL_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.Select, "form-select"),
    (forms.Textarea, "form-control"),
    (Input, "form-control"),
)


class TrameBoundField(forms.BoundField):
    """Adds Bootstrap's class, names the counters after their label, and says what is optional."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if not widget.is_hidden:
            own = built.get("class") or widget.attrs.get("class", "")
            built["class"] = f"{self._control_class(widget)} {own}".strip()
        if getattr(widget, "wants_label", False):
            built["data-label"] = str(self.label)
        return {name: value for name, value in built.items() if name != "class" or value}

    @staticmethod
    def _control_class(widget: forms.Widget) -> str:
        return next((name for kind, name in CONTROL_CLASSES if isinstance(widget, kind)), "")

    @property
    def layout(self) -> str:
        """'check' (box then label), 'count' (label and stepper on one line), 'group' (fieldset) or 'plain'."""
        widget = self.field.widget
        if getattr(widget, "layout", ""):
            return str(widget.layout)
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        return "group" if self.use_fieldset else "plain"

    @property
    def is_optional(self) -> bool:
        """« facultatif » is written beside the label: never on a box to tick, nor on a counter that starts at 0."""
        return not self.field.required and self.layout not in ("check", "count")

    @property
    def messages(self) -> list[str]:
        """What is wrong, in words; Django's bare « Ce champ est obligatoire. » names no field in the summary."""
        return [self._message(error) for error in self.form.errors.as_data().get(self.name, [])]

    def _message(self, error: ValidationError) -> str:
        unnamed = str(forms.Field.default_error_messages["required"])
        text = str(error.messages[0])
        return f"«\u202f{self.label}\u202f» est à remplir." if error.code == "required" and text == unnamed else text

    @property
    def anchor(self) -> str:
        """The id a link of the error summary leads to: the control, or the first choice of a group."""
        if self.use_fieldset:
            return f"{self.auto_id}_0"
        return str(self.id_for_label or self.auto_id or "")
