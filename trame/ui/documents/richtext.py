"""Rich text typed in an editor, read once into a small tree that each format writes in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal

InlineKind = Literal["text", "br", "strong", "em", "a"]
BlockKind = Literal["p", "h", "ul", "ol", "quote"]

# str.split() would also swallow U+00A0 and U+202F, which are typography here.
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_SILENT = ("script", "style")
_LINES: dict[str, BlockKind] = {"p": "p", "div": "p", "h1": "h", "h2": "h", "h3": "h", "h4": "h"}
_CONTAINERS: dict[str, BlockKind] = {"ul": "ul", "ol": "ol", "blockquote": "quote"}
_SPANS: dict[str, InlineKind] = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "a"}
_SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


@dataclass
class Inline:
    """`text` holds text, `strong`, `em` and `a` hold children; an `a` without `href` is only its children."""

    kind: InlineKind
    text: str = ""
    href: str = ""
    children: list[Inline] = field(default_factory=list)


@dataclass
class TextBlock:
    """`p` and `h` hold inlines; `ul` and `ol` hold items, each a list of blocks; `quote` holds one such item."""

    kind: BlockKind
    inlines: list[Inline] = field(default_factory=list)
    items: list[list[TextBlock]] = field(default_factory=list)


def read(html: str) -> list[TextBlock]:
    """The blocks of `html`; unknown tags are dropped, their text kept; scripts and styles are dropped whole."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finish()


def lines(text: str) -> list[Inline]:
    """Plain text as inlines, a newline being a line break."""
    inlines: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            inlines.append(Inline("br"))
        if line:
            inlines.append(Inline("text", line))
    return inlines


class _Reader(HTMLParser):
    """Keeps two stacks: where the next block goes, and where the next inline goes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[TextBlock] = []
        self.places: list[list[TextBlock]] = [self.root]
        self.containers: list[TextBlock] = []
        self.line: TextBlock | None = None
        self.open: list[Inline] = []
        self.silent = 0

    def finish(self) -> list[TextBlock]:
        self._end_line()
        return _without_empty(self.root)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _LINES:
            self._start_line(_LINES[tag])
        elif tag in _CONTAINERS:
            self._start_container(_CONTAINERS[tag])
        elif tag == "li":
            self._start_item()
        elif tag == "br":
            self._add(Inline("br"))
        elif tag in _SPANS:
            self._push(Inline(_SPANS[tag], href=dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _LINES or tag == "li":
            self._end_line()
        elif tag in _CONTAINERS and self.containers:
            self._end_line()
            self.containers.pop()
            self.places.pop()
        elif tag in _SPANS:
            self._pop(_SPANS[tag])

    def handle_data(self, data: str) -> None:
        text = _BLANKS.sub(" ", data)
        if self.silent or (text == " " and self.line is None):
            return
        self._add(Inline("text", text))

    def _start_container(self, kind: BlockKind) -> None:
        self._end_line()
        container = TextBlock(kind)
        self.places[-1].append(container)
        container.items.append([])
        self.containers.append(container)
        self.places.append(container.items[0])

    def _start_item(self) -> None:
        self._end_line()
        if not self.containers or self.containers[-1].kind == "quote":
            return
        container = self.containers[-1]
        if container.items[-1]:
            container.items.append([])
        self.places[-1] = container.items[-1]

    def _start_line(self, kind: BlockKind) -> TextBlock:
        self._end_line()
        self.line = TextBlock(kind)
        self.places[-1].append(self.line)
        return self.line

    def _end_line(self) -> None:
        self.line = None
        self.open = []

    def _add(self, inline: Inline) -> None:
        line = self.line or self._start_line("p")
        (self.open[-1].children if self.open else line.inlines).append(inline)

    def _push(self, inline: Inline) -> None:
        if inline.kind != "a" or not _SAFE_LINK.match(inline.href):
            inline.href = ""  # a link that leads nowhere safe stays as its words
        self._add(inline)
        self.open.append(inline)

    def _pop(self, kind: InlineKind) -> None:
        for position in range(len(self.open) - 1, -1, -1):
            if self.open[position].kind == kind:
                del self.open[position:]
                return


def _without_empty(blocks: list[TextBlock]) -> list[TextBlock]:
    for block in blocks:
        block.items = [kept for item in block.items if (kept := _without_empty(item))]
        block.inlines = _trimmed(block.inlines)
    return [block for block in blocks if block.inlines or block.items]


def _trimmed(inlines: list[Inline]) -> list[Inline]:
    """Without the empty pieces, nor the blanks at both ends of a line."""
    if inlines and inlines[0].kind == "text":
        inlines[0].text = inlines[0].text.lstrip(" ")
    if inlines and inlines[-1].kind == "text":
        inlines[-1].text = inlines[-1].text.rstrip(" ")
    return [inline for inline in inlines if inline.kind == "br" or inline.text or inline.children]
