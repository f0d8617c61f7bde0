"""Whatever is typed appears as typed, in every format and every place of a document."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.documents.reading import docx_text, html_text, odt_text, pdf_text
from trame.ui.documents import (
    Chart,
    ChartRow,
    Cover,
    Document,
    Heading,
    Headline,
    Headlines,
    Note,
    Paragraph,
    Quote,
    RichText,
    Table,
    to_docx,
    to_html,
    to_odt,
    to_pdf,
)
from trame.ui.documents.characters import fit

HOSTILE = [
    "# titre ## $x^2$ *gras* _it_ `code` ~~~ @ref [a](b) ![c](d) ---",
    "<script>alert('1')</script> <b>&amp; &lt; \"guillemets\" </text:p></w:t>",
    '{{ variable }} {% tag %} #{1+1} #read("/etc/passwd") $if(title)$ ${x}',
    "\\ \\\\ \\n \\u{41} C:\\dossier %PDF <</S>> (x)",
    "1\u202f284 \u00ab\u202foui\u202f\u00bb\u00a0: 33,3\u202f%",
    "🙂👩‍🌾🇫🇷 你好 𐐀",
    "שלום עולם مرحبا",
    "Anticonstitutionnellement" * 8,
    "custom-style",
]
WRITERS = {
    "docx": lambda document: docx_text(to_docx(document)),
    "odt": lambda document: odt_text(to_odt(document)),
    "pdf": lambda document: pdf_text(to_pdf(document)),
    "html": lambda document: html_text(to_html(document)),
}


def everywhere(text: str) -> Document:
    """A document whose every text is `text`; it then appears at least eighteen times."""
    rows = (ChartRow(text, 3, text, value=text), ChartRow(text, 1, text, unknown=True))
    return Document(
        title=text,
        subtitle=text,
        organisation=text,
        recipient=text,
        date_line=text,
        author=text,
        cover=Cover(Chart("weave", text, text, rows, highlight=text)),
        blocks=(
            Heading(1, text),
            Heading(2, text),
            Paragraph(text),
            Headlines((Headline(text, text, text),)),
            Table(text, (text, text), ((text, text),), numeric=frozenset({1}), note=text),
            *(
                Chart(kind, text, text, rows, columns=(text, text, text))
                for kind in ("bars", "months", "parts", "weave")
            ),
            Note(text, text),
            Quote(text, text),
        ),
    )


@pytest.mark.parametrize("name", WRITERS)
def test_hostile_texts_appear_as_typed_in_every_format(name: str) -> None:
    document = Document(
        title="Textes", organisation="", blocks=tuple(Paragraph(text) for text in HOSTILE if "שלום" not in text)
    )
    found = WRITERS[name](document)
    assert [text for text in HOSTILE if "שלום" not in text and _seen(text, name) not in _seen(found, name)] == []


@pytest.mark.parametrize("name", WRITERS)
def test_words_written_from_right_to_left_are_all_there(name: str) -> None:
    found = WRITERS[name](Document(title="Textes", organisation="", blocks=(Paragraph("שלום עולם مرحبا"),)))
    # A PDF draws them from left to right: the letters are compared, not their order.
    assert sorted(letter for letter in found if letter in "שלוםעולםمرحبا") == sorted("שלוםעולםمرحبا")


@pytest.mark.parametrize("text", [" ".join(HOSTILE[:5]), " ".join(HOSTILE[5:8]), "custom-style"])
@pytest.mark.parametrize("name", WRITERS)
def test_a_hostile_text_breaks_no_place_of_a_document(name: str, text: str) -> None:
    found = WRITERS[name](everywhere(text))
    if "שלום" not in text:
        assert _seen(found, name).count(_seen(text, name)) >= 18


def _seen(text: str, name: str) -> str:
    """Lines of a PDF are run together, and a joiner draws nothing: blanks and joiners are not compared there."""
    return text.replace(" ", "").replace("\u200d", "") if name == "pdf" else text


typed = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


class Attributes(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.alerts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.alerts += [name for name, _ in attrs if name.startswith("on") or name == "style"]


@given(typed.filter(lambda text: text.strip() != ""))
def test_any_text_is_escaped_in_html(text: str) -> None:
    html = to_html(everywhere(text))
    expected = Attributes(to_html(everywhere("texte")))
    found = Attributes(html)
    assert found.tags == expected.tags
    assert found.alerts == []
    assert html_text(html).count(fit(text)) >= 18


@settings(max_examples=25, deadline=None)
@given(typed)
def test_any_text_makes_a_pdf(text: str) -> None:
    assert to_pdf(Document(title="Note", organisation=text, blocks=(Paragraph(text),))).startswith(b"%PDF")


@settings(max_examples=8, deadline=None)
@given(typed)
def test_any_text_survives_the_word_processors(text: str) -> None:
    document = Document(title="Note", organisation="", blocks=(Paragraph(text), Paragraph("fin")))
    expected = f"\n{fit(text)}\nfin"
    # pandoc leaves the soft hyphen, which shows nothing, out of a DOCX
    assert expected.replace("\xad", "") in docx_text(to_docx(document))
    assert expected in odt_text(to_odt(document))


def test_characters_no_format_can_hold_are_left_out() -> None:
    text = "a\x00b\x0bc\ud800d\ufffee\x85f\r\ng"
    for name, read in WRITERS.items():
        found = read(Document(title="Textes", organisation="", blocks=(Paragraph(text), RichText(f"<p>{text}</p>"))))
        assert "abcdef" in found, name


def test_a_new_line_is_a_new_line() -> None:
    document = Document(title="Textes", organisation="", blocks=(Paragraph("un\ndeux"),))
    assert [name for name, read in WRITERS.items() if name != "pdf" and "un\ndeux" not in read(document)] == []
