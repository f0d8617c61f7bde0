"""docs/security.md says nothing that is not there: every chapter of the standard, every test it names."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text()
CHAPTERS = [f"V{number}" for number in range(1, 18)]


def rows() -> dict[str, list[str]]:
    """Chapter → its cells: title, what is done, what shows it, what is not done."""
    lines = [line for line in PAGE.splitlines() if re.match(r"^\| V\d+ ", line)]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].split()[0]: row for row in cells}


def test_every_chapter_of_the_standard_has_its_row() -> None:
    assert list(rows()) == CHAPTERS
    assert all(len(row) == 4 and all(row) for row in rows().values())


def test_every_file_named_exists() -> None:
    named = set(re.findall(r"`((?:tests|trame|docs|bench)/[\w./-]+)`", PAGE))
    assert len(named) > 30
    assert {name for name in named if not (ROOT / name).exists()} == set()
