"""Reads the text back out of each format, with no tool of ours."""

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pikepdf

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(name))


def docx_text(data: bytes) -> str:
    pieces = []
    for node in part(data, "word/document.xml").iter():
        if node.tag in (WORD + "p", WORD + "br"):
            pieces.append("\n")
        elif node.tag == WORD + "softHyphen":
            pieces.append("\xad")
        elif node.tag == WORD + "noBreakHyphen":
            pieces.append("\u2011")
        elif node.tag == WORD + "t":
            pieces.append(node.text or "")
    return "".join(pieces)


def odt_text(data: bytes) -> str:
    def read(node: ElementTree.Element) -> str:
        own = {TEXT + "line-break": "\n", TEXT + "tab": "\t", TEXT + "s": " " * int(node.get(TEXT + "c") or 1)}.get(
            node.tag, ""
        )
        start = "\n" if node.tag in (TEXT + "p", TEXT + "h") else ""
        # Between two paragraphs, a newline is only the layout of the XML.
        inline = node.tag in (TEXT + "p", TEXT + "h", TEXT + "span", TEXT + "a")
        inner = "".join(read(child) + ((child.tail or "") if inline else "") for child in node)
        return start + own + (node.text or "") + inner

    return read(part(data, "content.xml"))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag == "style"
        if tag == "br":
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def html_text(html: str) -> str:
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces)


def pdf_text(data: bytes) -> str:
    """The characters of every page in drawing order, through the ToUnicode tables; lines are run together."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return "".join(_page_text(page) for page in pdf.pages)


def _page_text(page: pikepdf.Page) -> str:
    fonts = {name: _characters(font) for name, font in page.resources.get("/Font", pikepdf.Dictionary()).items()}
    pieces: list[str] = []
    current: dict[bytes, str] = {}
    replaced: list[bool] = []  # inside marked content that says what it stands for
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            current = fonts[str(operands[0])]
        elif name in ("BDC", "BMC"):
            said = (
                operands[1].get("/ActualText")
                if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary)
                else None
            )
            replaced.append(said is not None)
            pieces.append(str(said) if said is not None else "")
        elif name == "EMC":
            replaced.pop()
        elif name in ("Tj", "TJ") and not any(replaced):
            shown: Any = operands[0] if name == "TJ" else [operands[0]]
            for item in shown:
                if isinstance(item, pikepdf.String):
                    codes = bytes(item)
                    pieces += [current.get(codes[i : i + 2], "") for i in range(0, len(codes), 2)]
    return "".join(pieces)


def _characters(font: Any) -> dict[bytes, str]:
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    found: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            for step in range(int(high, 16) - int(low, 16) + 1):
                first = bytes.fromhex(text).decode("utf-16-be")
                found[(int(low, 16) + step).to_bytes(2, "big")] = first[:-1] + chr(ord(first[-1]) + step)
    return found
