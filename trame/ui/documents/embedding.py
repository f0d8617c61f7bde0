"""Puts the fonts inside a DOCX or an ODT, so that it looks the same on a computer without them."""

from __future__ import annotations

import uuid
from xml.sax.saxutils import quoteattr

from .contents import Office
from .fonts import FAMILY, carried

_SCHEMAS = "http://schemas.openxmlformats.org"
_FONT_LINK = f"{_SCHEMAS}/officeDocument/2006/relationships/font"
_ODTTF = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


def embedded(parts: dict[str, bytes], office: Office) -> dict[str, bytes]:
    """The parts of the file with the fonts added; the same when there is no font to add."""
    faces = carried()
    if not faces:
        return parts
    return _in_word(parts, faces) if office == "docx" else _in_odf(parts, faces)


def _in_word(parts: dict[str, bytes], faces: dict[str, bytes]) -> dict[str, bytes]:
    made, marks, links = dict(parts), "", ""
    for name, data in faces.items():
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"trame:{name}")
        made[f"word/fonts/{name}.odttf"] = _obfuscated(data, key)
        marks += f'<w:embed{name.title()} r:id="{name}" w:fontKey="{{{str(key).upper()}}}"/>'
        links += f'<Relationship Id="{name}" Type="{_FONT_LINK}" Target="fonts/{name}.odttf"/>'
    space = f"{_SCHEMAS}/package/2006/relationships"
    made["word/_rels/fontTable.xml.rels"] = f'<Relationships xmlns="{space}">{links}</Relationships>'.encode()
    _replace(made, "word/fontTable.xml", "</w:font>", f"{marks}</w:font>")
    _replace(made, "word/settings.xml", "<w:embedSystemFonts", "<w:embedTrueTypeFonts/><w:embedSystemFonts")
    kind = f'<Default Extension="odttf" ContentType="{_ODTTF}"/>'
    _replace(made, "[Content_Types].xml", "</Types>", f"{kind}</Types>")
    return made


def _obfuscated(data: bytes, key: uuid.UUID) -> bytes:
    """The first 32 bytes mixed with the key, as ECMA-376 part 4 asks."""
    mask = key.bytes[::-1] * 2
    return bytes(byte ^ mixed for byte, mixed in zip(data, mask, strict=False)) + data[32:]


def _in_odf(parts: dict[str, bytes], faces: dict[str, bytes]) -> dict[str, bytes]:
    made, sources, entries = dict(parts), "", ""
    for name, data in faces.items():
        path = f"Fonts/{name}.ttf"
        made[path] = data
        slant, weight = ("italic" if name == "italic" else "normal"), ("bold" if name == "bold" else "normal")
        look = f'loext:font-style="{slant}" loext:font-weight="{weight}"'
        sources += (
            f'<svg:font-face-uri {look} xlink:href="{path}" xlink:type="simple">'
            '<svg:font-face-format svg:string="truetype"/></svg:font-face-uri>'
        )
        entries += f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="application/x-font-ttf"/>'
    _replace(made, "META-INF/manifest.xml", "</manifest:manifest>", f"{entries}</manifest:manifest>")
    face = (
        f"<style:font-face style:name={quoteattr(FAMILY)} svg:font-family={quoteattr(FAMILY)} "
        'style:font-family-generic="swiss" style:font-pitch="variable" '
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<svg:font-face-src>{sources}</svg:font-face-src></style:font-face>"
    )
    for name in ("styles.xml", "content.xml"):
        _replace(made, name, "</office:font-face-decls>", f"{face}</office:font-face-decls>")
    return made


def _replace(parts: dict[str, bytes], name: str, old: str, new: str) -> None:
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
