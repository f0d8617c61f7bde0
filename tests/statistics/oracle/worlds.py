"""Random worlds: what three mediators of two structures may have recorded, as plain data that hypothesis draws."""

import dataclasses
import datetime as dt
import uuid
from dataclasses import dataclass
from random import Random
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


@dataclass(frozen=True, repr=False)
class Record:
    """One record as its author says it. `seen`: ranks in PEOPLE, with the age band that each declared that day."""

    entry: ActivityEntry
    by: str
    place: str = ""
    seen: tuple[tuple[int, str], ...] = ()
    deleted: bool = False

    def __repr__(self) -> str:
        """A failure prints a dozen of them, each by the seed that makes it again."""
        return f"Record({self.by}, {self.entry.kind}, {self.entry.date})"

    @property
    def structure(self) -> str:
        return MEDIATORS[self.by]

    @property
    def commune(self) -> str:
        return PLACES[self.place][1] if self.place else self.entry.commune_code or ""


World = tuple[Record, ...]


def one_of(r: Random, *codes: str) -> str:
    return r.choice(["", *codes])


def some_of(r: Random, *codes: str) -> tuple[str, ...]:
    return tuple(code for code in codes if r.random() < 0.4)


# Where periods begin and end, often: several records of one day meet there too.
EDGES = [
    dt.date(2024, 12, 31), dt.date(2025, 1, 1), dt.date(2025, 2, 10), dt.date(2025, 3, 31), dt.date(2025, 4, 12),
    dt.date(2025, 4, 13),
]  # fmt: skip
DURATIONS = [1, 29, 30, 59, 60, 119, 120, 400]
TOPICS = ("email", "sante", "logement", "aide_aux_demarches_administratives")
BANDS = ("moins_de_douze", "quarante_cinquante_neuf")
COUNTERS = (
    ("anonymous_new", "anonymous_known"),
    ("anonymous_gender_feminin", "anonymous_gender_masculin"),
    ("anonymous_age_dix_huit_vingt_quatre", "anonymous_age_soixante_dix_plus"),
    ("anonymous_status_retraite", "anonymous_status_sans_emploi"),
)


def _day(r: Random) -> dt.date:
    return r.choice([r.choice(EDGES), dt.date(2024, 11, 15) + dt.timedelta(days=r.randrange(180))])


def _facets(r: Random) -> dict[str, Any]:
    return {
        "topics": some_of(r, *TOPICS),
        "materials": some_of(r, "ordinateur", "tablette"),
        "tags": some_of(r, *TAGS),
        "setting": one_of(r, "permanence", "scolaire"),
        "access_mode": one_of(r, "sans_rdv", "sur_rdv"),
        "payment": one_of(r, "gratuit", "cheque"),
        "public_kind": one_of(r, "particulier", "aidant"),
        "origin": one_of(r, "mairie", "spontanee"),
        "equipment_at_start": some_of(r, "ordinateur", "smartphone"),
        "connection_at_start": one_of(r, "fixe", "aucune"),
        "skill_at_start": one_of(r, "debutant", "intermediaire", "a_l_aise"),
        "skill_after": one_of(r, "debutant", "intermediaire", "a_l_aise"),
        "secondary_topics": some_of(r, "email", "navigation_sur_internet"),
        "preparation_minutes": r.choice([None, 0, 5, 90]),
        "travel_minutes": r.choice([None, 0, 5, 90]),
        "coordination_minutes": r.choice([None, 0, 5, 90]),
        "half_days": some_of(r, "matin", "apres_midi"),
        "procedures": tuple(_procedure(r) for _ in range(r.randrange(3))),
    }


def _procedure(r: Random) -> ProcedureSaid:
    return ProcedureSaid(
        domain=one_of(r, "logement"), operator=r.choice(["caf", "autre"]), manner=one_of(r, "avec", "a_la_place"),
        mandate=one_of(r, "ecrit", "aucun"), outcome=one_of(r, "aboutie", "bloquee"),
        blocking=one_of(r, "piece_manquante", "langue"),
    )  # fmt: skip


def _counters(r: Random, total: int) -> dict[str, int]:
    """Marginal counters that fit in `total`; one that says everybody is frequent, since it can be crossed."""
    found: dict[str, int] = {}
    for names in COUNTERS:
        left = total
        for name in names:
            found[name] = r.choice([left, r.randint(0, left)])
            left -= found[name]
    return found


def _residences(r: Random, total: int) -> dict[str, int] | None:
    if not total or r.random() < 0.5:
        return None
    here = r.randint(1, total)
    return {"56178": here, "29046": total - here} if total > here else {"56178": here}


def accompaniment(r: Random, by: str = "") -> Record:
    """A workshop or an accompaniment of one person."""
    by, workshop = by or r.choice([*MEDIATORS]), r.random() < 0.5
    ours = [person.index for person in PEOPLE if person.structure == MEDIATORS[by]]
    seen = r.sample(ours, r.randint(0, min(len(ours), 4 if workshop else 1)))
    anonymous = r.randint(0 if seen else 1, 6) if workshop else 0 if seen else 1
    place = one_of(r, *(name for name, (owner, _) in PLACES.items() if owner == MEDIATORS[by]))
    channel = "lieu_activite" if place else r.choice(["a_distance", "domicile"])
    redirected = None if workshop else r.choice([None, False, True])
    entry = ActivityEntry(
        kind="collectif" if workshop else "individuel",
        date=_day(r),
        minutes=r.choice(DURATIONS),
        channel=channel,
        commune_code="56178" if channel == "domicile" else None,
        level=one_of(r, "debutant", "avance") if workshop else "",
        autonomy="" if workshop else one_of(r, "autonome", "entierement_accompagne"),
        redirected=redirected,
        redirection=one_of(r, "aide_sociale", "autre") if redirected else "",
        anonymous_total=anonymous,
        anonymous=_counters(r, anonymous),
        anonymous_residences=_residences(r, anonymous),
        source="coop",
        **_facets(r),
    )
    declared = one_of(r, *BANDS)
    return Record(entry, by, place, tuple((index, declared) for index in seen), deleted=r.random() < 0.15)


def coordination(r: Random, by: str = "") -> Record:
    """An animation, an évènement or a partenariat."""
    kind = r.choice(["animation", "evenement", "partenariat"])
    said = CoordinationSaid(
        mediators=r.randint(1, 9),
        structures=r.randint(0, 3),
        others=r.randint(0, 3),
        participants=r.randint(0, 40),
        animation_type=r.choice(["comite", "echange"]),
        initiative=one_of(r, "initiative", "demande"),
        animation_topics=some_of(r, "partage", "rh"),
        event_type=r.choice(["national", "grand_public"]),
        organisers=r.choice([("commune",), ("commune", "hub")]),
        territorial_level=one_of(r, "communal", "national"),
        partnership_natures=r.choice([("subvention",), ("subvention", "rdv_elu")]),
        partners=tuple(
            PartnerSaid(name="Partenaire", type=r.choice(["commune", "association"])) for _ in range(r.randint(1, 3))
        ),
    )
    entry = ActivityEntry(
        kind=kind, date=_day(r), minutes=r.choice(DURATIONS) if kind == "animation" else None, coordination=said,
        half_days=some_of(r, "matin", "apres_midi"), source="coop",
    )  # fmt: skip
    return Record(entry, by or r.choice([*MEDIATORS]), deleted=r.random() < 0.15)


def record(r: Random, by: str = "") -> Record:
    """Under its own number, and in the words of the services: what the entry makes meaningless is left out."""
    found = coordination(r, by) if r.random() < 0.2 else accompaniment(r, by)
    entry = dataclasses.replace(found.entry, client_uuid=uuid.uuid4(), source_id=uuid.uuid4().hex).normalised()
    return dataclasses.replace(found, entry=entry)


RANDOMS = st.randoms(use_true_random=True)


def _world(seed: int, ranks: set[int]) -> World:
    return tuple(record(Random(seed * 100 + rank)) for rank in sorted(ranks))


def worlds(fewest: int = 14) -> st.SearchStrategy[World]:
    """Enough records for filters and dimensions to meet.

    Hypothesis chooses a seed, and which of its records are there: each is as likely to say one thing as another.
    """
    ranks = st.sets(st.integers(0, 29), min_size=fewest, max_size=fewest + 6)
    return st.builds(_world, st.integers(0, 2**32), ranks)


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


def _codes(r: Random, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(r.sample(codes, r.randint(1, 2)))


def _alone(r: Random) -> list[dict[str, Any]]:
    """Each filter by itself."""
    return [
        *({name: _codes(r, codes)} for name, codes in ASKED.items()),
        *({"public": (dimension, _codes(r, codes))} for dimension, codes in OF_PEOPLE.items()),
    ]


def _together(r: Random) -> dict[str, Any]:
    return {name: codes for asked in r.sample(_alone(r), r.randint(0, 3)) for name, codes in asked.items()}


def filters() -> st.SearchStrategy[dict[str, Any]]:
    """Field of Scope → what is asked of it, in the words of the worlds: none, or up to three filters at once."""
    return RANDOMS.map(_together)


def every_filter() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Nothing; each filter alone; then several together."""
    return RANDOMS.map(lambda r: [{}, *_alone(r), _together(r), _together(r)])


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
STRUCTURES = st.sampled_from([(NAVETTE, PORT), (NAVETTE,), (PORT,)])
