"""The sample document in every format, made once per process."""

import pytest

from tests.ui.documents.sample import DOCUMENT
from trame.ui import documents


@pytest.fixture(scope="session")
def docx() -> bytes:
    return documents.to_docx(DOCUMENT)


@pytest.fixture(scope="session")
def odt() -> bytes:
    return documents.to_odt(DOCUMENT)


@pytest.fixture(scope="session")
def pdf() -> bytes:
    return documents.to_pdf(DOCUMENT)


@pytest.fixture(scope="session")
def html() -> str:
    return documents.to_html(DOCUMENT)
