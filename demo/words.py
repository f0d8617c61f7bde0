"""Words of the demonstration: titles, notes, procedures, tags, invented names. No sentence tells who somebody is."""

from trame.reference.nomenclatures import Topic

WORKSHOP_TITLES: dict[Topic, tuple[str, ...]] = {
    Topic.PRENDRE_EN_MAIN: ("Premiers pas avec l’ordinateur", "Ma tablette et moi", "Apprivoiser son téléphone"),
    Topic.CULTURE: ("Vrai ou faux sur internet ?", "Café numérique", "Les données, à quoi ça sert ?"),
    Topic.CONTENUS: ("Ranger ses photos", "Sauvegarder ce qui compte", "Du téléphone à l’ordinateur"),
    Topic.EMAIL: ("Premiers pas avec la messagerie", "Joindre un document", "Trier ses courriels"),
    Topic.NAVIGATION: ("Chercher et trouver", "Les onglets sans peur"),
    Topic.SECURITE: ("Reconnaître un message frauduleux", "Des mots de passe qui tiennent"),
    Topic.BUREAUTIQUE: ("Écrire un courrier", "Un tableau pour ses comptes"),
    Topic.RESEAUX_SOCIAUX: ("Garder le lien avec ses proches", "Appels vidéo en famille"),
    Topic.INSERTION: ("Un CV qui se lit bien", "Son espace candidat"),
    Topic.IA: ("L’intelligence artificielle, et nous ?",),
    Topic.CREER: ("Petit film en une heure", "Dessiner pour imprimer en 3D"),
    Topic.PARENTALITE: ("Les écrans à la maison",),
    Topic.SCOLARITE: ("L’espace numérique de l’école",),
}
CHILDREN_TITLES = ("Atelier des vacances : le dessin animé", "Coder un petit jeu", "Enquête sur une image")
EVENT_TITLES = ("Portes ouvertes numériques", "Fête du numérique", "Forum des associations")
DEFAULT_TITLE = "Atelier numérique"
PROCEDURE_NAMES: dict[Topic, tuple[str, ...]] = {
    Topic.SOCIAL_SANTE: ("Demande de retraite", "Espace Ameli", "Dossier MDPH", "Complémentaire santé solidaire"),
    Topic.PAPIERS: ("Pré-demande de carte d’identité", "Passeport", "Procuration de vote"),
    Topic.ARGENT: ("Déclaration de revenus", "Avis d’impôt", "Mensualisation"),
    Topic.TRAVAIL: ("Actualisation France Travail", "Inscription France Travail", "Compte formation"),
    Topic.TRANSPORTS: ("Carte grise", "Permis de conduire", "Vignette Crit’Air"),
    Topic.LOGEMENT: ("Demande de logement social", "Chèque énergie"),
    Topic.FAMILLE: ("Déclaration trimestrielle CAF", "Bourse de collège"),
    Topic.ETRANGERS: ("Titre de séjour",),
    Topic.JUSTICE: ("Aide juridictionnelle",),
    Topic.ASSOCIATIONS: ("Compte Asso",),
    Topic.LOISIRS: ("Licence sportive",),
}
NOTES = (
    "Les gestes de base sont acquis, à reprendre dans deux semaines.",
    "Mot de passe retrouvé ; un carnet est conseillé.",
    "Fiche mémo remise en fin de séance.",
    "Venue pour une démarche, repartie avec une adresse électronique.",
    "Pièce jointe trop lourde : photo réduite ensemble.",
    "Mise à jour faite, à surveiller.",
    "Besoin de revoir le copier-coller.",
    "Connexion lente dans la salle, séance plus longue que prévu.",
    "Orientée vers l’atelier du jeudi.",
    "A refait seule la manipulation.",
    "Scanner les justificatifs avant le prochain rendez-vous.",
    "Bonne participation, plusieurs demandes pour une suite.",
    "Deux niveaux différents dans le groupe : prévoir deux exercices.",
    "Demande un rappel la semaine prochaine.",
)
TAGS: dict[str, float] = {
    "sans rendez-vous": 12,
    "smartphone": 8,
    "première visite": 6,
    "réseau France services": 5,
    "seniors": 5,
    "prêt de matériel": 2,
}
# One colleague spells some words her own way: there is something to harmonise (her e-mail, her structure's key).
SPELT_BY: dict[tuple[str, str], dict[str, str]] = {
    ("awa.diallo@lafilature.example", "filature"): {"smartphone": "smartphones", "sans rendez-vous": "sans RDV"},
}
NETWORK_TAGS = (
    ("Pass numérique", "Le chèque accepté dans les structures du réseau."),
    ("Semaine du numérique", "Ce qui est fait pour elle, chaque printemps."),
)
EVENT_TAG = "évènement"
SCHOOL_TAG = "scolaire"
HOLIDAYS_TAG = "vacances"
FIRST_NAMES = (
    "Alan", "Annick", "Armelle", "Bernard", "Brigitte", "Cécile", "Denise", "Enora", "Fañch", "Hervé", "Jacqueline",
    "Joël", "Katell", "Loïc", "Marie-Thérèse", "Michel", "Mona", "Odile", "Patrick", "Ronan", "Soizic",
    "Tanguy", "Yvette",
)  # fmt: skip
OF_MEN = ("Alan", "Bernard", "Fañch", "Hervé", "Joël", "Loïc", "Michel", "Patrick", "Ronan", "Tanguy")
OF_WOMEN = tuple(name for name in FIRST_NAMES if name not in OF_MEN)
LAST_NAMES = (
    "Abgrall", "Bothorel", "Calvez", "Derrien", "Floc’h", "Gourmelon", "Guéguen", "Henry", "Jaouen", "Kerdoncuff",
    "Le Bihan", "Le Roux", "Madec", "Nédélec", "Ollivier", "Péron", "Quéré", "Rannou", "Tanguy", "Tromeur",
)  # fmt: skip
