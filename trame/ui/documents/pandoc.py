"""DOCX and ODT by pandoc: the document goes in as pandoc's own tree, never as markup."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypandoc
from django.conf import settings

from . import contents, embedding, odf, richtext, styles, typeset, word
from .contents import Office
from .model import (
    Block,
    Chart,
    Document,
    DocumentError,
    Heading,
    Headlines,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    RichText,
    Table,
    one_line,
    picture_size,
)
from .richtext import Inline, TextBlock
from .styles import TEXT_WIDTH

Node = dict[str, Any]

_API = [1, 23, 1]
_SECONDS = 60
_TALLEST = 130.0  # millimetres of a picture
_NO_ATTRIBUTES: list[Any] = ["", [], []]


def to_docx(document: Document) -> bytes:
    """A DOCX with real headings, repeated header rows, language, properties and alternative texts."""
    return _convert(document, "docx")


def to_odt(document: Document) -> bytes:
    """The same as an ODT."""
    return _convert(document, "odt")


def _convert(document: Document, office: Office) -> bytes:
    language = document.lang if "-" in document.lang else f"{document.lang}-{document.lang.upper()}"
    with tempfile.TemporaryDirectory() as folder:
        target, model = Path(folder) / f"document.{office}", Path(folder) / f"reference.{office}"
        template = Path(folder) / "template.xml"
        base = default_file(f"reference.{office}")
        kind = word if office == "docx" else odf
        model.write_bytes(kind.reference(base, document, language))
        template.write_text(_template(office))
        blocks = _Writer(document, office).blocks()
        tree = {"pandoc-api-version": _API, "meta": _meta(document, language), "blocks": blocks}
        options = [f"--reference-doc={model}", f"--template={template}", f"--output={target}"]
        _run(["--from=json", f"--to={office}", "--standalone", *options], json.dumps(tree).encode())
        return _finished(target, office, list(_alternatives(blocks)))


def _alternatives(node: Any) -> Iterator[str]:
    """The alternative text of every picture of the tree, in order."""
    if isinstance(node, dict) and node.get("t") == "Image":
        yield node["c"][1][0]["c"]
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _alternatives(child)


def _finished(target: Path, office: Office, alternatives: list[str]) -> bytes:
    """The parts of the file mended, dated (in its sandbox pandoc knows no clock) and given their fonts."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    mend = word.finished if office == "docx" else odf.finished
    with zipfile.ZipFile(target) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for name in parts:
        if name in ("word/document.xml", "content.xml"):
            parts[name] = mend(parts[name].decode(), alternatives).encode()
        elif name in ("meta.xml", "docProps/core.xml"):
            parts[name] = parts[name].replace(b"1970-01-01T00:00:00Z", now)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in embedding.embedded(parts, office).items():
            # The type of an ODT comes first and uncompressed, or readers do not know it.
            whole.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def default_file(name: str) -> bytes:
    """A data file of the installed pandoc, kept in the cache folder."""
    kept = Path(settings.VAR_DIR) / "cache" / f"pandoc-{_version()}" / name
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as part:
            part.write(_run(["--print-default-data-file", name], b""))
        Path(part.name).replace(kept)  # whole or absent, whoever writes at the same time
    return kept.read_bytes()


@lru_cache(maxsize=1)
def _version() -> str:
    return str(pypandoc.get_pandoc_version())


def _run(arguments: list[str], given: bytes) -> bytes:
    command = [pypandoc.get_pandoc_path(), "--sandbox", *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_SECONDS, check=True)
    except subprocess.CalledProcessError as error:
        raise DocumentError(f"La conversion a échoué : {error.stderr.decode(errors='replace')[:300]}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DocumentError(f"La conversion n’a pas abouti : {error}") from error
    return done.stdout


def _template(office: Office) -> str:
    """Pandoc's template without its title block: ours is the cover, and the title stays a property."""
    source = default_file(f"templates/default.{'openxml' if office == 'docx' else 'opendocument'}").decode()
    start = source.index("$if(title)$")
    return source[:start] + source[source.index("$body$") :]


def _meta(document: Document, language: str) -> Node:
    values = {
        "title": one_line(document.title),
        "author": document.author or one_line(document.organisation),
        "lang": language,
        "subject": document.running_title,
    }
    return {name: {"t": "MetaString", "c": value} for name, value in values.items()}


def _node(kind: str, content: Any = None) -> Node:
    return {"t": kind} if content is None else {"t": kind, "c": content}


def _styled(style: str, *paragraphs: list[Node]) -> Node:
    """One paragraph or more in a style of ours. Its name is that of the DOCX; `_encoded` makes it that of the ODT."""
    return _division(style, [_node("Para", inlines) for inlines in paragraphs])


def _division(style: str, blocks: list[Node]) -> Node:
    return _node("Div", [["", [], [["custom-style", style]]], blocks])


def _encoded(node: Any) -> Any:
    """The tree with the names of styles written as an ODT wants them."""
    if isinstance(node, list):
        if len(node) == 2 and node[0] == "custom-style":
            return [node[0], styles.ODF_NAMES.get(node[1], node[1])]
        return [_encoded(item) for item in node]
    if isinstance(node, dict):
        return {key: _encoded(value) for key, value in node.items()}
    return node


def _inlines(pieces: list[Inline]) -> list[Node]:
    nodes: list[Node] = []
    for piece in pieces:
        children = _inlines(piece.children)
        match piece.kind:
            case "text":
                nodes.append(_node("Str", piece.text))
            case "br":
                nodes.append(_node("LineBreak"))
            case "strong" | "em":
                nodes.append(_node("Strong" if piece.kind == "strong" else "Emph", children))
            case "a" if piece.href:
                nodes.append(_node("Link", [_NO_ATTRIBUTES, children, [piece.href, ""]]))
            case _:
                nodes += children
    return nodes


def _text(text: str) -> list[Node]:
    return _inlines(richtext.lines(text))


def _image(data: bytes, mime: str, alt: str, width: float) -> list[Node]:
    source = f"data:{mime};base64,{base64.b64encode(data).decode()}"
    return [_node("Image", [["", [], [["width", f"{width:.1f}mm"]]], [_node("Str", alt)], [source, ""]])]


def _fitted(data: bytes, tallest: float = _TALLEST) -> float:
    """Width in millimetres that keeps the picture inside the text and under `tallest`, at most 150 dots an inch."""
    width, height = picture_size(data)
    return min(TEXT_WIDTH, width * 25.4 / 150, tallest * width / max(height, 1))


class _Writer:
    """Turns the blocks of one document into pandoc's."""

    def __init__(self, document: Document, office: Office) -> None:
        self.document, self.office = document, office
        self.level = 1
        charts = [block for block in document.blocks if isinstance(block, Chart) and block.rows]
        cover = document.cover.chart if document.cover else None
        drawn = typeset.pictures([*charts, *([cover] if cover and cover.rows else [])])
        self.drawings = iter(drawn[: len(charts)])
        self.cover_drawing = (cover, drawn[-1]) if cover and cover.rows else None
        self.headings = contents.entries(document)
        self.anchors = iter([entry.anchor for entry in self.headings])

    def blocks(self) -> list[Node]:
        front = self._cover() if self.document.cover else self._opening()
        if self.document.has_contents:
            front += [self._raw(contents.written(self.headings, self.office)), self._break()]
        nodes = front + [node for block in self.document.blocks for node in self._block(block)]
        return nodes if self.office == "docx" else _encoded(nodes)

    def _raw(self, source: str) -> Node:
        return _node("RawBlock", ["openxml" if self.office == "docx" else "opendocument", source])

    def _break(self) -> Node:
        return self._raw(contents.empty("Page Break", self.office))

    def _gap(self) -> Node:
        return self._raw(contents.empty("Gap", self.office))  # two tables in a row would become one

    def _draft(self) -> list[Node]:
        return [_styled("Draft", _text(typeset.WORDS["draft"]))] if self.document.draft else []

    def _titles(self) -> list[Node]:
        document = self.document
        nodes = [_styled("Organisation", _text(document.organisation))] if document.organisation else []
        nodes.append(_styled("Title", _text(document.title)))
        return nodes + ([_styled("Subtitle", _text(document.subtitle))] if document.subtitle else [])

    def _foot(self) -> list[Node]:
        recipient = f"Pour {self.document.recipient}" if self.document.recipient else ""
        line = f"{recipient}\t{self.document.date_line}"
        return [self._raw(contents.tabbed("Cover Foot", line, self.office))] if line.strip() else []

    def _cover(self) -> list[Node]:
        nodes = [self._raw(contents.empty("Cover Start", self.office)), *self._draft(), *self._titles()]
        if self.cover_drawing:
            chart, data = self.cover_drawing
            width = _drawing_width(data, tallest=122)
            nodes.append(_styled("Cover Drawing", _image(data, "image/png", chart.finding, width)))
            nodes.append(_styled("Cover Note", _text(chart.sentence)))
        return [*nodes, *self._foot(), self._break()]

    def _opening(self) -> list[Node]:
        return self._draft() + self._titles() + self._foot()

    def _block(self, block: Block) -> list[Node]:
        writers: dict[type, Callable[[Any], list[Node]]] = {
            Heading: self._heading,
            RichText: lambda given: self._rich(richtext.read(given.html)),
            Paragraph: lambda given: [_node("Para", _text(given.text))],
            Headlines: self._headlines,
            Table: self._table,
            Chart: self._chart,
            Picture: _picture,
            Note: _note,
            Quote: _quote,
            PageBreak: lambda given: [self._break()],
        }
        return writers[type(block)](block)

    def _heading(self, heading: Heading) -> list[Node]:
        self.level = heading.level
        return [_node("Header", [heading.level, [next(self.anchors), [], []], _text(heading.text)])]

    def _rich(self, pieces: list[TextBlock]) -> list[Node]:
        nodes: list[Node] = []
        for piece in pieces:
            items = [self._rich(item) for item in piece.items]
            match piece.kind:
                case "p":
                    nodes.append(_node("Para", _inlines(piece.inlines)))
                case "h":
                    nodes.append(_node("Header", [self.level + 1, _NO_ATTRIBUTES, _inlines(piece.inlines)]))
                case "quote":
                    nodes += [_division("Block Text", item) for item in items]
                case "ul":
                    nodes.append(_node("BulletList", _tight(items)))
                case "ol":
                    nodes.append(_node("OrderedList", [[1, _node("Decimal"), _node("Period")], _tight(items)]))
        return nodes

    def _chart(self, chart: Chart) -> list[Node]:
        nodes = [_styled("Chart Title", _text(chart.title))]
        nodes += [_styled("Chart Sentence", _text(chart.sentence))] if chart.sentence else []
        if not chart.rows:
            return [*nodes, _styled("Caption Text", _text(typeset.WORDS["none"]))]
        data = next(self.drawings)
        width = _drawing_width(data, tallest=95 if typeset.drawn_as(chart) == "weave" else 225)
        nodes.append(_styled("Drawing", _image(data, "image/png", chart.finding, width)))
        return [*nodes, _table(chart.table), self._gap()]

    def _table(self, table: Table) -> list[Node]:
        note = [_styled("Caption Text", _text(table.note))] if table.note else []
        caption = [_styled("Table Caption", _text(table.caption))] if table.caption else []
        return [*caption, _table(table), *(note or [self._gap()])]

    def _headlines(self, headlines: Headlines) -> list[Node]:
        """Tables of three whose header row is the labels: read aloud, each figure comes with what it counts."""
        nodes: list[Node] = []
        for start in range(0, len(headlines.items), 3):
            items = headlines.items[start : start + 3]
            head = [("Headline Label", item.label) for item in items]
            rows = [[("Headline Value", item.value) for item in items]]
            if any(item.base for item in items):
                rows.append([("Headline Base", item.base) for item in items])
            nodes += [_grid([1 / 3] * len(items), head, rows, style="Headlines"), self._gap()]
        return nodes


def _picture(picture: Picture) -> list[Node]:
    image = _image(picture.data, picture.mime_type, picture.alt, _fitted(picture.data))
    caption = [_styled("Caption Text", _text(picture.caption))] if picture.caption else []
    return [_styled("Drawing" if caption else "Body Text", image), *caption]


def _note(note: Note) -> list[Node]:
    title = [_node("Strong", _text(f"{note.title}.")), _node("Str", " ")] if note.title else []
    return [_styled("Reading Note", [*title, *_text(note.text)])]


def _quote(quote: Quote) -> list[Node]:
    source = [_styled("Quote Source", _text(quote.source))] if quote.source else []
    return [_styled("Block Text", _text(quote.text)), *source]


def _drawing_width(data: bytes, *, tallest: float) -> float:
    """The whole width of the text, less for a drawing that would be taller than `tallest` millimetres."""
    width, height = picture_size(data)
    return min(TEXT_WIDTH, tallest * width / max(height, 1))


def _tight(items: list[list[Node]]) -> list[list[Node]]:
    """A first paragraph as `Plain` makes pandoc write a tight list."""
    return [[_node("Plain", node["c"]) if node["t"] == "Para" else node for node in item] for item in items]


def _table(table: Table) -> Node:
    last = len(table.rows) - 1

    def style(column: int, row: int) -> str:
        kept = styles.KEPT if last <= styles.WHOLE and (row < last or table.note) else ""
        if column in table.numeric:
            return f"Table Number{kept}"
        return f"Table Part{kept}" if column == 0 and row in table.indented else f"Table Text{kept}"

    head = [("Table Head Number" if c in table.numeric else "Table Head", cell) for c, cell in enumerate(table.header)]
    rows = [[(style(c, r), cell) for c, cell in enumerate(row)] for r, row in enumerate(table.rows)]
    return _grid(_widths(table), head, rows, style="Table")


def _widths(table: Table) -> list[float]:
    """Shares of the width: a numeric column takes what its longest text needs, the others what is left."""
    count = len(table.header)
    longest = [max(len(row[c]) for row in (table.header, *table.rows)) for c in range(count)]
    needed = [min(2.4 * longest[c] + 8, 50) / TEXT_WIDTH if c in table.numeric else 0.0 for c in range(count)]
    squeeze = min(1.0, 0.75 / (sum(needed) or 1.0))
    left = (1 - squeeze * sum(needed)) / (needed.count(0.0) or 1)
    return [squeeze * share or left for share in needed]


def _grid(widths: list[float], head: list[tuple[str, str]], rows: list[list[tuple[str, str]]], *, style: str) -> Node:
    """A pandoc table of (style, text) cells, its first row a header."""
    columns = [[_node("AlignDefault"), _node("ColWidth", width)] for width in widths]
    body = [_NO_ATTRIBUTES, 0, [], [_row(row) for row in rows]]
    caption: list[Any] = [None, []]
    foot: list[Any] = [_NO_ATTRIBUTES, []]
    attributes = ["", [], [["custom-style", style]]]
    return _node("Table", [attributes, caption, columns, [_NO_ATTRIBUTES, [_row(head)]], [body], foot])


def _row(cells: list[tuple[str, str]]) -> list[Any]:
    made = [[_NO_ATTRIBUTES, _node("AlignDefault"), 1, 1, [_styled(style, _text(text))]] for style, text in cells]
    return [_NO_ATTRIBUTES, made]
