"""The empty deck: the library's own, made 16:9, with the colours and the type of Trame."""

from __future__ import annotations

import re
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches

from trame.ui.documents import palette

TITLE_SLIDE, TITLE_ONLY = 0, 5  # layouts of the library's deck
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
SIDE = Inches(0.65)
CONTENT = WIDTH - 2 * SIDE
FONT = "Arial"  # found everywhere; the text face of the site is not
TITLE_BOX = (SIDE, Inches(0.5), CONTENT, Inches(1.15))
_NAMES = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' + (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_THREAD = (
    f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="90" name="Fil"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
    '<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    '</a:prstGeom><a:solidFill><a:schemeClr val="accent2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
)


def prepared() -> Any:
    """A presentation without slide, wide, whose titles are at the left."""
    deck: Any = Presentation()
    stretch = WIDTH / deck.slide_width
    master = deck.slide_master
    for page in (master, *deck.slide_layouts):
        for shape in page.placeholders:
            shape.left, shape.width = Emu(round(shape.left * stretch)), Emu(round(shape.width * stretch))
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _recolour(master)
    _align(master)
    for layout in (deck.slide_layouts[TITLE_ONLY], deck.slide_layouts[TITLE_SLIDE]):
        title = layout.placeholders[0]
        title.left, title.top, title.width, title.height = TITLE_BOX
    title = deck.slide_layouts[TITLE_SLIDE].placeholders[0]
    title.top, title.height = Inches(2.0), Inches(1.7)
    _thread(deck.slide_layouts[TITLE_SLIDE], Inches(3.85), Inches(2.4), Inches(0.07))
    _thread(deck.slide_layouts[TITLE_ONLY], Inches(0.42), Inches(0.9), Inches(0.05))
    return deck


def _recolour(master: Any) -> None:
    """The colours proposed to who edits are those of the charts."""
    (theme,) = (rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    xml = theme.blob.decode()
    named = {"dk2": palette.ACCENT, "lt2": palette.THREAD_SOFT, "hlink": palette.ACCENT, "folHlink": palette.INK_2}
    named |= {f"accent{rank}": colour for rank, colour in enumerate((*palette.DYES, palette.INK_2, palette.RULE), 1)}
    for name, colour in named.items():
        xml = re.sub(rf'(<a:{name}><a:srgbClr val=")\w+', rf"\g<1>{colour[1:].upper()}", xml)
    xml = re.sub(r"<a:dk1>.*?</a:dk1>", f'<a:dk1><a:srgbClr val="{palette.INK[1:].upper()}"/></a:dk1>', xml)
    theme._blob = xml.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FONT}"/>').encode()


def _align(master: Any) -> None:
    """Titles at the left, bold, of a size that holds a sentence."""
    first = master.element.find(".//{*}titleStyle/{*}lvl1pPr")
    first.set("algn", "l")
    first.find("{*}defRPr").set("sz", "2600")
    first.find("{*}defRPr").set("b", "1")


def _thread(layout: Any, top: int, width: int, height: int) -> None:
    layout.shapes._spTree.append(parse_xml(_THREAD.format(x=SIDE, y=top, width=width, height=height)))
