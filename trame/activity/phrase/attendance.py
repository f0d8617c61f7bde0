"""How many people all the groups named make, and what is counted of them."""

import itertools
from dataclasses import dataclass, field

from trame.reference.nomenclatures import Kind
from trame.ui.typography import joined, number, plural

from ..models.counters import MAX_PARTICIPANTS
from ..words import counted
from .people import AXES, Group
from .reading import Reading
from .understood import Span, Understood
from .words import listed

NAMED_BY_NUMBER = listed("vers numero version windows niveau module atelier seance cm ce rdv no")
HOW_MANY = "Combien de personnes en tout ? Le total reste à dire."


@dataclass
class Attendance:
    """`total` is None when it was not said, or not clearly. `counters`: {counter field: number}."""

    total: int | None = None
    counters: dict[str, int] = field(default_factory=dict)
    several: bool = False
    unclear: bool = False
    uncounted: bool = False  # a number is left, that may count people

    def forget(self) -> None:
        self.total, self.counters = None, {}


def settle(reading: Reading) -> Attendance:
    found = Attendance(several=reading.many or bool(reading.saying("several")))
    _set_children_aside(reading)
    spans = [(span, _group(span)) for span in reading.saying("group")]
    wholes = [(span, group) for span, group in spans if group.total and not group.within and not group.sole]
    if len({group.number for _, group in wholes}) > 1:
        _forget(reading, spans, f"Plusieurs nombres de personnes : {_numbers(wholes)}. Gardez celui qui vaut.")
        found.unclear = True
        return found
    described = [(span, group) for span, group in spans if not group.within]
    spans = _without_bystanders(reading, spans)
    described = [(span, group) for span, group in spans if not group.within]
    if wholes:
        found.total = wholes[0][1].number
        _sole_beside(reading, spans, found)
        spans = [(span, group) for span, group in spans if span in reading.saying("group")]
    elif described:
        found.total = _sum(reading, described)
        if found.total is None:
            reading.explain(HOW_MANY)
            found.several = True
    elif spans:
        reading.explain(HOW_MANY)
        found.several = True
    _count(reading, spans, found)
    return found


def _without_bystanders(reading: Reading, spans: list[tuple[Span, Group]]) -> list[tuple[Span, Group]]:
    """« atelier de 6 personnes, Mme Le Goff »: somebody named beside a group is already in it."""
    groups = [(span, group) for span, group in spans if not group.sole]
    if not groups or len(groups) == len(spans) or _joined(reading, spans):
        return spans
    for span, group in spans:
        if group.sole and group.axes:
            reading.release(span)
    return [(span, group) for span, group in spans if not (group.sole and group.axes)]


def _set_children_aside(reading: Reading) -> None:
    """« une femme, 2 enfants »: hers, perhaps, who did not come."""
    spans = [(span, _group(span)) for span in reading.saying("group")]
    if not any(group.sole and group.axes for _, group in spans):
        return
    for span, group in spans:
        if not group.sole and any(reading.stem(at) == "enfant" for at in range(span.start, span.end)):
            reading.release(span, f"« {span.words} » : s’ils ont pris part, comptez-les avec l’adulte.")


def explain_numbers(reading: Reading, found: Attendance) -> None:
    """Numbers that count nothing known: « 6 » alone, « 8 inscrits », « deux cousines »."""
    for span in reading.saying("registered"):
        reading.release(span, "" if found.total else f"« {span.words} » : dites combien de personnes sont venues.")
        found.several = True
    for place in reading.free():
        number_there = reading.number(place)
        if number_there is None or number_there.article or not 2 <= number_there.value <= MAX_PARTICIPANTS:
            continue
        glued = reading.words[place].tight and place > 0
        named = reading.key(place - 1) in NAMED_BY_NUMBER or reading.key(place) == "neuf"
        if named or glued or "°" in reading.words[place].before or found.total is not None:
            continue
        found.uncounted = True
        said = reading.quoted(place, number_there.end)
        reading.explain(
            f"{said} : si ce sont des personnes, écrivez « {reading.said(place, number_there.end)} personnes »."
        )


def _group(span: Span) -> Group:
    group = dict(span.says)["group"]
    assert isinstance(group, Group)  # noqa: S101 (what `people` takes)
    return group


def _numbers(groups: list[tuple[Span, Group]]) -> str:
    return joined(list(dict.fromkeys(number(group.number) for _, group in groups)))


def _forget(reading: Reading, spans: list[tuple[Span, Group]], problem: str) -> None:
    for span, _ in spans:
        reading.release(span, problem)


def _sole_beside(reading: Reading, spans: list[tuple[Span, Group]], found: Attendance) -> None:
    """« atelier d’une personne pour 5 »: one, or five?"""
    soles = [
        span for span, group in spans if group.sole and group.total and "gender" not in group.axes and not group.axes
    ]
    if soles and found.total and found.total > 1:
        _forget(reading, spans, f"Une personne, ou {number(found.total)} ? Gardez le nombre qui vaut.")
        found.forget()
        found.unclear = True


def _sum(reading: Reading, groups: list[tuple[Span, Group]]) -> int | None:
    """The people of groups that do not overlap; None when they may."""
    soles = [group for _, group in groups if group.sole]
    if len(soles) == len(groups):
        return _persons(reading, groups)
    counted_groups = [group for _, group in groups if set(group.axes) != {"venue"}]
    if not counted_groups:
        both = {group.axes["venue"] for _, group in groups}
        return sum(group.number for _, group in groups) if len(both) == 2 else None
    shapes = [frozenset(group.axes) - {"venue"} for group in counted_groups]
    apart = all(shape == shapes[0] for shape in shapes) or _joined(reading, groups)
    values = [tuple(sorted(group.axes.items())) for group in counted_groups]
    if not apart and len(shapes) > 1:
        # « 6 collégiens, 2 filles, 4 garçons »: the same people, told twice.
        sums = {sum(g.number for g, s in zip(counted_groups, shapes, strict=True) if s == shape) for shape in shapes}
        return sums.pop() if len(sums) == 1 and all(len(shape) == 1 for shape in shapes) else None
    if len(set(values)) < len(values) and shapes[0]:
        return None
    return sum(group.number for group in counted_groups)


def _joined(reading: Reading, groups: list[tuple[Span, Group]]) -> bool:
    """« 5 retraités et 3 jeunes », « 2 adultes + 3 enfants »: linked by « et » or « + », they add up."""
    spans = [span for span, _ in groups]
    for before, after in itertools.pairwise(spans):
        between = reading.phrase[reading.words[before.end - 1].end : reading.words[after.start].start].strip()
        keys = {reading.key(at) for at in range(before.end, after.start)}
        if not ("+" in between or "&" in between or keys & {"et"}) or len(keys) > 2:
            return False
    return True


def _persons(reading: Reading, groups: list[tuple[Span, Group]]) -> int | None:
    """One person described twice (« une dame, retraitée »), or two people (« une dame et un monsieur »)."""
    if len(groups) == 1:
        return 1
    genders = {group.axes["gender"] for _, group in groups if "gender" in group.axes}
    if len(genders) > 1:
        return len(groups) if _joined(reading, groups) else None
    articled = [span for span, group in groups if group.total]
    return len(groups) if len(articled) == len(groups) and _joined(reading, groups) else 1


def _count(reading: Reading, spans: list[tuple[Span, Group]], found: Attendance) -> None:
    one = found.total == 1
    for _, group in spans:
        for axis, code in group.axes.items():
            name = counter(axis, code)
            known = found.counters.get(name, 0)
            found.counters[name] = 1 if one else known + group.number
    _drop_overflowing(reading, spans, found)
    for span in reading.saying("everybody"):
        _of_all(reading, span, found)


def _of_all(reading: Reading, span: Span, found: Attendance) -> None:
    said = dict(span.says)["everybody"]
    if found.total is None or not isinstance(said, tuple):
        reading.release(span, HOW_MANY)
        return
    for axis, code in said:
        found.counters.setdefault(counter(str(axis), str(code)), found.total)


def counter(axis: str, code: str) -> str:
    """The counter field of an axis: « anonymous_new », « anonymous_gender_feminin »."""
    return f"anonymous_{code}" if axis == "venue" else f"anonymous_{axis}_{code}"


def _drop_overflowing(reading: Reading, spans: list[tuple[Span, Group]], found: Attendance) -> None:
    """« 6 pers dont 8 femmes »: neither is kept."""
    if found.total is None:
        return
    for axis in AXES:
        names = {name: n for name, n in found.counters.items() if name.startswith(_prefix(axis)) and _is_of(axis, name)}
        if sum(names.values()) > found.total:
            said = f"{counted(names)} : c’est trop pour {plural(found.total, 'participant')}. Gardez ce qui vaut."
            _forget(reading, spans, said)
            found.forget()
            found.several = True
            return


def _prefix(axis: str) -> str:
    return "anonymous_" if axis == "venue" else f"anonymous_{axis}_"


def _is_of(axis: str, name: str) -> bool:
    return axis != "venue" or name in ("anonymous_new", "anonymous_known")


# --- The one person ------------------------------------------------------------------------------------------------


def describe(reading: Reading, found: Attendance, kind: str) -> None:
    """What is said without a noun (« 74 ans », « première fois », « retraitée ») is said of the one person."""
    said = {"age": "age_said", "venue": "venue_said", "status": "status_said"}
    for axis, name in said.items():
        values = reading.values(name)
        if not values:
            continue
        if kind == Kind.INDIVIDUEL and len(values) == 1 and not _already(found, axis):
            found.counters[counter(axis, str(values[0]))] = 1
        elif kind == Kind.INDIVIDUEL and {counter(axis, str(value)) for value in values} <= set(found.counters):
            continue
        else:
            why = "se dit avec le nombre de personnes : « 3 nouveaux », « 2 de plus de 70 ans »."
            for span in reading.saying(name):
                reading.release(
                    span,
                    f"« {span.words} » {why}" if kind == Kind.COLLECTIF else f"« {span.words} » : gardez ce qui vaut.",
                )


def _already(found: Attendance, axis: str) -> bool:
    return any(name.startswith(_prefix(axis)) and _is_of(axis, name) for name in found.counters)


def write(found: Attendance, kind: str, understood: Understood) -> None:
    understood.counters = {name: number for name, number in sorted(found.counters.items()) if number}
    understood.anonymous_total = found.total
    if kind == Kind.INDIVIDUEL and not found.unclear:
        understood.anonymous_total = 1
