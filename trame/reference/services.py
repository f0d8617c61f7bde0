"""Verbs of reference: bring the territories of France, and their contours, up to date."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction

from .contours import Degrees, drawn
from .decoupage import Decoupage
from .models import Commune, CommuneContour, Departement, Epci, FormerCommune, PostalCode, Region
from .outlines import Outline
from .planes import plane_of

BATCH = 5_000


@dataclass(frozen=True)
class Change:
    """What loading did to one table: rows afterwards; how many were written, removed, kept though gone."""

    label: str
    total: int
    written: int
    removed: int
    kept: int = 0

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


@transaction.atomic
def load_territories(*, source: Decoupage, report: Callable[[Change], None] = lambda change: None) -> list[Change]:
    """Make the tables say what `source` says; rows that already do are not written. `report` is told table by table.

    A commune that no longer exists hands what points at it (places, activities…) to its successor, then leaves; without
    a successor it is kept as long as something points at it.
    """
    changes: list[Change] = []

    def done(change: Change) -> None:
        changes.append(change)
        report(change)

    written = {
        model: _upsert(model, rows)
        for model, rows in (
            (Region, source.regions),
            (Departement, source.departements),
            (Epci, source.epcis),
            (Commune, source.communes),
            (FormerCommune, source.former_communes),
        )
    }
    # From the leaves up: what disappeared can only leave once nothing points at it.
    done(_remove_gone(FormerCommune, source.former_communes, written[FormerCommune]))
    done(_sync_postal_codes(source.postal_codes))
    done(_retire_communes(source.communes, written[Commune]))
    for model, rows in ((Epci, source.epcis), (Departement, source.departements), (Region, source.regions)):
        done(_remove_gone(model, rows, written[model]))
    return changes


def _upsert(model: type[models.Model], rows: Sequence[models.Model]) -> int:
    """Write the rows that are new or differ; returns how many."""
    fields = [field.attname for field in model._meta.concrete_fields]
    known = {values[0]: values for values in model._default_manager.values_list("pk", *fields[1:])}
    differing = [row for row in rows if known.get(row.pk) != tuple(getattr(row, name) for name in fields)]
    model._default_manager.bulk_create(
        differing,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=[field.name for field in model._meta.concrete_fields if not field.primary_key],
    )
    return len(differing)


def _gone(model: type[models.Model], rows: Iterable[models.Model]) -> list[Any]:
    return sorted(set(model._default_manager.values_list("pk", flat=True)) - {row.pk for row in rows})


def _remove_gone(model: type[models.Model], rows: Sequence[models.Model], written: int) -> Change:
    removed = kept = 0
    for pk in _gone(model, rows):
        if _delete(model._default_manager.filter(pk=pk)):
            removed += 1
        else:
            kept += 1
    return Change(str(model._meta.verbose_name_plural), len(rows) + kept, written, removed, kept)


def _delete(rows: models.QuerySet[Any]) -> bool:
    """Whether the rows could go; something that must stay still points at them otherwise."""
    try:
        with transaction.atomic():
            rows.delete()
    except models.ProtectedError:
        return False
    return True


def _sync_postal_codes(rows: Sequence[PostalCode]) -> Change:
    known = {(code, commune): pk for code, commune, pk in PostalCode.objects.values_list("code", "commune_id", "pk")}
    wanted = {(row.code, row.commune_id) for row in rows}
    new = [row for row in rows if (row.code, row.commune_id) not in known]
    gone = [pk for pair, pk in known.items() if pair not in wanted]
    PostalCode.objects.filter(pk__in=gone).delete()
    PostalCode.objects.bulk_create(new, batch_size=BATCH)
    return Change("codes postaux", len(rows), len(new), len(gone))


def _retire_communes(rows: Sequence[Commune], written: int) -> Change:
    gone = _gone(Commune, rows)
    successors = dict(FormerCommune.objects.filter(pk__in=gone).values_list("pk", "commune_id"))
    removed = kept = 0
    for code in gone:
        if code in successors:
            _hand_over(code, successors[code])
        if _delete(Commune.objects.filter(pk=code)):
            removed += 1
        else:
            kept += 1
    return Change("communes et arrondissements", len(rows) + kept, written, removed, kept)


def _hand_over(code: str, successor: str) -> None:
    """Point every foreign key of every app that names commune `code` at `successor`, where no unique key forbids it."""
    for relation in Commune._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        field = relation.field
        try:
            with transaction.atomic():
                field.model._base_manager.filter(**{field.name: code}).update(**{field.name: successor})
        except IntegrityError:
            continue  # such as two places of one name and address: the old commune is kept for the one left


@transaction.atomic
def load_contours(*, source: Mapping[str, list[Degrees]]) -> tuple[Change, list[str]]:
    """Replace every contour by those of `source` (rings in degrees by Insee code); the codes it has no contour for.

    A code that is no longer a commune's gives its rings to the commune it belongs to now, unless that one has its own.
    """
    communes = dict(Commune.objects.values_list("pk", "departement_id"))
    successors = dict(FormerCommune.objects.values_list("pk", "commune_id"))
    by_plane: defaultdict[str, defaultdict[str, list[Degrees]]] = defaultdict(lambda: defaultdict(list))
    for code, rings in source.items():
        if code in communes:
            by_plane[plane_of(communes[code])][code] += rings
    for code, rings in source.items():
        today = successors.get(code, "") if code not in communes else ""
        if today in communes and today not in source:
            by_plane[plane_of(communes[today])][today] += rings
    rows = [
        _contour(code, plane, outline)
        for plane, found in sorted(by_plane.items())
        for code, outline in drawn(found, plane)
    ]
    removed, _ = CommuneContour.objects.all().delete()
    CommuneContour.objects.bulk_create(rows, batch_size=BATCH)
    missing = sorted(communes.keys() - {row.commune_id for row in rows})
    return Change("contours", len(rows), len(rows), removed), missing


def _contour(code: str, plane: str, outline: Outline) -> CommuneContour:
    label_x, label_y = outline.label
    box = {"x_min": outline.x_min, "y_min": outline.y_min, "x_max": outline.x_max, "y_max": outline.y_max}
    return CommuneContour(commune_id=code, plane=plane, path=outline.path, label_x=label_x, label_y=label_y, **box)
