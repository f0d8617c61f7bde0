"""Fields carry their label, hint and error in the look, and say them to screen readers."""

import re
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.utils.datastructures import MultiValueDict

from tests.ui.gallery import RecordForm
from trame.ui.forms import Combobox, error_links, remainder

pytestmark = pytest.mark.usefixtures("shell")


def render(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context)


def field(form: forms.Form, name: str) -> str:
    return re.sub(r"[ \n]+", " ", form[name].as_field_group())


def test_an_optional_field_says_so_and_a_required_one_has_no_star() -> None:
    form = RecordForm()

    assert "facultatif" in field(form, "title")
    assert "facultatif" not in field(form, "date")
    assert "*" not in field(form, "date")
    assert " required" in field(form, "date")


def test_a_box_to_tick_and_a_counter_are_never_called_optional() -> None:
    form = RecordForm()

    assert "facultatif" not in field(form, "returning") + field(form, "women")


def test_hint_and_error_are_tied_to_the_field() -> None:
    class Titled(forms.Form):
        title = forms.CharField(label="Titre", help_text="Une ligne.", max_length=3)

    html = field(Titled({"title": "trop long"}), "title")

    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="field bad"' in html
    assert html.index("Une ligne.") < html.index("id_title_error") < html.index("<input")


def test_controls_get_the_class_of_their_kind() -> None:
    form = RecordForm()

    assert 'class="form-control"' in field(form, "title") + field(form, "notes")
    assert 'class="form-select"' in field(form, "channel")
    assert 'class="form-check-input"' in field(form, "returning")
    assert "form-control" not in field(form, "duration")


def test_choices_beyond_the_visible_ones_are_folded_and_open_when_chosen() -> None:
    closed = field(RecordForm({"topics": ["email"]}), "topics")
    opened = field(RecordForm(MultiValueDict({"topics": ["securite_numerique"]})), "topics")

    assert '<details class="more"> <summary>Voir les 5 thématiques' in closed
    assert '<details class="more" open>' in opened
    assert closed.index("E-mail") < closed.index("<details") < closed.index("Sécurité numérique")


def test_a_chosen_chip_is_checked() -> None:
    assert re.search(r'value="60"[^>]*checked', field(RecordForm({"duration": "60"}), "duration"))


def test_steppers_are_named_after_their_field() -> None:
    html = field(RecordForm(), "women")

    assert 'aria-label="Ajouter un\u00a0: Femmes"' in html
    assert 'type="number"' in html
    assert "data-label" not in html


def test_the_summary_names_and_reaches_each_field() -> None:
    links = error_links(RecordForm({"women": "12", "total": "9"}))

    assert ("«\u202fSur quoi\u202f» est à remplir.", "id_topics_0") in links
    assert ("«\u202fCommune\u202f» est à remplir.", "id_commune") in links
    assert ("Femmes (12) : plus que les 9 participants.", "id_women") in links


def test_the_summary_takes_the_focus_and_counts_the_points() -> None:
    class Small(forms.Form):
        title = forms.CharField(label="Titre")

        def clean(self) -> None:
            raise forms.ValidationError("Deux dates se contredisent")

    html = render('{% include "ui/form_errors.html" %}', form=Small({}))

    assert 'role="alert" tabindex="-1" autofocus' in html
    assert "2\u00a0points à corriger" in html
    assert '<a href="#id_title">' in html
    assert "Deux dates se contredisent" in html


def test_a_form_without_error_has_no_summary() -> None:
    assert render('{% include "ui/form_errors.html" %}', form=RecordForm()).strip() == ""


def test_what_a_person_typed_is_escaped_when_shown_again() -> None:
    assert "<script>" not in field(RecordForm({"title": "<script>", "commune_text": "<script>"}), "title")
    assert "<script>" not in field(RecordForm({"commune_text": "<script>"}), "commune")


def test_the_combobox_shows_the_words_of_its_code() -> None:
    html = field(RecordForm({"commune": "56178", "commune_text": "Pontivy"}), "commune")

    assert '<input type="hidden" name="commune" value="56178">' in html
    assert 'name="commune_text" value="Pontivy"' in html
    assert 'data-url="/communes/"' in html


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ({"commune": "56178", "commune_text": "Pontivy"}, "56178"),
        ({"commune": "", "commune_text": "56300"}, "56300"),
        ({"commune_text": "Pontivy"}, "Pontivy"),
        ({}, None),
    ],
)
def test_without_a_code_the_typed_words_are_what_the_form_resolves(data: dict[str, str], value: str | None) -> None:
    assert Combobox(search_url_name="communes").value_from_datadict(data, {}, "commune") == value


@pytest.mark.parametrize(
    ("total", "parts", "left"),
    [(9, [6, 2], 1), ("9", ["6", ""], 3), (9, [6, 3], 0), (9, [8, 3], None), ("neuf", [1], None)],
)
def test_what_is_left_is_not_said_rather_than_negative(total: Any, parts: list[Any], left: int | None) -> None:
    assert remainder(total, parts) == left


def test_a_group_of_counters_shows_what_is_left() -> None:
    html = render('{% count_group "Genre" form.total form.women form.men %}', form=RecordForm())

    assert 'data-total="id_total">1</output>' in html
    assert 'width="88.89%"' in html
