"""Inspection of an XLSX container before anything reads it: every part is inflated and parsed once, within limits.

The library that reads cells builds a dense grid and copies each shared text into each cell. A few kilobytes can so ask
for terabytes (one cell at XFD1048576; one long text cited a million times): both are measured here first.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from xml.parsers import expat

from . import recognition
from .refusal import SheetRefused

MAX_BYTES = 10 * 1024 * 1024
MAX_INFLATED = 100 * 1024 * 1024
MAX_RATIO = 150
RATIO_MATTERS_FROM = 5 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS = 100_000
MAX_COLUMNS = 100
MAX_GRID = 2_000_000
MAX_ELEMENTS = 6_000_000
MAX_CELL_TEXT = 200_000_000
CHUNK = 1 << 16

DAMAGED = "Ce fichier est abîmé ou incomplet : téléchargez-le de nouveau, puis recommencez."
SUSPECT = "Ce fichier gonfle de façon anormale quand on l’ouvre : par prudence, Trame ne le lit pas."
PROTECTED = "Ce fichier est protégé par un mot de passe. Ouvrez-le, retirez la protection, puis enregistrez-le."
TOO_WIDE = "Ce tableau dépasse 100 000 lignes, 100 colonnes ou 2 millions de cases : coupez-le en plusieurs fichiers."

MAX_SHOWN = 10_000  # of a formula that stands in a cell
CELL_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass
class Findings:
    """`unread`: (row, column), from 1 → what stands in a cell without a value: « =A1+1 », whose result is not kept in
    the file, or the error « #N/A »."""

    elements: int = 0
    unread: dict[tuple[int, int], str] = field(default_factory=dict)
    shared_lengths: list[int] = field(default_factory=list)
    shared_uses: Counter[int] = field(default_factory=Counter)

    @property
    def cell_text(self) -> int:
        lengths = self.shared_lengths
        return sum(n * lengths[i] for i, n in self.shared_uses.items() if 0 <= i < len(lengths))


def inspect(content: bytes) -> Findings:
    """Measure a spreadsheet without trusting anything it declares. Raises SheetRefused."""
    if len(content) > MAX_BYTES:
        raise SheetRefused("Ce fichier dépasse 10 Mo : exportez une période plus courte, en plusieurs fichiers.")
    if sentence := recognition.refusal_of_content(content):
        raise SheetRefused(sentence)
    findings = Findings()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_list(archive)
            _read_parts(archive, len(content), findings)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise SheetRefused(DAMAGED) from error
    except RuntimeError as error:  # zipfile's way of asking for a password
        raise SheetRefused(PROTECTED) from error
    if findings.cell_text > MAX_CELL_TEXT:
        raise SheetRefused(SUSPECT)
    return findings


def _check_list(archive: zipfile.ZipFile) -> None:
    """What the list of parts says, before inflating any."""
    parts = archive.infolist()
    names = {part.filename.replace("\\", "/").lower() for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_INFLATED:
        raise SheetRefused(SUSPECT)
    if len(names) != len(parts):  # twins: what is inspected here might not be what is read afterwards
        raise SheetRefused(DAMAGED)
    if any(part.flag_bits & 1 for part in parts):
        raise SheetRefused(PROTECTED)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise SheetRefused(DAMAGED)
    if sentence := recognition.refusal_of_parts(names, _mimetype(archive)):
        raise SheetRefused(sentence)


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    if "mimetype" not in archive.namelist():
        return b""
    with archive.open("mimetype") as stream:
        return stream.read(100)


def _read_parts(archive: zipfile.ZipFile, packed: int, findings: Findings) -> None:
    inflated = 0
    for part in archive.infolist():
        parser: _PartParser | None = None
        with archive.open(part) as stream:
            first = True
            while chunk := stream.read(CHUNK):
                inflated += len(chunk)
                if inflated > MAX_INFLATED or (inflated > RATIO_MATTERS_FROM and inflated > MAX_RATIO * packed):
                    raise SheetRefused(SUSPECT)
                if first and _looks_like_xml(chunk):
                    parser = _PartParser(findings)
                first = False
                if parser:
                    parser.feed(chunk)
        if parser:
            parser.close()


def _looks_like_xml(start: bytes) -> bool:
    return start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or start[:2] in (b"\xff\xfe", b"\xfe\xff")


class _PartParser:
    """Walks one XML part: refuses DOCTYPE, counts rows, columns and text, and notes formulas without result."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.row = self.column = self.last_row = self.last_column = 0
        self.in_grid = self.in_cell = self.in_texts = self.in_value = self.in_formula = False
        self.kind = ""
        self.cited: list[str] | None = None
        self.expat = expat.ParserCreate()
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.CharacterDataHandler = self._text
        self.expat.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes, last: bool = False) -> None:
        try:
            self.expat.Parse(chunk, last)
        except expat.ExpatError as error:
            raise SheetRefused(DAMAGED) from error

    def close(self) -> None:
        self.feed(b"", last=True)
        self._count_citation()

    def _doctype(self, *_: object) -> None:
        raise SheetRefused(
            "Ce fichier contient une déclaration interdite (DOCTYPE) : par prudence, Trame ne le lit pas."
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.cited is not None:
            self._count_citation()
        self.in_value = False
        self.findings.elements += 1
        if self.findings.elements > MAX_ELEMENTS:
            raise SheetRefused(SUSPECT)
        name = tag.rpartition(":")[2]
        if name == "sheetData":
            self.in_grid = True
        elif name == "sst":
            self.in_texts = True
        elif self.in_texts:
            if name == "si":
                self.findings.shared_lengths.append(0)
        elif self.in_grid:
            self._start_in_grid(name, attributes)

    def _start_in_grid(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            reference = attributes.get("r")
            self._move(int(reference) if reference and len(reference) <= 7 else self.row + 1, 0)
        elif not self.in_cell:
            return
        elif name == "f":
            self.in_formula = True
            self.findings.unread[self.row, self.column] = "="
        elif name == "v":
            self.in_value, self.in_formula = True, False
            if self.kind == "e":
                self.findings.unread[self.row, self.column] = ""
            self.cited = [] if self.kind == "s" else None
            if self.kind == "str":  # a formula whose result is the empty text
                self.findings.unread.pop((self.row, self.column), None)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.in_cell, self.in_formula, self.kind = True, False, attributes.get("t", "")
        if (reference := attributes.get("r")) is None:
            self._move(self.row, self.column + 1)
        elif match := CELL_REFERENCE.fullmatch(reference):
            self._move(int(match[2]), _column_number(match[1]))
        else:
            raise SheetRefused(DAMAGED)

    def _move(self, row: int, column: int) -> None:
        self.row, self.column = row, column
        if row > self.last_row or column > self.last_column:
            self.last_row, self.last_column = max(row, self.last_row), max(column, self.last_column)
            if (
                self.last_row > MAX_ROWS
                or self.last_column > MAX_COLUMNS
                or self.last_row * self.last_column > MAX_GRID
            ):
                raise SheetRefused(TOO_WIDE)

    def _text(self, data: str) -> None:
        place = self.row, self.column
        if self.in_formula or (self.in_value and self.kind == "e"):
            self.findings.unread[place] = (self.findings.unread[place] + data)[:MAX_SHOWN]
        elif self.in_value:
            self.findings.unread.pop(place, None)
        if self.cited is not None:
            self.cited.append(data)
        elif self.in_texts and self.findings.shared_lengths:
            self.findings.shared_lengths[-1] += len(data)

    def _count_citation(self) -> None:
        if self.cited is not None:
            number = "".join(self.cited).strip()
            self.cited = None
            if number.isdecimal() and len(number) <= 9:
                self.findings.shared_uses[int(number)] += 1


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
