"""Positionnements: the tools that say somebody's level, ours and others', each kept as it speaks.

Nothing converts one scale into another, nor a version into the next: two readings are set side by side only when both
have the same scale and the same version. A word that changes is a new version; an old one stays readable.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trame.reference.search import search_key

from .models import LevelReading
from .typed import Mistyped

OWN, OTHER = "trame_8_taches", "autre"
STEPS = ("Je ne sais pas", "Avec quelqu’un", "Presque seul·e", "Seul·e")
MAX_LINES = 20
MAX_WORD, MAX_VALUE = 60, 100


@dataclass(frozen=True)
class Scale:
    """`items`: {code: everyday task}, each read from 0 to 3 in the words of STEPS; none for a tool of others."""

    code: str
    label: str
    version: str
    sentence: str
    items: Mapping[str, str]


_TASKS = {
    "allumer": "Allumer l’appareil, régler le son et l’écran, le recharger",
    "chercher": "Trouver une information sur internet et voir d’où elle vient",
    "ecrire": "Lire un courriel, y répondre, joindre un document",
    "ranger": "Prendre une photo ou un document, l’enregistrer, le retrouver",
    "compte": "Ouvrir un compte en ligne et retrouver son mot de passe",
    "demarche": "Faire une démarche en ligne jusqu’à la dernière page",
    "proches": "Donner des nouvelles à ses proches, appeler avec l’image",
    "prudence": "Reconnaître un message piégé et savoir quoi en faire",
}
SCALES = {
    scale.code: scale
    for scale in (
        Scale(
            OWN, "Huit tâches de tous les jours", "1", "Huit gestes, quatre réponses : cinq minutes ensemble.", _TASKS
        ),
        Scale("pix", "Pix", "", "Le score et les domaines, tels que Pix les donne.", {}),
        Scale("abc_diag", "ABC Diag", "", "Le résultat, tel que l’outil le donne.", {}),
        Scale("bons_clics", "Les Bons Clics", "", "Le résultat, tel que l’outil le donne.", {}),
        Scale(OTHER, "Un autre outil", "", "Son nom, sa version, ce qu’il dit.", {}),
    )
}


def scale_label(code: str) -> str:
    """« Pix » for its code; the name of another tool as it was typed."""
    return SCALES[code].label if code in SCALES else code


def tool_named(typed: str) -> str:
    """The name of another tool, as typed. Raises Mistyped when it is one of those that have their own form."""
    name = " ".join(typed.split())
    twins = [s for s in SCALES.values() if search_key(name) in (search_key(s.label), search_key(s.code))]
    if twins:
        raise Mistyped(f"« {twins[0].label} » est dans la liste : choisissez-le plutôt.")
    return name


def read_lines(typed: str) -> dict[str, str]:
    """« Domaine : valeur », one a line → {domain: value}, in order, nothing computed. Raises Mistyped.

    >>> read_lines("Protéger : 2\\nCréer du contenu : niveau 3")
    {'Protéger': '2', 'Créer du contenu': 'niveau 3'}
    """
    found: dict[str, str] = {}
    for raw in typed.splitlines():
        if not (line := " ".join(raw.split())):
            continue
        domain, sign, value = (part.strip() for part in line.rpartition(":"))
        if not sign or not domain or not value:
            raise Mistyped(f"« {line[:40]} » ne se lit pas : écrivez le domaine, deux points, puis sa valeur.")
        if len(domain) > MAX_WORD or len(value) > MAX_VALUE:
            raise Mistyped(f"« {line[:40]}… » est trop long : 60 signes pour le domaine, 100 pour la valeur.")
        if domain in found:
            raise Mistyped(f"« {domain} » est écrit deux fois : gardez une seule ligne.")
        found[domain] = value
    if len(found) > MAX_LINES:
        raise Mistyped(f"{len(found)} lignes : gardez-en {MAX_LINES} au plus.")
    return found


def said(reading: LevelReading) -> list[tuple[str, str]]:
    """(item, what was read) in words: the tasks of our own scale, the domains of another's."""
    items = SCALES[OWN].items if reading.scale == OWN else {}
    if not items:
        # The database does not keep the order of the lines: they are read by name.
        return [(str(domain), str(value)) for domain, value in sorted(reading.detail.items())]
    return [(label, _step(reading.detail.get(code))) for code, label in items.items() if code in reading.detail]


def _step(value: object) -> str:
    return STEPS[value] if isinstance(value, int) and 0 <= value < len(STEPS) else str(value)


@dataclass(frozen=True)
class Change:
    """One item in the first and in the last reading, in words; `trend` is « + », « = », « - », or "" (not compared)."""

    label: str
    before: str
    after: str
    trend: str = ""
    steps: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class BeforeAfter:
    """The first and the last reading of one scale and version."""

    first: LevelReading
    last: LevelReading
    changes: list[Change]

    @property
    def label(self) -> str:
        return scale_label(self.first.scale)

    @property
    def compared(self) -> bool:
        """Only our own scale is: its steps are ours to order."""
        return self.first.scale == OWN

    @property
    def up(self) -> int:
        return self._number("+")

    @property
    def same(self) -> int:
        return self._number("=")

    @property
    def down(self) -> int:
        return self._number("-")

    @property
    def unknown(self) -> int:
        return self._number("")

    def _number(self, trend: str) -> int:
        return sum(change.trend == trend for change in self.changes)


def before_after(readings: Iterable[LevelReading]) -> list[BeforeAfter]:
    """For each scale and version read at least twice, the first beside the last; readings come in order of date."""
    by_scale: dict[tuple[str, str], list[LevelReading]] = {}
    for reading in readings:
        by_scale.setdefault((reading.scale, reading.scale_version), []).append(reading)
    pairs = [(group[0], group[-1]) for group in by_scale.values() if len(group) > 1]
    return [BeforeAfter(first, last, _changes(first, last)) for first, last in pairs]


def _changes(first: LevelReading, last: LevelReading) -> list[Change]:
    if first.scale != OWN:
        # What another tool says is text: two texts are set side by side, never measured.
        before, after = dict(said(first)), dict(said(last))
        labels = list(dict.fromkeys([*before, *after]))
        rows = [Change(label, before.get(label, ""), after.get(label, "")) for label in labels]
        return [Change("Résultat", first.result, last.result), *rows] if first.result or last.result else rows
    return [_change(first, last, code, label) for code, label in SCALES[OWN].items.items()]


def _change(first: LevelReading, last: LevelReading, code: str, label: str) -> Change:
    was, now = first.detail.get(code), last.detail.get(code)
    if not isinstance(was, int) or not isinstance(now, int):
        return Change(label, _step(was) if was is not None else "", _step(now) if now is not None else "")
    trend = "+" if now > was else "-" if now < was else "="
    return Change(label, _step(was), _step(now), trend, (was, now))
