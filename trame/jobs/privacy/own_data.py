"""« Mes données » of a professional: what each app knows of her, gathered in one ZIP of open formats."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from trame.jobs.models import Job
from trame.jobs.services import Progress, Result
from trame.people.models import User
from trame.ui.sheets import write_csv
from trame.ui.typography import date_long

KIND = "privacy.own_data"
README = """Vos données dans Trame, le {day}.

Chaque fichier .csv s’ouvre dans un tableur ; le fichier .json du même nom dit la même chose à un logiciel.

{parts}

Les personnes suivies n’y figurent que par leur pseudonyme : ce sont leurs données, pas les vôtres. Chacune peut
demander les siennes à la structure. Des structures que vous avez quittées, il y a la trace de votre travail,
sans le contenu. Vos notes y sont, pour les structures où vous accompagnez aujourd’hui : gardez ce fichier en lieu sûr.
"""


@dataclass(frozen=True)
class Part:
    """One file of the archive."""

    name: str
    content: bytes


Contribution = Callable[[User], Sequence[Part]]
_contributions: dict[str, Contribution] = {}


def register(label: str, contribute: Contribution) -> None:
    """Declare, in an app's ready(), what it knows of a professional; `label` says it in French, as « vos bilans »."""
    _contributions[label] = contribute


def labels() -> list[str]:
    return list(_contributions)


def structured(name: str, content: object) -> Part:
    """A JSON file, in UTF-8, to be read by people too."""
    text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return Part(f"{name}.json", text.encode())


def table(name: str, rows: Sequence[Mapping[str, Any]]) -> list[Part]:
    """The same rows as CSV and as JSON; the keys of the first one head the columns."""
    columns = list(rows[0]) if rows else []
    lines = [[_cell(row[column]) for column in columns] for row in rows]
    return [Part(f"{name}.csv", write_csv([columns, *lines])), structured(name, rows)]


def _cell(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def build_archive(job: Job, progress: Progress) -> Result:
    """The whole archive of the job's owner; nothing else chooses whose data they are."""
    parts: list[Part] = []
    for done, (label, contribute) in enumerate(_contributions.items()):
        progress.step(done, len(_contributions) + 1, f"Vos données : {label}…")
        parts += contribute(job.owner)
    progress.step(len(_contributions), len(_contributions) + 1, "Enregistrement…")
    said = "\n".join(f"- {label}" for label in _contributions)
    readme = README.format(day=date_long(timezone.localdate()), parts=said)
    made = zipped([Part("LISEZMOI.txt", readme.encode("utf-8-sig")), *parts])
    return Result(made, "mes-donnees.zip", "application/zip")


def zipped(parts: Sequence[Part]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(part.name, part.content)
    return file.getvalue()
