"""The HTML of a document: ordered headings, named pictures, nothing the content policy forbids."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.ui.documents.sample import CHARTS, DOCUMENT
from trame.ui.documents import Document, Heading, Headline, Headlines, RichText, render, to_html

VOID = {"br", "hr", "img", "meta", "rect", "circle", "path", "line"}


class Tags(HTMLParser):
    """Every start tag with its attributes; `depth` must come back to nothing."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def levels(html: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]


def test_every_tag_is_closed_in_order(html: str) -> None:
    assert Tags(html).open == []


def test_headings_start_at_one_and_never_skip_a_level(html: str) -> None:
    found = levels(html)
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_the_page_that_embeds_the_fragment_sets_its_first_level() -> None:
    assert levels(to_html(DOCUMENT, top_level=2))[:2] == [2, 3]


def test_a_subtitle_typed_in_a_rich_text_comes_below_its_section() -> None:
    document = Document(
        title="Bilan", organisation="", blocks=(Heading(1, "Un"), Heading(2, "Deux"), RichText("<h3>Trois</h3>"))
    )
    assert levels(to_html(document)) == [1, 2, 3, 4]


def test_there_is_no_script_no_style_attribute_and_no_handler(html: str) -> None:
    tags = Tags(html).found
    assert not {"script", "style", "link", "iframe"} & {tag for tag, _ in tags}
    assert [
        attribute
        for _, attributes in tags
        for attribute in attributes
        if attribute == "style" or attribute.startswith("on")
    ] == []


def test_every_drawing_is_named_or_hidden_because_its_values_are_written(html: str) -> None:
    drawings = re.findall(r"<svg[^>]*>.*?</svg>", html, re.DOTALL)
    named = [drawing for drawing in drawings if re.search(r'role="img"[^>]*><title>[^<]+</title>', drawing)]
    hidden = [drawing for drawing in drawings if 'aria-hidden="true"' in drawing.split(">", 1)[0]]
    assert len(named) == 4  # cover, parts, columns, weave
    assert len(named) + len(hidden) == len(drawings)
    assert "la plus longue\u00a0: Aide aux démarches" in html  # the bars say it in a hidden paragraph


def test_every_chart_is_followed_by_its_table(html: str) -> None:
    for chart in CHARTS:
        label = f'aria-label="Tableau : {chart.title}"'
        assert html.count(label) == 1
        start = html.index(f">{chart.title}</h")
        assert start < html.index(label) < html.index("</figure>", start)


def test_tables_have_column_and_row_headers(html: str) -> None:
    assert '<th scope="col">Mesure</th><th scope="col" class="num">2026</th>' in html
    assert '<th scope="row"><span class="doc-part">dont individuels</span></th><td class="num">812</td>' in html


def test_bars_are_as_long_as_their_numbers(html: str) -> None:
    # 214 and 1 497 against 2 000.
    assert 'width="10.70%"' in html
    assert 'width="74.85%"' in html


def test_the_contents_lead_to_the_headings(html: str) -> None:
    targets = re.findall(r'href="#(doc-\d+)"', html)
    assert len(targets) == 5
    assert all(f'id="{target}"' in html for target in targets)


def test_the_file_is_a_whole_page_with_its_styles_and_nothing_outside() -> None:
    page = render(DOCUMENT, "html").decode()
    assert page.startswith('<!doctype html>\n<html lang="fr">')
    assert "<title>Bilan d’activité de médiation 2026</title>" in page
    assert ".doc-cover" in page
    assert "<script" not in page
    assert "<link" not in page


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (4, 4)])
def test_every_large_figure_is_shown(count: int, shown: int) -> None:
    document = Document(title="Bilan", organisation="", blocks=(Headlines((Headline("1", "un"),) * count),))
    assert to_html(document).count('<dd class="doc-fig">1</dd>') == shown
