"""A lower page shows what higher apps registered, in their order, safely."""

import pytest
from django.http import HttpRequest
from django.template import engines
from django.utils.html import format_html

from trame.ui import slots


@pytest.mark.usefixtures("registries")
def test_an_empty_slot_shows_nothing() -> None:
    assert slots.render("activity.detail", HttpRequest(), None) == ""


@pytest.mark.usefixtures("registries")
def test_fillers_come_by_order_then_first_come() -> None:
    slots.register("activity.detail", lambda request, obj: "b", order=2)
    slots.register("activity.detail", lambda request, obj: "c", order=2)
    slots.register("activity.detail", lambda request, obj: f"a{obj}", order=1)

    assert slots.render("activity.detail", HttpRequest(), 7) == "a7bc"


@pytest.mark.usefixtures("registries")
def test_plain_text_is_escaped_and_html_is_kept() -> None:
    slots.register("list", lambda request, obj: "<script>")
    slots.register("list", lambda request, obj: format_html("<b>{}</b>", obj))

    assert slots.render("list", HttpRequest(), "&") == "&lt;script&gt;<b>&amp;</b>"


@pytest.mark.usefixtures("registries")
def test_a_template_shows_a_slot_with_its_object() -> None:
    slots.register("activity.detail", lambda request, obj: f"{request.method} {obj}")
    request = HttpRequest()
    request.method = "GET"

    template = engines["django"].from_string('{% slot "activity.detail" thing %}')

    assert template.render({"thing": "CRA"}, request) == "GET CRA"
