"""The form of a log line: never the content of a row."""

import logging
import re

# PostgreSQL says « DETAIL:  Failing row contains (12, Jeanne Le Goff, …) » in the message of its errors.
ROW_CONTENT = re.compile(
    r"^(DETAIL|CONTEXT|HINT):.*(?:\n(?!\s*(?:File |Traceback|The above|During )).*)*", re.MULTILINE
)


class NamelessFormatter(logging.Formatter):
    """A traceback keeps its files, lines and the first line of the database's message; what the row held is cut."""

    def formatException(self, ei: object) -> str:
        text = super().formatException(ei)  # type: ignore[arg-type]
        return ROW_CONTENT.sub(r"\1: (retiré)\n", text)
