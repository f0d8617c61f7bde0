"""Deck → PPTX, 16:9, in the light colours of the tokens; it opens in PowerPoint, Impress and Keynote."""

from __future__ import annotations

import io
from typing import Any

from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from trame.ui.documents import palette
from trame.ui.documents.characters import cleaned

from .charts import KINDS, data_of, dress, rgb
from .model import ChartSlide, Deck, NumbersSlide, Slide, TermsSlide
from .template import CONTENT, SIDE, TITLE_ONLY, TITLE_SLIDE, prepared

MIME_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
FOOT = Inches(6.88)
Box = tuple[int, int, int, int]
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PAGE_FIELD = (
    f'<a:fld xmlns:a="{_A}" id="{{{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}}}" type="slidenum">'
    '<a:rPr lang="fr-FR" sz="1100"/><a:t>{page}</a:t></a:fld>'
)


def to_pptx(deck: Deck) -> bytes:
    """The file: a title slide, then one slide per message."""
    deck = cleaned(deck)
    made = prepared()
    about = made.core_properties
    about.title, about.subject, about.author, about.language = deck.title, deck.subtitle, deck.organisation, deck.lang
    about.last_modified_by, about.keywords = deck.organisation, ""
    _cover(made, deck)
    for slide in deck.slides:
        _slide(made, slide)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _cover(made: Any, deck: Deck) -> None:
    page = made.slides.add_slide(made.slide_layouts[TITLE_SLIDE])
    _say(page.shapes.title.text_frame, deck.title, size=40)
    page.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    page.shapes.title.text_frame.margin_left = 0
    under = page.placeholders[1]
    under.left, under.top, under.width, under.height = SIDE, Inches(4.15), CONTENT, Inches(1.9)
    frame = under.text_frame
    frame.margin_left = 0
    _say(frame, deck.organisation, size=24, colour=palette.INK)
    _say(frame, deck.subtitle, size=18, colour=palette.INK_2, more=True)
    _say(frame, deck.date_line, size=14, colour=palette.INK_2, more=True)


def _slide(made: Any, slide: Slide) -> None:
    page = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    frame = page.shapes.title.text_frame
    _say(frame, slide.title, size=26 if len(slide.title) < 110 else 22)
    frame.vertical_anchor, frame.margin_left = MSO_ANCHOR.MIDDLE, 0
    if isinstance(slide, ChartSlide):
        _chart(page, slide)
    elif isinstance(slide, NumbersSlide):
        _numbers(page, slide)
    else:
        _terms(page, slide)
    _foot(page, slide.source, len(made.slides))
    notes = "" if isinstance(slide, TermsSlide) else slide.notes
    if notes:
        _say(page.notes_slide.notes_text_frame, notes, size=12)


def _chart(page: Any, slide: ChartSlide) -> None:
    _text(page, slide.about, (SIDE, Inches(1.65), CONTENT, Inches(0.4)), size=16, colour=palette.INK_2)
    box = (SIDE, Inches(2.05), CONTENT, Inches(4.25))
    frame = page.shapes.add_chart(KINDS[slide.kind], *box, data_of(slide))
    frame.name = slide.about
    frame.element.nvGraphicFramePr.cNvPr.set("descr", slide.alt)
    dress(frame.chart, slide)
    _text(page, slide.base, (SIDE, Inches(6.34), CONTENT, Inches(0.5)), size=14)


def _numbers(page: Any, slide: NumbersSlide) -> None:
    """Three to a row, each under its line of thread."""
    width, height = CONTENT // 3, Inches(2.4)
    for rank, number in enumerate(slide.numbers[:6]):
        left, top = SIDE + width * (rank % 3), Inches(1.95) + height * (rank // 3)
        box = page.shapes.add_textbox(left, top, width - Inches(0.3), height - Inches(0.2))
        frame = box.text_frame
        frame.word_wrap, frame.margin_left = True, 0
        _say(frame, number.label, size=18)
        _say(frame, number.value, size=48, colour=palette.ACCENT, more=True)
        if number.detail:
            _say(frame, number.detail, size=14, colour=palette.INK_2, more=True)


def _terms(page: Any, slide: TermsSlide) -> None:
    box = page.shapes.add_textbox(SIDE, Inches(1.65), CONTENT, Inches(5.1))
    frame = box.text_frame
    frame.word_wrap, frame.auto_size, frame.margin_left = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE, 0
    for rank, (term, meaning) in enumerate(slide.terms):
        _say(frame, f"{term}. ", size=14, bold=True, more=rank > 0)
        paragraph = frame.paragraphs[-1]
        paragraph.space_after = Pt(8)
        _run(paragraph, meaning, size=14)


def _foot(page: Any, source: str, number: int) -> None:
    _text(page, source, (SIDE, FOOT, CONTENT - Inches(1), Inches(0.35)), size=11, colour=palette.INK_2)
    box = page.shapes.add_textbox(SIDE + CONTENT - Inches(0.9), FOOT, Inches(0.9), Inches(0.35))
    box.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    box.text_frame.margin_right = 0
    box.text_frame.paragraphs[0]._p.append(parse_xml(_PAGE_FIELD.format(page=number)))


def _text(page: Any, text: str, box: Box, *, size: int, colour: str = palette.INK) -> None:
    if not text:
        return
    frame = page.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    _say(frame, text, size=size, colour=colour)


def _say(frame: Any, text: str, *, size: int, colour: str = "", bold: bool | None = None, more: bool = False) -> None:
    """One paragraph of a frame: the first, or one more."""
    paragraph = frame.add_paragraph() if more else frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    _run(paragraph, text, size=size, colour=colour, bold=bold)


def _run(paragraph: Any, text: str, *, size: int, colour: str = "", bold: bool | None = None) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.language_id = Pt(size), bold, MSO_LANGUAGE_ID.FRENCH
    if colour:
        run.font.color.rgb = rgb(colour)
