"""Rich text is read into a tree that keeps the words whatever the tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trame.ui.documents.richtext import Inline, TextBlock, read


def words(blocks: list[TextBlock]) -> str:
    def inside(inlines: list[Inline]) -> str:
        return "".join("\n" if i.kind == "br" else i.text + inside(i.children) for i in inlines)

    return "|".join(inside(b.inlines) or words([block for item in b.items for block in item]) for b in blocks)


def test_blocks_and_inlines_are_kept_in_order() -> None:
    blocks = read("<p>Un <strong>deux <em>trois</em></strong></p><h3>Quatre</h3><ol><li>cinq</li></ol>")
    assert [block.kind for block in blocks] == ["p", "h", "ol"]
    assert words(blocks) == "Un deux trois|Quatre|cinq"
    assert [inline.kind for inline in blocks[0].inlines] == ["text", "strong"]


def test_a_list_inside_an_item_stays_in_that_item() -> None:
    (outer,) = read("<ul><li>Un<ul><li>dedans</li></ul></li><li>Deux</li></ul>")
    assert len(outer.items) == 2
    assert [block.kind for block in outer.items[0]] == ["p", "ul"]
    assert words(outer.items[1]) == "Deux"


def test_no_break_spaces_are_not_blanks() -> None:
    assert words(read("<p>  1\u202f284\n accompagnements\u00a0: oui </p>")) == "1\u202f284 accompagnements\u00a0: oui"


def test_unknown_tags_are_dropped_and_their_words_kept() -> None:
    assert words(read("<table><tr><td>gardé</td></tr></table><span>aussi</span>")) == "gardéaussi"


def test_scripts_and_styles_are_dropped_whole() -> None:
    assert words(read("<p>avant<script>alert(1)</script><style>p{}</style> après</p>")) == "avant après"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "/relatif", "", " https://exemple.fr"])
def test_a_link_that_leads_nowhere_safe_is_only_its_words(href: str) -> None:
    (block,) = read(f'<p><a href="{href}">ici</a></p>')
    assert block.inlines[0].href == ""
    assert words([block]) == "ici"


def test_empty_blocks_disappear() -> None:
    assert read("<p> </p><ul><li></li></ul><blockquote></blockquote>") == []


@given(st.text(st.sampled_from("<>/=' \"&;pulioabrstong123h-!")))
def test_any_text_at_all_is_read(html: str) -> None:
    read(html)
