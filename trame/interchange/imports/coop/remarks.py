"""What is said about the cells of La Coop's table, in the order of its rows."""

from trame.interchange.imports.plan import Plan, Problem
from trame.ui.sheets import Cell

from .cells import as_text
from .mapping import COLUMNS

# Enough to recognise a cell without repeating a whole note.
SHOWN_SIGNS = 100


class Remarks:
    """Writes problems in a plan, under the titles and the row numbers that the person sees in her spreadsheet."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def error(self, row: int, field: str, value: Cell, message: str) -> None:
        self._plan.errors.append(_problem(row, field, value, message))

    def warning(self, row: int, field: str, value: Cell, message: str) -> None:
        self._plan.warnings.append(_problem(row, field, value, message))

    def about_file(self, column: str, value: str, message: str) -> None:
        self._plan.warnings.append(Problem(None, column, value, message))

    @property
    def errors(self) -> int:
        return len(self._plan.errors)

    def sort(self) -> None:
        for problems in (self._plan.errors, self._plan.warnings):
            problems.sort(key=lambda problem: problem.row or 0)


def _problem(row: int, field: str, value: Cell, message: str) -> Problem:
    text = as_text(value)
    shown = text if len(text) <= SHOWN_SIGNS else f"{text[:SHOWN_SIGNS]}…"
    return Problem(row, COLUMNS[field].title if field else "", shown, message)
