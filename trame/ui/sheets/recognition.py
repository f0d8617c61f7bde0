"""What a file is, by its content and never by its name, so that a refusal says what to do with that very file."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"

SAVE_AS = "Ouvrez-le avec Excel ou LibreOffice, puis enregistrez-le au format « Classeur Excel (.xlsx) »."
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
OTHER_PARTS = (
    ("xl/workbook.bin", f"Ce fichier est un classeur Excel binaire (.xlsb), que Trame ne lit pas. {SAVE_AS}"),
    ("word/document.xml", "Ce fichier est un document Word, pas un tableur : choisissez le fichier .xlsx."),
    ("ppt/presentation.xml", "Ce fichier est un diaporama, pas un tableur : choisissez le fichier .xlsx."),
)
NOT_A_SHEET = "Ce fichier n’est pas un tableur Excel : choisissez le fichier .xlsx, tel qu’il a été téléchargé."


def refusal_of_content(content: bytes) -> str | None:
    """Why these bytes are no XLSX container, in French; None when they start like one."""
    if not content:
        return "Ce fichier est vide : téléchargez-le de nouveau, puis recommencez."
    if content.startswith(ZIP):
        return None
    if content.startswith(OLE):
        return _old_office(content)
    if content.startswith(PICTURES):
        return "Ce fichier est une image, pas un tableur : choisissez le fichier .xlsx."
    if content.startswith(b"%PDF"):
        return "Ce fichier est un PDF, pas un tableur : choisissez le fichier .xlsx."
    return _text_file(content[:4096])


def refusal_of_parts(names: set[str], mimetype: bytes) -> str | None:
    """Why a zip with these parts (names in lower case) and this `mimetype` part is no XLSX; None when it is one."""
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return f"Ce fichier est un document LibreOffice (.ods), que Trame ne lit pas encore. {SAVE_AS}"
    for part, sentence in OTHER_PARTS:
        if part in names:
            return sentence
    if not {"[content_types].xml", "xl/workbook.xml"} <= names:
        return "Ce fichier est une archive zip, pas un tableur : choisissez le fichier .xlsx, sans le compresser."
    return None


def _old_office(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "Ce classeur est protégé par un mot de passe. Ouvrez-le, retirez la protection, puis enregistrez-le."
    return f"Ce fichier est un document d’un ancien Office (.xls, .doc), que Trame ne lit pas. {SAVE_AS}"


def _text_file(start: bytes) -> str:
    head = start.decode("utf-8-sig", errors="ignore").lstrip().lower()
    if b"\x00" in start:
        return NOT_A_SHEET
    if head.startswith(("<!doctype html", "<html", "<table", "<head", "<body")):
        return f"Ce fichier est une page web renommée, pas un classeur. {SAVE_AS}"
    if head.startswith("<?xml") or head.startswith("<"):
        return f"Ce fichier est du XML, pas un classeur Excel. {SAVE_AS}"
    first_line = head.split("\n", 1)[0]
    if any(separator in first_line for separator in (";", ",", "\t")):
        return f"Ce fichier est un CSV : les codes et les dates peuvent y être abîmés. {SAVE_AS}"
    return NOT_A_SHEET
