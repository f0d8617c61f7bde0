"""Fonts for Typst: static TrueType files made once from the variable web font of node_modules.

The text face has no narrow no-break space (U+202F): it gets one of 0.22 em, as on screen. What no installed font can
draw is drawn as an empty box by a last-resort face, so that the text itself stays in the file for search, copy and
screen readers (PDF/UA refuses a character without a glyph). Without node_modules the text falls back to Liberation.
The DOCX and ODT carry three of these faces, so that they look the same where the font is not installed.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

FAMILY = "Atkinson Hyperlegible Next"
LAST_RESORT = "Trame Boxes"
# In order, before every other installed face.
FALLBACKS = ("Liberation Sans", "DejaVu Sans", "Noto Sans", "Noto Emoji", "Noto Color Emoji")
# (file, slant in the package, weight on the axis, weight declared)
FACES = (
    ("light", "normal", 340, 300),
    ("regular", "normal", 400, 400),
    ("bold", "normal", 680, 700),
    ("italic", "italic", 400, 400),
)
_PACKAGE = Path("@fontsource-variable/atkinson-hyperlegible-next/files")
_VERSION = "fonts-2"  # a change to what is built needs a new folder


@lru_cache(maxsize=1)
def installed() -> typst.Fonts:
    """Our faces and those of the system, read once per process."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[str(directory())])


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """Every family to try, in order. Listed by hand: Typst's own fallback could pick the last resort first."""
    known = set(installed().families())
    first = [family for family in (FAMILY, *FALLBACKS) if family in known]
    others = sorted(known - set(first) - {LAST_RESORT})
    return (*first, *others, LAST_RESORT)


def carried() -> dict[str, bytes]:
    """The faces a DOCX or ODT takes along, by name (regular, bold, italic); none without node_modules."""
    paths = {name: directory() / f"{name}.ttf" for name in ("regular", "bold", "italic")}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def directory() -> Path:
    """The folder of the faces, built at first use. Two processes may build it: the first to finish wins."""
    target = Path(settings.VAR_DIR) / "cache" / _VERSION
    if not target.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            work = Path(folder) / "fonts"
            work.mkdir()
            _build(work, Path(settings.NODE_MODULES) / _PACKAGE)
            try:
                work.rename(target)
            except OSError:
                if not target.is_dir():
                    raise
    return target


def _build(target: Path, source: Path) -> None:
    if source.is_dir():
        for name, slant, axis, weight in FACES:
            _face(target / f"{name}.ttf", source, slant, (axis, weight))
    _last_resort(target / "last-resort.ttf")


def _face(path: Path, source: Path, slant: str, weights: tuple[int, int]) -> None:
    """One static face: both subsets of the package at one weight, merged."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    axis, weight = weights
    parts: list[str] = []
    for subset in ("latin", "latin-ext"):
        font: Any = TTFont(source / f"atkinson-hyperlegible-next-{subset}-wght-{slant}.woff2")
        font.flavor = None
        font = instantiateVariableFont(font, {"wght": axis}, inplace=True)
        parts.append(str(path.with_suffix(f".{subset}")))
        font.save(parts[-1])
    merged: Any = Merger().merge(parts)
    for part in parts:
        Path(part).unlink()
    _add_narrow_space(merged)
    merged["OS/2"].usWeightClass = weight
    _rename(merged, {300: "Light", 400: "Regular", 700: "Bold"}[weight], italic=slant == "italic")
    merged.save(path)


def _add_narrow_space(font: Any) -> None:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    name = "narrownobreakspace"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = Glyph()
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"][name] = (round(font["head"].unitsPerEm * 0.22), 0)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x202F] = name


def _rename(font: Any, style: str, *, italic: bool) -> None:
    style = "Italic" if italic else style
    # Word processors find the bold of a family by these bits.
    font["OS/2"].fsSelection = {"Bold": 0b100000, "Italic": 0b1}.get(style, 0b1000000)
    font["head"].macStyle = {"Bold": 0b1, "Italic": 0b10}.get(style, 0)
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 13, 14)]
    for number, text in ((1, FAMILY), (2, style), (4, f"{FAMILY} {style}"), (6, f"AtkinsonHyperlegibleNext-{style}")):
        names.setName(text, number, 3, 1, 0x409)


def _last_resort(path: Path) -> None:
    """A face that draws every character as an empty box."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    pen = TTGlyphPen(None)
    for corners in (((80, 0), (80, 700), (520, 700), (520, 0)), ((130, 50), (470, 50), (470, 650), (130, 650))):
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({0x25A1: "box"})
    builder.setupGlyf({".notdef": box, "box": box})
    builder.setupHorizontalMetrics({".notdef": (600, 80), "box": (600, 80)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    # Typst silently leaves out a face without a full name.
    names = {"familyName": LAST_RESORT, "styleName": "Regular", "fullName": LAST_RESORT, "psName": "TrameBoxes"}
    builder.setupNameTable(names)
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    every: Any = CmapSubtable.newSubtable(13)  # many to one: a single range for all planes
    every.platformID, every.platEncID, every.language = 3, 10, 0
    every.cmap = dict.fromkeys([*range(0x21, 0xD800), *range(0xE000, 0x110000)], "box")
    builder.font["cmap"].tables = [every]
    builder.save(path)


def forget() -> None:
    """Drops the built faces and what was read of them (for tests and after an upgrade)."""
    shutil.rmtree(Path(settings.VAR_DIR) / "cache" / _VERSION, ignore_errors=True)
    installed.cache_clear()
    families.cache_clear()
