"""The shapes a document is made of: plain, frozen, already typeset.

Every text is shown exactly as given, in every format; a newline in a title, a paragraph, a note or a quotation
starts a new line. Figures arrive as texts (« 1 284 », « 33,3 % ») with their no-break spaces, except the length of
a bar (`ChartRow.n`), which is a number because it is drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

NARROW = "\u202f"  # before ; ? % and between thousands
FIXED = "\u00a0"  # before : and between a number and its unit

ChartKind = Literal["bars", "months", "parts", "weave"]


class DocumentError(Exception):
    """The document cannot be made; the message is a French sentence fit to be shown."""


@dataclass(frozen=True)
class ChartRow:
    """One bar, month, part or weft. `n` is its length (>= 0); `value` is its text, by default `n` typeset.

    `second` is a text of the table only (a share of another base, last year); `before`, last year’s number, is a
    line across the column in a picture.
    `unknown` marks « Non renseigné »: hatched, and never the longest bar of a finding.
    """

    label: str
    n: float
    share_text: str = ""
    unknown: bool = False
    value: str = ""
    second: str = ""
    before: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.n < float("inf"):
            raise DocumentError(f"La longueur de « {self.label} » n’est pas un nombre positif.")

    @property
    def text(self) -> str:
        if self.value:
            return self.value
        whole = float(self.n).is_integer()
        digits = f"{int(self.n):,}" if whole else f"{self.n:,.1f}"
        return digits.replace(",", NARROW).replace(".", ",")


@dataclass(frozen=True)
class Heading:
    """A chapter (1), a section (2) or a subsection (3). Levels 1 and 2 make the table of contents."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise DocumentError(f"Un titre est de niveau 1, 2 ou 3, pas {self.level}.")
        if not self.text.strip():
            raise DocumentError("Un titre ne peut pas être vide.")


@dataclass(frozen=True)
class RichText:
    """Text typed in an editor: p, h3, ul, ol, li, strong, em, a, blockquote, br.

    Any other tag is dropped, its text kept; a link is kept when it leads to http, https or mailto.
    """

    html: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Headline:
    """A large figure: « 1 284 », « accompagnements », « 872 en 2024 »."""

    value: str
    label: str
    base: str = ""


@dataclass(frozen=True)
class Headlines:
    """Large figures, three to a row."""

    items: tuple[Headline, ...]


@dataclass(frozen=True)
class Table:
    """An ordinary table; the first column names the row.

    `numeric` and `indented` hold the indexes of right-aligned columns and of rows shown as part of the one above.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    note: str = ""
    indented: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.header or any(not cell.strip() for cell in self.header):
            raise DocumentError(f"Chaque colonne du tableau « {self.caption} » doit avoir un titre.")
        if any(len(row) != len(self.header) for row in self.rows):
            raise DocumentError(f"Une ligne du tableau « {self.caption} » n’a pas {len(self.header)} cellules.")


@dataclass(frozen=True)
class Chart:
    """A drawing of `rows`, always followed by its table.

    kind: `bars` (sorted by the caller), `months` (columns), `parts` (one bar of at most four parts; more are drawn
    as bars), `weave` (one weft per row). `sentence` gives base and rule. `highlight` is the label of the row drawn
    in ochre. `columns` heads the table: row, number, share; the share column is left out when no row has one.
    `second_column` heads that of the second texts. `alt` states the finding; left empty, it is worked out from the
    rows. `limit`: bars drawn at most, the unknown one excepted; the table keeps every row.
    """

    kind: ChartKind
    title: str
    sentence: str
    rows: tuple[ChartRow, ...]
    alt: str = ""
    highlight: str = ""
    columns: tuple[str, str, str] = ("Réponse", "Nombre", "Part")
    second_column: str = ""
    limit: int = 0

    @property
    def drawn(self) -> tuple[ChartRow, ...]:
        """The rows that the drawing shows."""
        if not self.limit:
            return self.rows
        known = tuple(row for row in self.rows if not row.unknown)[: self.limit]
        return known + tuple(row for row in self.rows if row.unknown)

    @property
    def finding(self) -> str:
        return self.alt or _finding(self)

    @property
    def table(self) -> Table:
        """The figures of the drawing, in its order."""
        shares = any(row.share_text for row in self.rows)
        width = 3 if shares else 2
        header, rows = self.columns[:width], [(row.label, row.text, row.share_text)[:width] for row in self.rows]
        if self.second_column:
            header = (*header, self.second_column)
            rows = [(*cells, row.second) for cells, row in zip(rows, self.rows, strict=True)]
        return Table(caption=self.title, header=header, rows=tuple(rows), numeric=frozenset({1, 2, 3}))


@dataclass(frozen=True)
class Picture:
    """A PNG or JPEG picture. `alt` says what it shows and cannot be empty."""

    data: bytes = field(repr=False)
    alt: str
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise DocumentError("Une image doit avoir un texte de remplacement.")
        picture_size(self.data)

    @property
    def extension(self) -> str:
        return "png" if self.data.startswith(_PNG) else "jpg"

    @property
    def mime_type(self) -> str:
        return "image/png" if self.extension == "png" else "image/jpeg"


@dataclass(frozen=True)
class Note:
    """How to read what precedes."""

    text: str
    title: str = "Lecture"


@dataclass(frozen=True)
class Quote:
    text: str
    source: str = ""


@dataclass(frozen=True)
class PageBreak:
    pass


Block = Heading | RichText | Paragraph | Headlines | Table | Chart | Picture | Note | Quote | PageBreak


@dataclass(frozen=True)
class Cover:
    """A first page. Its chart is drawn without a table: its alternative text gives every figure."""

    chart: Chart | None = None


@dataclass(frozen=True)
class Document:
    """`organisation` writes for `recipient` (« Pontivy Communauté »); `date_line` dates the figures.

    `contents` asks for a table of contents, made when there are two headings or more. `poster`: to be read by
    everybody, on paper, in 16 points; no running head nor folio in the PDF.
    """

    title: str
    organisation: str
    blocks: tuple[Block, ...] = ()
    subtitle: str = ""
    date_line: str = ""
    recipient: str = ""
    lang: str = "fr"
    author: str = ""
    draft: bool = False
    cover: Cover | None = None
    contents: bool = True
    poster: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise DocumentError("Un document doit avoir un titre.")
        if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", self.lang):
            raise DocumentError(f"« {self.lang} » n’est pas une langue.")

    @property
    def running_title(self) -> str:
        """Organisation and title on one line, for the head of each page."""
        return ", ".join(part for part in (one_line(self.organisation), one_line(self.title)) if part)

    @property
    def has_contents(self) -> bool:
        return self.contents and sum(isinstance(block, Heading) for block in self.blocks) > 1


def one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def _finding(chart: Chart) -> str:
    known = [row for row in chart.rows if not row.unknown]
    if not known:
        return f"{chart.title}{FIXED}: aucune donnée"
    top = max(known, key=lambda row: row.n)
    unknown = "".join(f"{NARROW}; {row.label.lower()}{FIXED}: {row.text}" for row in chart.rows if row.unknown)
    if chart.kind == "bars" or (chart.kind == "parts" and len(chart.rows) > MOST_PARTS):
        bars = f"{len(known)} barres{NARROW}; la plus longue{FIXED}" if len(known) > 1 else f"Une barre{FIXED}"
        return f"{bars}: {top.label}, {top.text}{unknown}"
    if chart.kind == "months" and len(known) > 1:
        low = min(known, key=lambda row: row.n)
        head = f"{len(known)} colonnes{NARROW}; la plus haute{FIXED}: {top.label}, {top.text}"
        return f"{head}{NARROW}; la plus basse{FIXED}: {low.label}, {low.text}{unknown}"
    figures = ", ".join(f"{row.label} {row.share_text or row.text}" for row in chart.rows)
    return f"{chart.title}{FIXED}: {figures}"


MOST_PARTS = 4
_PNG = b"\x89PNG\r\n\x1a\n"


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG; anything else is a DocumentError."""
    if data.startswith(_PNG) and len(data) > 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    position = 2
    while data.startswith(b"\xff\xd8") and position + 9 < len(data):
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4], "big")
        # SOF0 to SOF15 carry the size; C4, C8 and CC in that range are tables.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[position + 7 : position + 9], "big"), int.from_bytes(
                data[position + 5 : position + 7], "big"
            )
        position += 2 + max(length, 2)
    raise DocumentError("L’image n’est ni un PNG ni un JPEG lisible.")
