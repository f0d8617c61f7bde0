"""The form of a log line: never the content of a row, never a secret address."""

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from .secret_addresses import cut

# PostgreSQL says « DETAIL:  Failing row contains (12, Jeanne Le Goff, …) » in the message of its errors.
ROW_CONTENT = re.compile(
    r"^(DETAIL|CONTEXT|HINT):.*(?:\n(?!\s*(?:File |Traceback|The above|During )).*)*", re.MULTILINE
)


class NamelessFormatter(logging.Formatter):
    """A traceback keeps its files, lines and the first line of the database's message; what the row held is cut."""

    def format(self, record: logging.LogRecord) -> str:
        return cut(super().format(record))

    def formatException(self, ei: object) -> str:
        text = super().formatException(ei)  # type: ignore[arg-type]
        return ROW_CONTENT.sub(r"\1: (retiré)\n", text)


def cut_secrets_everywhere() -> None:
    """Cut the secret addresses in every record of this process, whatever writes it.

    gunicorn has loggers and formatters of its own, for its access log and its failures: a formatter of ours would
    not see them. Called once, when the apps are ready.
    """
    logging.setLogRecordFactory(_careful(logging.getLogRecordFactory()))


def _careful(make: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    def made(*args: Any, **named: Any) -> logging.LogRecord:
        record = make(*args, **named)
        with suppress(Exception):  # a message that cannot be formatted is for the handler to complain of
            said = record.getMessage()
            if (without := cut(said)) != said:
                record.msg, record.args = without, None
        return record

    return made
