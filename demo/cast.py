"""Who and where: three structures of Finistère, eight professionals, fifteen places; names and addresses invented."""

import datetime as dt
from dataclasses import dataclass

from trame.people.models import Profile, Role

START = dt.date(2025, 1, 1)
DEPARTEMENT = "29"


@dataclass(frozen=True)
class PlaceCard:
    """`commune` is the name of a commune of the département."""

    name: str
    commune: str
    address: str
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None


@dataclass(frozen=True, eq=False)
class Professional:
    """`rhythm`: weekday (0 = Monday) → (morning, afternoon) place numbers of the structure; None when not on duty.

    `workshop`: (weekday, place number) of the weekly atelier. A professional without rhythm records nothing.
    """

    email: str
    first_name: str
    last_name: str
    roles: tuple[Role, ...]
    starts_on: dt.date
    rhythm: dict[int, tuple[int | None, int | None]]
    workshop: tuple[int, int] | None = None
    profile: Profile | None = None  # that of the structure, when None
    post: str = ""  # tells the second post of somebody who shares her time


@dataclass(frozen=True, eq=False)
class Structure:
    """`followed` is how many people it begins to follow each year; `procedures`: how much it leans to démarches.

    `profile` is what its people answered at their first sign-in, `modules` what the structure has turned on.
    """

    key: str
    name: str
    commune: str
    places: tuple[PlaceCard, ...]
    professionals: tuple[Professional, ...]
    followed: int
    procedures: float
    profile: Profile
    modules: tuple[str, ...]


MEDIATOR, MANAGER = Role.MEDIATOR, Role.MANAGER
LONG_AGO = dt.date(2022, 9, 1)

FILATURE = Structure(
    key="filature",
    name="La Filature",
    commune="Douarnenez",
    places=(
        PlaceCard("La Filature", "Douarnenez", "12 rue des Filets-Bleus"),
        PlaceCard("Salle Ty Bihan", "Poullan-sur-Mer", "Place du Bourg"),
        PlaceCard("Mairie de Kerlaz, salle du conseil", "Kerlaz", "1 rue de la Fontaine"),
        PlaceCard("Maison des Tisserands", "Pont-Croix", "8 rue du Métier"),
        PlaceCard("Foyer Les Goélands", "Audierne", "3 quai des Brisants", opened_on=dt.date(2025, 9, 1)),
    ),
    professionals=(
        Professional(
            "nolwenn.riou@lafilature.example", "Nolwenn", "Riou", (MEDIATOR,), LONG_AGO,
            {0: (0, 0), 1: (1, 0), 2: (0, None), 3: (3, 0), 4: (0, 2)}, workshop=(3, 0),
        ),
        Professional(
            "awa.diallo@lafilature.example", "Awa", "Diallo", (MEDIATOR,), dt.date(2024, 1, 8),
            {0: (3, 3), 1: (0, 0), 2: (0, 0), 3: (None, 4), 4: (1, 0)}, workshop=(1, 3),
        ),
        Professional(
            "bruno.legoff@lafilature.example", "Bruno", "Le Goff", (MANAGER,), LONG_AGO, {},
            profile=Profile.ASSOCIATION,
        ),
    ),
    followed=150,
    procedures=1.05,
    profile=Profile.CONSEILLER_NUMERIQUE,
    modules=("reports", "coordination", "setting", "access_mode", "procedures"),
)  # fmt: skip
MEDIATHEQUES = Structure(
    key="mediatheques",
    name="Médiathèques de la Presqu’île",
    commune="Crozon",
    places=(
        PlaceCard("Médiathèque Ar Mor", "Crozon", "5 rue du Menhir"),
        PlaceCard("Bibliothèque du Sillon", "Camaret-sur-Mer", "2 quai du Phare"),
        PlaceCard("Médiathèque Les Embruns", "Châteaulin", "14 quai de l’Aulne"),
        PlaceCard("Point lecture", "Telgruc-sur-Mer", "Rue de l’École", closed_on=dt.date(2025, 6, 30)),
        PlaceCard("Médiathèque L’Estran", "Landévennec", "Route de l’Abbaye"),
    ),
    professionals=(
        Professional(
            "gwenael.morvan@mediatheques.example", "Gwenaël", "Morvan", (MEDIATOR,), LONG_AGO,
            {1: (0, 0), 2: (0, 0), 3: (1, None), 4: (2, 2)}, workshop=(2, 0),
        ),
        Professional(
            "lea.kerbrat@mediatheques.example", "Léa", "Kerbrat", (MEDIATOR,), dt.date(2025, 3, 3),
            {0: (2, 2), 1: (3, None), 2: (4, 2), 3: (0, 0), 4: (0, None)}, workshop=(3, 2),
        ),
        Professional("anne.salaun@mediatheques.example", "Anne", "Salaün", (MANAGER,), LONG_AGO, {}),
        Professional(
            "awa.diallo@lafilature.example", "Awa", "Diallo", (MEDIATOR,), dt.date(2025, 9, 1), {3: (0, None)},
            post="2",
        ),
    ),
    followed=130,
    procedures=0.6,
    profile=Profile.MEDIATHEQUE,
    modules=("people_followed",),
)  # fmt: skip
KEVRENN = Structure(
    key="kevrenn",
    name="Association Kevrenn",
    commune="Carhaix-Plouguer",
    places=(
        PlaceCard("France services Kevrenn", "Carhaix-Plouguer", "21 rue des Halles"),
        PlaceCard("France services, antenne de Huelgoat", "Huelgoat", "4 place du Chaos"),
        PlaceCard("Mairie de Scrignac", "Scrignac", "Place de la Mairie"),
        PlaceCard("Bus numérique, arrêt du bourg", "Poullaouen", "Parking de l’église"),
        PlaceCard("Espace Ar Vro", "Châteauneuf-du-Faou", "9 rue du Canal"),
    ),
    professionals=(
        Professional(
            "yann.cozic@kevrenn.example", "Yann", "Cozic", (MEDIATOR,), LONG_AGO,
            {0: (0, 0), 1: (1, 1), 2: (0, None), 3: (4, 4), 4: (0, 0)}, workshop=(3, 4),
        ),
        Professional(
            "maryam.haddad@kevrenn.example", "Maryam", "Haddad", (MEDIATOR, MANAGER), dt.date(2023, 4, 3),
            {0: (2, 0), 1: (0, 0), 2: (3, 0), 4: (0, 0)}, workshop=(4, 0),
        ),
    ),
    followed=130,
    procedures=2.3,
    profile=Profile.FRANCE_SERVICES,
    modules=("people_followed",),
)  # fmt: skip
STRUCTURES = (FILATURE, MEDIATHEQUES, KEVRENN)
