"""Documents kept as they are sent, once their content is what they claim and unfolds within limits.

They are never opened by Trame nor shown by a browser under its name: views send them as attachments.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass

from .refusal import FileRefused

MAX_PARTS = 2_000
MAX_INFLATED = 100 * 1024 * 1024
MAX_RATIO = 150
RATIO_MATTERS_FROM = 5 * 1024 * 1024
CHUNK = 1 << 16
CONTROLS = frozenset(map(chr, [*range(32), 127])) - set("\t\r\n")

OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
EXPECTED = "Choisissez un PDF, un texte (ODT, DOCX), un tableur (ODS, XLSX) ou un CSV."
DAMAGED = "Ce fichier est abîmé ou incomplet : ouvrez-le, enregistrez-le de nouveau, puis recommencez."
SUSPECT = "Ce fichier gonfle de façon anormale quand on l’ouvre : par prudence, Trame ne le garde pas."
PROTECTED = "Ce fichier est protégé par un mot de passe : retirez la protection, puis recommencez."
NESTED = "Ce fichier contient une archive ou un autre document : retirez-le, puis recommencez."
MACROS = "Ce fichier contient des macros : enregistrez-le sans elles, puis recommencez."


@dataclass(frozen=True)
class Document:
    """What a file is, by its content."""

    content_type: str
    extension: str


PDF = Document("application/pdf", "pdf")
CSV = Document("text/csv", "csv")
DOCX = Document(f"{OPEN_XML}.wordprocessingml.document", "docx")
XLSX = Document(f"{OPEN_XML}.spreadsheetml.sheet", "xlsx")
ODT = Document(f"{OPEN_DOCUMENT}.text", "odt")
ODS = Document(f"{OPEN_DOCUMENT}.spreadsheet", "ods")


def recognised(content: bytes) -> Document:
    """What these bytes are. Raises FileRefused with every problem found."""
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise FileRefused(DAMAGED)
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _container(content)
    if _is_csv(content):
        return CSV
    raise FileRefused("Ce fichier est vide." if not content else "Ce type de fichier n’est pas gardé.", EXPECTED)


def _container(content: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_list(archive)
            problems = _problems_of_parts(archive, len(content))
            found = _office(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        # RuntimeError: a version, a method or an encryption that zipfile does not know.
        raise FileRefused(DAMAGED) from error
    if found is None:
        problems = ["Ce fichier est une archive, pas un document.", EXPECTED, *problems]
    if found is None or problems:
        raise FileRefused(*problems)
    return found


def _check_list(archive: zipfile.ZipFile) -> None:
    """What the list of parts says, before inflating any; what it says may be false."""
    parts = archive.infolist()
    names = {part.filename.replace("\\", "/").lower() for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_INFLATED:
        raise FileRefused(SUSPECT)
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(PROTECTED)
    outside = any(name.startswith("/") or ".." in name.split("/") for name in names)
    if outside or len(names) != len(parts):  # twins: each reader would choose its own
        raise FileRefused(DAMAGED)


def _problems_of_parts(archive: zipfile.ZipFile, packed: int) -> list[str]:
    """Inflates every part once, counting what comes out and not what was announced."""
    inflated, problems = 0, set()
    for part in archive.infolist():
        if part.filename.lower().endswith("vbaproject.bin") or part.filename.lower().startswith("basic/"):
            problems.add(MACROS)
        with archive.open(part) as stream:
            start = True
            while chunk := stream.read(CHUNK):
                inflated += len(chunk)
                if inflated > MAX_INFLATED or (inflated > RATIO_MATTERS_FROM and inflated > MAX_RATIO * packed):
                    raise FileRefused(SUSPECT)
                if start and chunk.startswith(
                    (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
                ):
                    problems.add(NESTED)
                start = False
    return sorted(problems)


def _office(archive: zipfile.ZipFile) -> Document | None:
    names = set(archive.namelist())
    if "mimetype" in names and "content.xml" in names:
        said = archive.read("mimetype").strip().decode("ascii", errors="replace")
        return next((known for known in (ODT, ODS) if known.content_type == said), None)
    if "[Content_Types].xml" in names:
        return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None
    return None


def _is_csv(content: bytes) -> bool:
    """Text, with a separator on its first line, and nothing that a browser would take for a page."""
    if b"\x00" in content or not content.strip():
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # as older spreadsheets write it
    first_line = text.lstrip().partition("\n")[0]
    if text.lstrip().startswith(("<", "{", "[")) or any(sign in CONTROLS for sign in text):
        return False
    return any(separator in first_line for separator in ";,\t")
