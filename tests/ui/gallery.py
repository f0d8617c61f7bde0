"""A page with every brick, to be looked at and walked through; no database."""

from pathlib import Path

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.views.decorators.http import require_POST

from trame.ui.charts import Chart, Headline, Row
from trame.ui.forms import ChipCheckbox, ChipRadio, Combobox, Counter, PictoChipCheckbox
from trame.ui.icons import ICONS
from trame.ui.typography import month_label, month_short, percent

HERE = Path(__file__).parent
COMMUNES = {"56178": "Pontivy", "56151": "Noyal-Pontivy", "56041": "Cléguérec"}
TOPICS = [
    ("aide_aux_demarches_administratives", "Aide aux démarches"),
    ("prendre_en_main_du_materiel", "Prendre en main le matériel"),
    ("email", "E-mail"),
    ("securite_numerique", "Sécurité numérique"),
    ("navigation_sur_internet", "Navigation sur internet"),
]


class RecordForm(forms.Form):
    title = forms.CharField(label="Titre", required=False, help_text="Ce que lira votre équipe.")
    topics = forms.MultipleChoiceField(
        label="Sur quoi", choices=TOPICS, widget=PictoChipCheckbox(visible=3, more_label="Voir les 5 thématiques")
    )
    duration = forms.ChoiceField(label="Combien de temps", choices=[("30", "30 min"), ("60", "1 h")], widget=ChipRadio)
    materials = forms.MultipleChoiceField(
        label="Matériel",
        required=False,
        choices=[("ordinateur", "Ordinateur"), ("telephone", "Téléphone")],
        widget=ChipCheckbox,
    )
    date = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}))
    commune = forms.CharField(
        label="Commune", widget=Combobox(search_url_name="communes", label_for=lambda code: COMMUNES.get(code, ""))
    )
    channel = forms.ChoiceField(label="Canal", choices=[("lieu", "Lieu d’activité"), ("domicile", "À domicile")])
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    returning = forms.BooleanField(label="Personne déjà venue", required=False)
    total = forms.IntegerField(label="Total", min_value=1, initial=9, widget=Counter({"min": 1}, large=True))
    women = forms.IntegerField(label="Femmes", required=False, initial=6, widget=Counter)
    men = forms.IntegerField(label="Hommes", required=False, initial=2, widget=Counter)

    def clean_women(self) -> int:
        women = self.cleaned_data["women"] or 0
        if women > 9:
            raise ValidationError(f"Femmes ({women}) : plus que les 9 participants.")
        return women


def _months() -> Chart:
    now = [118, 109, 142, 96, 103, 131, 84, 41, 152, 171, 137]
    before = [104, 112, 121, 98, 92, 117, 77, 38, 129, 146, 115]
    codes = [f"2026-{month:02d}" for month in range(1, 12)]
    rows = [
        Row(code=code, label=month_label(code), short_label=month_short(code), n=n, before=old)
        for code, n, old in zip(codes, now, before, strict=True)
    ]
    return Chart(
        code="mois",
        caption="Accompagnements par mois",
        heading="Mois",
        sentence="L’automne porte l’année : 323 accompagnements en septembre et octobre.",
        rows=rows,
        total=1284,
        now_label="2026",
        before_label="2025",
        note="Novembre s’arrête au 24, pour les deux années.",
    )


def _shares(code: str, title: str, total: int, values: dict[str, int], wide: bool = False) -> Chart:
    rows = [
        Row(code=label, label=label, n=n, share=percent(n, total), unknown=label == "Non renseigné")
        for label, n in values.items()
    ]
    return Chart(
        code=code, title=title, rows=rows, total=total, wide=wide, sentence=f"Part des {total} accompagnements."
    )


def charts() -> dict[str, object]:
    topics = {"Aide aux démarches administratives": 497, "Prendre en main le matériel": 331, "E-mail": 214, "Santé": 97}
    ages = {"Moins de 12 ans": 24, "12 à 17 ans": 58, "Non renseigné": 101, "18 à 24 ans": 71, "70 ans et plus": 286}
    statuses = {"Retraités": 517, "Sans emploi": 263, "En emploi": 241, "Non renseigné": 171}
    return {
        "months": _months(),
        "topics": _shares("thematiques", "Thématiques", 1284, topics, wide=True),
        "genders": _shares("genre", "Genre", 1284, {"Femmes": 641, "Hommes": 498, "Non renseigné": 145}),
        "ages": _shares("age", "Âge", 1284, ages),
        "statuses": _shares("statut", "Statut", 1284, statuses),
        "figures": [
            Headline(
                code="accompagnements",
                label="Accompagnements",
                value="1\u202f284",
                comparison="+11,7\u202f%",
                detail=", 1\u202f149 en 2025",
                definition="une personne × une activité",
                period="du 1er janvier au 24 novembre 2026",
                source="Trame, saisies de La Navette",
            ),
            Headline(
                code="heures",
                label="Heures",
                value="746",
                unit="h\u00a030",
                detail="691\u00a0h en 2025",
                definition="somme des durées",
            ),
            Headline(
                code="venues",
                label="Premières venues",
                value="388",
                comparison="30,2\u202f%",
                detail="des accompagnements",
                numerator="388 premières venues déclarées",
                denominator="1\u202f284 accompagnements",
                unknown="57",
            ),
            Headline(code="mineurs", label="Moins de 18 ans", value="82"),
        ],
    }


def _render(request: HttpRequest, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    template = engines["django"].from_string((HERE / name).read_text(encoding="utf-8"))
    return HttpResponse(template.render(context, request), status=status)


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    return _render(request, "gallery.html", {"icons": ICONS, **charts()})


@login_not_required
def record(request: HttpRequest) -> HttpResponse:
    form = RecordForm(request.POST or None)
    return _render(request, "record.html", {"form": form}, 422 if request.POST and not form.is_valid() else 200)


@login_not_required
def communes(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").lower()
    options = [
        {"value": code, "label": name, "detail": f"{code[:2]}300"}
        for code, name in COMMUNES.items()
        if query in name.lower()
    ]
    return render(request, "ui/combobox_options.html", {"options": options})


@login_not_required
@require_POST
def fragment(request: HttpRequest) -> HttpResponse:
    return HttpResponse("arrivé")


@login_not_required
def failure(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("asked for by a test")
