"""HTML: a fragment for the preview page, with the classes of components.css; no style attribute, no script."""

from __future__ import annotations

import base64
from collections.abc import Callable
from html import escape
from typing import Any

from . import charts, richtext
from .model import (
    Block,
    Chart,
    Document,
    Heading,
    Headline,
    Headlines,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    RichText,
    Table,
    one_line,
)
from .richtext import Inline, TextBlock
from .typeset import WORDS


def to_html(document: Document, *, top_level: int = 1) -> str:
    """The document as a fragment of body. Its title is a heading of `top_level`, its chapters one below, and so on."""
    writer = _Writer(document, top_level)
    pieces = [charts.PATTERNS, writer.front(), *(writer.block(block) for block in document.blocks)]
    look = "doc doc-poster" if document.poster else "doc"
    return f'<article class="{look}" lang="{document.lang}">{"".join(pieces)}</article>'


def text(given: str) -> str:
    return "<br>".join(escape(line) for line in given.split("\n"))


def _inlines(pieces: list[Inline]) -> str:
    made = []
    for piece in pieces:
        inner = _inlines(piece.children)
        match piece.kind:
            case "text":
                made.append(escape(piece.text))
            case "br":
                made.append("<br>")
            case "a":
                made.append(f'<a href="{escape(piece.href)}" rel="noopener">{inner}</a>' if piece.href else inner)
            case _:
                made.append(f"<{piece.kind}>{inner}</{piece.kind}>")
    return "".join(made)


def _table(table: Table, *, hidden: bool = False) -> str:
    """`hidden` keeps the caption for screen readers only."""

    def cell(tag: str, column: int, row: int, content: str) -> str:
        inner = (
            f'<span class="doc-part">{text(content)}</span>' if tag == "th" and row in table.indented else text(content)
        )
        scope = ' scope="col"' if row < 0 else ' scope="row"' if tag == "th" else ""
        kind = ' class="num"' if column in table.numeric else ""
        return f"<{tag}{scope}{kind}>{inner}</{tag}>"

    head = "".join(cell("th", column, -1, content) for column, content in enumerate(table.header))
    rows = "".join(
        "<tr>" + "".join(cell("td" if c else "th", c, r, content) for c, content in enumerate(row)) + "</tr>"
        for r, row in enumerate(table.rows)
    )
    look = ' class="visually-hidden"' if hidden else ""
    caption = f"<caption{look}>{text(table.caption)}</caption>" if table.caption else ""
    made = f'<table class="table">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    label = escape(one_line(f"Tableau : {table.caption}"))
    return f'<div class="scroll-x" tabindex="0" role="region" aria-label="{label}">{made}</div>'


def _tag(level: int, inner: str, attributes: str = "") -> str:
    tag = f"h{min(level, 6)}"
    return f"<{tag}{attributes}>{inner}</{tag}>"


def _headlines(headlines: Headlines) -> str:
    def item(given: Headline) -> str:
        under = f'<dd class="doc-base">{text(given.base)}</dd>' if given.base else ""
        return f'<div><dt>{text(given.label)}</dt><dd class="doc-fig">{text(given.value)}</dd>{under}</div>'

    return f'<dl class="doc-figs">{"".join(map(item, headlines.items))}</dl>'


def _noted_table(table: Table) -> str:
    return _table(table) + (f'<p class="xs muted">{text(table.note)}</p>' if table.note else "")


def _picture(picture: Picture) -> str:
    caption = f"<figcaption>{text(picture.caption)}</figcaption>" if picture.caption else ""
    source = f"data:{picture.mime_type};base64,{base64.b64encode(picture.data).decode()}"
    return f'<figure class="doc-pic"><img src="{source}" alt="{escape(picture.alt)}">{caption}</figure>'


def _note(note: Note) -> str:
    title = f"<b>{text(note.title)}.</b> " if note.title else ""
    return f'<p class="doc-note">{title}{text(note.text)}</p>'


def _quote(quote: Quote) -> str:
    source = f"<footer>{text(quote.source)}</footer>" if quote.source else ""
    return f"<blockquote><p>{text(quote.text)}</p>{source}</blockquote>"


class _Writer:
    """Knows how deep the current heading is, so that headings inside a block come just below it."""

    def __init__(self, document: Document, top_level: int) -> None:
        self.document = document
        self.top = self.level = top_level
        self.anchor = 0

    def front(self) -> str:
        document = self.document
        draft = f'<p class="doc-draft">{WORDS["draft"]}</p>' if document.draft else ""
        subtitle = f'<p class="doc-sub">{text(document.subtitle)}</p>' if document.subtitle else ""
        recipient = f"<span>Pour {text(document.recipient)}</span>" if document.recipient else ""
        date = f"<span>{text(document.date_line)}</span>" if document.date_line else ""
        foot = f'<p class="doc-foot">{recipient}{date}</p>' if recipient or date else ""
        organisation = f'<p class="doc-org">{text(document.organisation)}</p>' if document.organisation else ""
        title = _tag(self.top, text(document.title), ' class="doc-title"')
        cover = document.cover.chart if document.cover else None
        drawing = ""
        if cover and cover.rows:
            caption = f"<figcaption>{text(cover.sentence)}</figcaption>" if cover.sentence else ""
            drawing = f'<figure class="doc-weave">{charts.drawing(cover)}{caption}</figure>'
        kind = "doc-cover" if document.cover else "doc-head"
        head = f'<header class="{kind}">{draft}{organisation}{title}{subtitle}{drawing}{foot}</header>'
        return head + (self._contents() if document.has_contents else "")

    def _contents(self) -> str:
        entries = [block for block in self.document.blocks if isinstance(block, Heading)]
        links = "".join(
            f'<li class="doc-l{heading.level}"><a href="#doc-{number}">{escape(one_line(heading.text))}</a></li>'
            for number, heading in enumerate(entries, 1)
            if heading.level < 3
        )
        title = WORDS["contents"]
        return f'<nav class="doc-toc" aria-label="{title}"><p><strong>{title}</strong></p><ol>{links}</ol></nav>'

    def block(self, block: Block) -> str:
        writers: dict[type, Callable[[Any], str]] = {
            Heading: self._heading,
            RichText: lambda given: self._rich(richtext.read(given.html)),
            Paragraph: lambda given: f"<p>{text(given.text)}</p>",
            Headlines: _headlines,
            Table: _noted_table,
            Chart: self._chart,
            Picture: _picture,
            Note: _note,
            Quote: _quote,
            PageBreak: lambda given: '<hr class="doc-break">',
        }
        return writers[type(block)](block)

    def _heading(self, heading: Heading) -> str:
        self.level, self.anchor = self.top + heading.level, self.anchor + 1
        kind = ' class="thread"' if heading.level == 1 else ""
        return _tag(self.level, text(heading.text), f' id="doc-{self.anchor}"{kind}')

    def _rich(self, pieces: list[TextBlock]) -> str:
        made = []
        for piece in pieces:
            items = [self._rich(item) for item in piece.items]
            match piece.kind:
                case "p":
                    made.append(f"<p>{_inlines(piece.inlines)}</p>")
                case "h":
                    made.append(_tag(self.level + 1, _inlines(piece.inlines)))
                case "quote":
                    made.append(f"<blockquote>{''.join(items)}</blockquote>")
                case "ul" | "ol":
                    made.append(f"<{piece.kind}>{''.join(f'<li>{item}</li>' for item in items)}</{piece.kind}>")
        return "".join(made)

    def _chart(self, chart: Chart) -> str:
        title = _tag(self.level + 1, text(chart.title))
        sentence = f'<p class="small muted">{text(chart.sentence)}</p>' if chart.sentence else ""
        if not chart.rows:
            return f"<figure><figcaption>{title}{sentence}</figcaption><p>{WORDS['none']}</p></figure>"
        table = f'<details class="tbl"><summary>Voir le tableau</summary>{_table(chart.table, hidden=True)}</details>'
        return f"<figure><figcaption>{title}{sentence}</figcaption>{charts.drawing(chart)}{table}</figure>"
