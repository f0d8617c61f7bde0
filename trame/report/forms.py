"""Forms of the bilan."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from trame.people.models import Organisation
from trame.statistics.indicators import INDICATORS
from trame.ui.forms import ChipCheckbox

from . import richtext
from .models import Section


class ReportForm(forms.Form):
    """Which organisation, which year, for whom."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Structure", empty_label=None)
    year = forms.IntegerField(
        label="Année",
        min_value=2000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"min_value": "L’année commence en 2000."},
    )
    recipient = forms.CharField(
        label="Pour qui", required=False, max_length=150, help_text="Le financeur ou l’employeur à qui il sera remis."
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = organisations
        if organisations.count() == 1:
            field.initial = organisations.first()
            field.widget = forms.HiddenInput()

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise ValidationError(f"{year} n’a pas commencé : choisissez une année passée ou en cours.")
        return year


class SectionForm(forms.Form):
    """The text of a section (HTML from the editor, plain marks without JavaScript), its charts, whether it stays."""

    format = forms.ChoiceField(choices=[("text", "text"), ("html", "html")], widget=forms.HiddenInput, initial="text")
    body = forms.CharField(
        label="Votre texte",
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "data-editor": ""}),
        help_text="Une ligne vide sépare deux paragraphes. « ## » devant un intertitre, « - » devant chaque point "
        "d’une liste, **gras**, *italique*.",
    )
    figures = forms.MultipleChoiceField(
        label="Graphiques de cette partie",
        required=False,
        widget=ChipCheckbox(visible=8, more_label="Voir tous les graphiques"),
    )
    kept = forms.BooleanField(label="Garder cette partie dans le bilan", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["figures"]
        drawn = {code: one for code, one in INDICATORS.items() if one.dimension and not one.inside}
        field.choices = [(code, declared.label) for code, declared in drawn.items()]

    @staticmethod
    def initial_for(section: Section) -> dict[str, Any]:
        body = richtext.to_plain(section.body)
        return {"format": "text", "body": body, "figures": section.figures, "kept": section.kept}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        raw = cleaned.get("body", "")
        if len(raw) > richtext.MAX_LENGTH:
            self.add_error("body", f"Le texte dépasse 60 000 signes ({len(raw)}) : raccourcissez-le.")
            return cleaned
        html = richtext.sanitise(raw) if cleaned.get("format") == "html" else richtext.from_plain(raw)
        quoted = [code for code, _ in richtext.quoted_figures(html)]
        unknown = [code for code in quoted if code not in INDICATORS or INDICATORS[code].inside]
        if unknown:
            self.add_error("body", f"Chiffre inconnu : {', '.join(unknown)}. Choisissez-le dans « Citer un chiffre ».")
        cleaned["html"] = html
        return cleaned
