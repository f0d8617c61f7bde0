"""Random worlds: what three mediators of two structures may have recorded, as plain data that hypothesis draws."""

import dataclasses
import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from trame.activity.entry import ActivityEntry, CoordinationSaid, PartnerSaid, ProcedureSaid

NAVETTE, PORT = "navette", "port"
MEDIATORS = {"awa": NAVETTE, "gwen": NAVETTE, "chloe": PORT}
PLACES = {"library": (NAVETTE, "56178"), "hall": (NAVETTE, "29232"), "quay": (PORT, "29046")}
TAGS = ("Noël", "Fibre")


@dataclass(frozen=True)
class Person:
    """Somebody followed; `index` is her rank in PEOPLE."""

    index: int
    structure: str
    gender: str = ""
    birth_year: int | None = None
    age_band: str = ""
    status: str = ""
    residence: str = ""


PEOPLE = (
    Person(0, NAVETTE, "feminin", 2000, status="en_emploi", residence="56178"),
    Person(1, NAVETTE, "masculin", age_band="soixante_dix_plus", residence="29232"),
    Person(2, NAVETTE, birth_year=1955, status="retraite"),
    Person(3, NAVETTE),
    Person(4, PORT, "feminin", 2007, status="scolarise"),
    Person(5, PORT, "masculin", residence="56178"),
)


@dataclass(frozen=True)
class Record:
    """One record as its author says it. `seen`: ranks in PEOPLE, with the age band that each declared that day."""

    entry: ActivityEntry
    by: str
    place: str = ""
    seen: tuple[tuple[int, str], ...] = ()
    deleted: bool = False

    @property
    def structure(self) -> str:
        return MEDIATORS[self.by]

    @property
    def commune(self) -> str:
        return PLACES[self.place][1] if self.place else self.entry.commune_code or ""


World = tuple[Record, ...]


def one_of(*codes: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *codes])


def some_of(*codes: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes), unique=True).map(tuple)


DAYS = st.dates(dt.date(2024, 11, 15), dt.date(2025, 5, 15))
TIMES = st.sampled_from([None, 0, 5, 90])
DURATIONS = st.sampled_from([1, 29, 30, 59, 60, 119, 120, 400])
TOPICS = ("email", "sante", "logement", "aide_aux_demarches_administratives")
BANDS = ("moins_de_douze", "quarante_cinquante_neuf")
COUNTERS = (
    ("anonymous_new", "anonymous_known"),
    ("anonymous_gender_feminin", "anonymous_gender_masculin"),
    ("anonymous_age_dix_huit_vingt_quatre", "anonymous_age_soixante_dix_plus"),
    ("anonymous_status_retraite", "anonymous_status_sans_emploi"),
)
PROCEDURE = st.builds(
    ProcedureSaid, domain=one_of("logement"), operator=st.sampled_from(["caf", "autre"]),
    manner=one_of("avec", "a_la_place"), mandate=one_of("ecrit", "aucun"), outcome=one_of("aboutie", "bloquee"),
    blocking=one_of("piece_manquante", "langue"),
)  # fmt: skip
FACETS = {
    "topics": some_of(*TOPICS),
    "materials": some_of("ordinateur", "tablette"),
    "tags": some_of(*TAGS),
    "setting": one_of("permanence", "scolaire"),
    "access_mode": one_of("sans_rdv", "sur_rdv"),
    "payment": one_of("gratuit", "cheque"),
    "public_kind": one_of("particulier", "aidant"),
    "origin": one_of("mairie", "spontanee"),
    "equipment_at_start": some_of("ordinateur", "smartphone"),
    "connection_at_start": one_of("fixe", "aucune"),
    "skill_at_start": one_of("grand_debutant", "intermediaire", "a_l_aise"),
    "skill_after": one_of("grand_debutant", "debutant", "a_l_aise"),
    "secondary_topics": some_of("email", "navigation_sur_internet"),
    "preparation_minutes": TIMES,
    "travel_minutes": TIMES,
    "coordination_minutes": TIMES,
    "half_days": some_of("matin", "apres_midi"),
    "procedures": st.lists(PROCEDURE, max_size=2).map(tuple),
}


@st.composite
def _counters(draw: st.DrawFn, total: int) -> dict[str, int]:
    """Marginal counters that fit in `total`; one that says everybody is frequent, since it can be crossed."""
    found: dict[str, int] = {}
    for names in COUNTERS:
        left = total
        for name in names:
            found[name] = draw(st.one_of(st.just(left), st.integers(0, left)))
            left -= found[name]
    return found


@st.composite
def _residences(draw: st.DrawFn, total: int) -> dict[str, int] | None:
    if not total or not draw(st.booleans()):
        return None
    here = draw(st.integers(1, total))
    return {"56178": here, "29046": total - here} if total > here else {"56178": here}


@st.composite
def accompaniments(draw: st.DrawFn) -> Record:
    """A workshop or an accompaniment of one person."""
    by, workshop = draw(st.sampled_from([*MEDIATORS])), draw(st.booleans())
    ours = [person.index for person in PEOPLE if person.structure == MEDIATORS[by]]
    seen = draw(st.lists(st.sampled_from(ours), unique=True, max_size=4 if workshop else 1))
    anonymous = draw(st.integers(0 if seen else 1, 6)) if workshop else 0 if seen else 1
    place = draw(one_of(*(name for name, (owner, _) in PLACES.items() if owner == MEDIATORS[by])))
    channel = "lieu_activite" if place else draw(st.sampled_from(["a_distance", "domicile"]))
    redirected = None if workshop else draw(st.sampled_from([None, False, True]))
    entry = ActivityEntry(
        kind="collectif" if workshop else "individuel",
        date=draw(DAYS),
        minutes=draw(DURATIONS),
        channel=channel,
        commune_code="56178" if channel == "domicile" else None,
        level=draw(one_of("debutant", "avance")) if workshop else "",
        autonomy="" if workshop else draw(one_of("autonome", "entierement_accompagne")),
        redirected=redirected,
        redirection=draw(one_of("aide_sociale", "autre")) if redirected else "",
        anonymous_total=anonymous,
        anonymous=draw(_counters(anonymous)),
        anonymous_residences=draw(_residences(anonymous)),
        source="coop",
        **draw(st.fixed_dictionaries(FACETS)),
    )
    declared = draw(one_of(*BANDS))
    return Record(entry, by, place, tuple((index, declared) for index in seen), deleted=draw(st.integers(0, 5)) == 5)


@st.composite
def coordinations(draw: st.DrawFn) -> Record:
    """An animation, an évènement or a partenariat."""
    kind = draw(st.sampled_from(["animation", "evenement", "partenariat"]))
    partners = draw(st.lists(st.sampled_from(["commune", "association"]), min_size=1, max_size=3))
    said = CoordinationSaid(
        mediators=draw(st.integers(1, 9)),
        structures=draw(st.integers(0, 3)),
        others=draw(st.integers(0, 3)),
        participants=draw(st.integers(0, 40)),
        animation_type=draw(st.sampled_from(["comite", "echange"])),
        initiative=draw(one_of("initiative", "demande")),
        animation_topics=draw(some_of("partage", "rh")),
        event_type=draw(st.sampled_from(["national", "grand_public"])),
        organisers=draw(st.sampled_from([("commune",), ("commune", "hub")])),
        territorial_level=draw(one_of("communal", "national")),
        partnership_natures=draw(st.sampled_from([("subvention",), ("subvention", "rdv_elu")])),
        partners=tuple(PartnerSaid(name="Partenaire", type=found) for found in partners),
    )
    entry = ActivityEntry(
        kind=kind, date=draw(DAYS), minutes=draw(DURATIONS) if kind == "animation" else None, coordination=said,
        half_days=draw(some_of("matin", "apres_midi")), source="coop",
    )  # fmt: skip
    return Record(entry, draw(st.sampled_from([*MEDIATORS])), deleted=draw(st.integers(0, 5)) == 5)


def worlds() -> st.SearchStrategy[World]:
    """Enough records for filters and dimensions to meet."""
    records = st.one_of(accompaniments(), accompaniments(), accompaniments(), coordinations())
    return st.lists(records, min_size=6, max_size=14).map(_identified)


def _identified(records: list[Record]) -> World:
    """Each under its own number, and in the words of the services: what the entry makes meaningless is left out."""
    return tuple(
        dataclasses.replace(
            record,
            entry=dataclasses.replace(record.entry, client_uuid=uuid.uuid4(), source_id=uuid.uuid4().hex).normalised(),
        )
        for record in records
    )


# What each filter of a scope may ask, as the worlds call it; « inconnu » is no code at all.
ASKED: dict[str, tuple[str, ...]] = {
    "mediator_ids": tuple(MEDIATORS),
    "place_ids": tuple(PLACES),
    "commune_codes": ("56178", "29232", "29046", "aucune"),
    "kinds": ("individuel", "collectif", "inconnu"),
    "topics": ("email", "sante", "logement", "inconnu"),
    "tag_ids": TAGS,
    "channels": ("lieu_activite", "a_distance", "domicile"),
    "settings": ("permanence", "scolaire", "inconnu"),
}
OF_PEOPLE: dict[str, tuple[str, ...]] = {
    "gender": ("feminin", "masculin", "inconnu"),
    "age": ("soixante_dix_plus", "dix_huit_vingt_quatre", "moins_de_douze"),
    "status": ("retraite", "sans_emploi", "en_emploi"),
    "residence": ("56178", "29232", "29046"),
}


def _asked(name: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(st.sampled_from(ASKED[name]), unique=True, min_size=1, max_size=2).map(
        lambda codes: {name: tuple(codes)}
    )


def _asked_of_people(dimension: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(st.sampled_from(OF_PEOPLE[dimension]), unique=True, min_size=1, max_size=2).map(
        lambda codes: {"public": (dimension, tuple(codes))}
    )


ALONE = [*(_asked(name) for name in ASKED), *(_asked_of_people(dimension) for dimension in OF_PEOPLE)]


def filters() -> st.SearchStrategy[dict[str, Any]]:
    """Field of Scope → what is asked of it, in the words of the worlds: none, or up to three filters at once."""
    return st.lists(st.one_of(ALONE), max_size=3).map(lambda found: {k: v for asked in found for k, v in asked.items()})


def every_filter() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Nothing; each filter alone; then several together."""
    return st.tuples(*ALONE, filters(), filters()).map(lambda found: [{}, *found])


PERIODS = st.sampled_from(
    [
        (dt.date(2025, 1, 1), dt.date(2025, 3, 31)),
        (dt.date(2024, 9, 1), dt.date(2025, 8, 31)),
        (dt.date(2024, 12, 1), dt.date(2025, 12, 31)),
        (dt.date(2025, 2, 10), dt.date(2025, 4, 12)),  # 62 days: each is told
        (dt.date(2025, 2, 10), dt.date(2025, 4, 13)),
        (dt.date(2020, 1, 1), dt.date(2025, 12, 31)),  # more months than a bigint has bits
    ]
)
STRUCTURES = st.sampled_from([(NAVETTE,), (PORT,), (NAVETTE, PORT)])
