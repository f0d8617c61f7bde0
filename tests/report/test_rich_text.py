"""The text of a section: nine harmless tags, the same with and without JavaScript."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trame.report.richtext import ALLOWED_TAGS, from_plain, quoted_figures, sanitise, shown, to_plain

MARKS = st.text(alphabet=st.sampled_from("ab é\n*#->&<\"'[]()/:"), max_size=200)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>Bonjour</p><script>alert(1)</script>", "<p>Bonjour</p>"),
        ('<p onclick="x()">Un</p>', "<p>Un</p>"),
        ('<p style="color:red">Un</p>', "<p>Un</p>"),
        ("<h1>Titre</h1>", "<h3>Titre</h3>"),
        ("<div>Un</div><div>Deux</div>", "<p>Un</p><p>Deux</p>"),
        ("<p><b>gras</b> <i>penché</i></p>", "<p><strong>gras</strong> <em>penché</em></p>"),
        ("<p>Un</p><p><br></p><p> </p>", "<p>Un</p>"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ("<img src=x onerror=alert(1)>", ""),
        ("<p>a\x00b</p>", "<p>ab</p>"),
    ],
)
def test_only_harmless_tags_remain(typed: str, kept: str) -> None:
    assert sanitise(typed) == kept


@given(st.text(max_size=300))
def test_no_text_can_bring_in_another_tag(typed: str) -> None:
    tags = set(re.findall(r"</?([a-zA-Z0-9]+)", sanitise(typed)))
    assert tags <= ALLOWED_TAGS


@given(st.text(max_size=300))
def test_what_is_clean_stays_as_it_is(typed: str) -> None:
    once = sanitise(typed)
    assert sanitise(once) == once


def test_plain_marks_become_paragraphs_lists_and_titles() -> None:
    typed = (
        "## Une année pleine\n\nDes **permanences** et des *ateliers*.\n\n"
        "- le lundi\n- le jeudi\n\n> Je viens seule.\n> Merci."
    )
    assert from_plain(typed) == (
        "<h3>Une année pleine</h3><p>Des <strong>permanences</strong> et des <em>ateliers</em>.</p>"
        "<ul><li>le lundi</li><li>le jeudi</li></ul><blockquote><p>Je viens seule.<br>Merci.</p></blockquote>"
    )


@given(MARKS)
def test_editing_without_javascript_loses_nothing(typed: str) -> None:
    stored = from_plain(typed)
    words = re.findall(r"[abé]+", html.unescape(re.sub(r"<[^>]+>", " ", stored)))
    assert re.findall(r"[abé]+", to_plain(stored)) == words


def test_a_figure_is_quoted_by_a_token_and_replaced_when_shown() -> None:
    text = "<p>[chiffre:attendances] dont [chiffre:attendances_by_topic/email]</p>"
    assert quoted_figures(text) == [("attendances", ""), ("attendances_by_topic", "email")]
    assert shown(text, lambda code, row: f"{code}|{row}<") == (
        "<p>attendances|&lt; dont attendances_by_topic|email&lt;</p>"
    )


def test_french_spaces_are_put_in_place_when_shown_and_links_are_left_alone() -> None:
    stored = sanitise('<p>Un lieu\u00a0ouvert : « oui » &amp; gratuit ! <a href="https://a.fr/?b=c;d">ici</a></p>')
    assert shown(stored, lambda code, row: "") == (
        "<p>Un lieu ouvert\u00a0: «\u202foui\u202f» &amp; gratuit\u202f! "
        '<a href="https://a.fr/?b=c;d" rel="noopener noreferrer">ici</a></p>'
    )


@pytest.mark.parametrize("nested", ["<blockquote>" * 4900 + "x", "<ul><li>" * 30 + "x", "<em>" * 70 + "x"])
def test_a_thread_of_replies_is_flattened(nested: str) -> None:
    assert sanitise(nested) == "<p>x</p>"


def test_a_list_inside_a_list_stays_one() -> None:
    nested = "<ul><li>lundi<ul><li><strong>matin</strong></li></ul></li></ul>"
    assert sanitise(nested) == nested
