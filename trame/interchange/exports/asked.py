"""What somebody asks for, against her rights of the moment: when she asks, when it is made, when it is fetched."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from trame.activity import access
from trame.activity.filters import label, parse
from trame.activity.filters.seen import Seen, see
from trame.activity.models.activity import ActivityQuerySet
from trame.activity.search import search
from trame.jobs.models import Job
from trame.jobs.services import JobRefused
from trame.people.current import structures_of
from trame.people.models import User
from trame.ui.sheets.streaming import LONG_FORMATS, LongFormat

NO_LONGER = "Vous n’avez plus accès à tout ce que ces filtres désignent : revenez à la liste, puis recommencez."


@dataclass(frozen=True)
class Asked:
    """The rows of a list, in a format. `notes_of`: the structures (ids) whose notes go in.

    `text`: a word looked for. It may be somebody's name, so it goes in no job.
    """

    seen: Seen
    format: LongFormat
    notes_of: frozenset[int] = frozenset()
    text: str = ""

    @property
    def by(self) -> User:
        return self.seen.reader

    @property
    def found(self) -> ActivityQuerySet:
        return search(self.seen.found, self.text, self.by) if self.text else self.seen.found

    @cached_property
    def number(self) -> int:
        return self.found.order_by().count()

    @property
    def chips(self) -> list[str]:
        """The filters in words, as the chips of the list say them."""
        filters = self.seen.filters
        return [label(filters, name, self.seen.known) for name in filters.chosen]

    def payload(self) -> dict[str, int | str]:
        """Codes and ids: what a job needs to ask again."""
        return {
            "query": self.seen.filters.query(),
            "format": self.format.code,
            "organisations": _written(self.seen.organisations),
            "notes_of": _written(self.notes_of),
        }


def ask(*, by: User, query: str, format_: str, with_notes: bool = False, text: str = "") -> Asked:
    """The rows that the address of a list (« ?nature=collectif ») shows her. KeyError: no such format.

    What she may not use of it is left aside, as on the list.
    """
    chosen = LONG_FORMATS[format_]
    seen = see(by, parse(QueryDict(query.removeprefix("?")))[0])
    read = access.organisations_with_names(by) if with_notes else set()
    return Asked(seen, chosen, frozenset(read.intersection(seen.organisations)), text)


def ask_again(job: Job) -> Asked:
    """The same as when the job was asked for. JobRefused: a right was lost, the file would say something else."""
    payload = job.payload
    asked = ask(by=job.owner, query=payload["query"], format_=payload["format"], with_notes=bool(payload["notes_of"]))
    if asked.payload() != payload:
        raise JobRefused(NO_LONGER)
    return asked


def still_open(job: Job) -> bool:
    """Whether its owner works today in every structure of the file, and mediates where its notes come from."""
    own = {one.pk for one in structures_of(job.owner)}
    read = access.organisations_with_names(job.owner)
    return _ids(job.payload["organisations"]) <= own and _ids(job.payload["notes_of"]) <= read


def _written(ids: "list[int] | frozenset[int]") -> str:
    return " ".join(map(str, sorted(ids)))


def _ids(written: str) -> set[int]:
    return {int(one) for one in written.split()}
