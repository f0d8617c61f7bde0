"""The files that can be asked, by their extension: what each is for, and who makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trame.ui import documents
from trame.ui.documents import pictures
from trame.ui.sheets import ods, package, xlsx
from trame.ui.slides import MIME_TYPE as PPTX
from trame.ui.slides import to_pptx

from .bundle import package_of
from .deck import deck_of
from .document import document_of
from .drawn import chart_of
from .findings import base_of, titled
from .gathered import Block, Gathered
from .workbook import book_of


@dataclass(frozen=True)
class Format:
    """`sentence` says, on the page, what the file is good for."""

    label: str
    sentence: str
    mime_type: str
    make: Callable[[Gathered], bytes]


FORMATS = {
    "xlsx": Format(
        "Classeur Excel",
        "Une feuille par partie de la page, les nombres pour calculer, des graphiques Excel et les définitions.",
        xlsx.MIME_TYPE,
        lambda gathered: xlsx.to_xlsx(book_of(gathered)),
    ),
    "ods": Format(
        "Classeur LibreOffice",
        "Les mêmes feuilles et les mêmes nombres, pour LibreOffice ; sans les graphiques.",
        ods.MIME_TYPE,
        lambda gathered: ods.to_ods(book_of(gathered)),
    ),
    "pptx": Format(
        "Diaporama",
        "Un message par diapositive, avec un graphique modifiable : pour une réunion ou un conseil municipal.",
        PPTX,
        lambda gathered: to_pptx(deck_of(gathered)),
    ),
    "pdf": Format(
        "Document PDF",
        "Tous les graphiques, leurs tableaux et leurs définitions, en A4 accessible : pour lire, imprimer, envoyer.",
        documents.MIME_TYPES["pdf"],
        lambda gathered: documents.to_pdf(document_of(gathered)),
    ),
    "zip": Format(
        "Données ouvertes",
        "Un fichier CSV par graphique, et la description de chaque colonne : pour un portail ou une autre application.",
        package.MIME_TYPE,
        lambda gathered: package.to_zip(package_of(gathered)),
    ),
}
PICTURES: dict[str, Callable[..., bytes]] = {"png": pictures.to_png, "svg": pictures.to_svg}


def filename(gathered: Gathered, extension: str, subject: str = "statistiques") -> str:
    """ASCII, with the period: « statistiques_2025-01-01_2025-12-31.xlsx »."""
    return f"{subject}_{gathered.start}_{gathered.end}.{extension}"


def picture(block: Block, gathered: Gathered, extension: str) -> bytes:
    """One chart, titled by its finding."""
    return PICTURES[extension](chart_of(block, titled(block), base_of(block)), source=gathered.source)
