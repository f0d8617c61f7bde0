"""What is said of an accompaniment or an atelier: La Coop’s codes, so that figures compare."""

from django.db import models

from .nomenclature import Nomenclature


class Kind(Nomenclature):
    """What was done: one person at a time, a group, or the work of coordination (glossary: Activity)."""

    INDIVIDUEL = (
        "individuel",
        "Une personne reçue, au comptoir, sur rendez-vous ou à domicile.",
        "Accompagnement individuel",
    )
    COLLECTIF = "collectif", "Un groupe réuni autour d’un sujet.", "Atelier collectif"
    ANIMATION = "animation", "Réunir, aider, informer les acteurs d’un territoire.", "Animation"
    EVENEMENT = "evenement", "Un évènement organisé ou tenu, seul ou à plusieurs.", "Évènement"
    PARTENARIAT = "partenariat", "Un travail engagé avec d’autres structures.", "Partenariat"

    @property
    def of_coordination(self) -> bool:
        return self in COORDINATION_KINDS


# Accompaniments are what figures count by default: coordination has facts and figures of its own.
ACCOMPANIMENT_KINDS: tuple[Kind, ...] = (Kind.INDIVIDUEL, Kind.COLLECTIF)
COORDINATION_KINDS: tuple[Kind, ...] = (Kind.ANIMATION, Kind.EVENEMENT, Kind.PARTENARIAT)


class Channel(Nomenclature):
    """Where it happened (La Coop: typeLieu)."""

    LIEU_ACTIVITE = "lieu_activite", "Un de vos lieux d’activité.", "Lieu d’activité"
    DOMICILE = "domicile", "Chez la personne : seule la commune est demandée.", "À domicile"
    A_DISTANCE = "a_distance", "Par téléphone, visio ou messagerie.", "À distance"
    AUTRE = "autre", "Ailleurs, une seule fois : seule la commune est demandée.", "Autre lieu"


class TopicFamily(models.TextChoices):
    MEDIATION_NUMERIQUE = "mediation_numerique", "Médiation numérique"
    DEMARCHES_ADMINISTRATIVES = "demarches_administratives", "Démarches administratives"


class Topic(Nomenclature):
    """The 30 national topics: 19 of digital mediation, then 11 of administrative procedures."""

    AIDE_AUX_DEMARCHES = (
        "aide_aux_demarches_administratives",
        "Faire une démarche en ligne, avec ou pour la personne.",
        "Aide aux démarches administratives",
    )
    PRENDRE_EN_MAIN = (
        "prendre_en_main_du_materiel",
        "Souris, écran tactile, premiers réglages.",
        "Prendre en main du matériel",
    )
    EMAIL = "email", "Créer une adresse, envoyer un message, joindre un fichier.", "E-mail"
    SECURITE = (
        "securite_numerique",
        "Mots de passe, arnaques, réglages de protection.",
        "Prévention en sécurité numérique",
    )
    NAVIGATION = (
        "navigation_sur_internet",
        "Chercher, ouvrir des onglets, garder une adresse.",
        "Navigation sur internet",
    )
    BUREAUTIQUE = "bureautique", "Écrire, calculer, imprimer, enregistrer.", "Bureautique"
    SANTE = "sante", "Espaces de santé en ligne, rendez-vous médicaux.", "Santé"
    INSERTION = "insertion_professionnelle", "CV, recherche d’emploi, espace candidat.", "Insertion professionnelle"
    DIAGNOSTIC = "diagnostic_numerique", "Faire le point sur ce que la personne sait faire.", "Diagnostic numérique"
    MAINTENANCE = "maintenance_de_materiel", "Mise à jour, panne, nettoyage.", "Maintenance de matériel"
    CONTENUS = "gere_ses_contenus_numeriques", "Photos, fichiers, sauvegardes, nuage.", "Gérer ses contenus numériques"
    RESEAUX_SOCIAUX = (
        "reseaux_sociaux",
        "Messageries instantanées, comptes, publications.",
        "Réseaux sociaux communication",
    )
    BANQUE_ACHATS = "banque_et_achats_en_ligne", "Comptes bancaires, achats, paiements.", "Banque et achats en ligne"
    PROFESSIONNEL = (
        "entrepreneuriat",
        "Artisan, association, agriculteur : leur activité en ligne.",
        "Accompagner un professionnel",
    )
    PARENTALITE = "parentalite", "Écrans en famille, contrôle parental.", "Parentalité"
    SCOLARITE = "scolarite_et_numerique", "Espace de l’école, devoirs, orientation.", "Scolarité et numérique"
    CREER = "creer_avec_le_numerique", "Photo, vidéo, code, impression 3D.", "Créer avec le numérique"
    CULTURE = "culture_numerique", "Comprendre internet, les données, l’information.", "Culture numérique"
    IA = "intelligence_artificielle", "Découvrir, essayer, garder un œil critique.", "Intelligence artificielle (IA)"
    # Administrative procedures
    PAPIERS = (
        "papiers_elections_citoyennete",
        "Carte d’identité, passeport, listes électorales.",
        "Papiers - Élections - Citoyenneté",
    )
    FAMILLE = "famille_scolarite", "Allocations familiales, inscription à l’école.", "Famille - Scolarité"
    SOCIAL_SANTE = "social_sante", "Assurance maladie, retraite, handicap.", "Social - Santé"
    TRAVAIL = "travail_formation", "France Travail, formation, entreprise.", "Travail - Formation - Entreprise"
    LOGEMENT = "logement", "Aide au logement, logement social, énergie.", "Logement"
    TRANSPORTS = "transports_mobilite", "Carte grise, permis, abonnements.", "Transports - Mobilité"
    ARGENT = "argent_impots", "Impôts, taxes, surendettement.", "Argent - Impôts"
    JUSTICE = "justice", "Aide juridictionnelle, plainte, casier.", "Justice"
    ETRANGERS = "etrangers_europe", "Titre de séjour, naturalisation.", "Étrangers - Europe"
    LOISIRS = "loisirs_sports_culture", "Pass, licences, inscriptions.", "Loisirs - Sports - Culture"
    ASSOCIATIONS = "associations", "Création, subvention, compte associatif.", "Associations"

    @property
    def family(self) -> TopicFamily:
        return TopicFamily.DEMARCHES_ADMINISTRATIVES if self in PROCEDURE_TOPICS else TopicFamily.MEDIATION_NUMERIQUE


MEDIATION_TOPICS: tuple[Topic, ...] = tuple(Topic)[:19]
PROCEDURE_TOPICS: tuple[Topic, ...] = tuple(Topic)[19:]


class Material(Nomenclature):
    """Equipment used."""

    ORDINATEUR = "ordinateur", "Fixe ou portable.", "Ordinateur"
    TELEPHONE = "telephone", "Mobile, le plus souvent celui de la personne.", "Téléphone"
    TABLETTE = "tablette", "De la personne ou du lieu.", "Tablette"
    AUTRE = "autre", "Imprimante, scanner, borne, objet connecté.", "Autre"
    AUCUN = "aucun", "Rien n’a été manipulé.", "Pas de matériel"


class Autonomy(Nomenclature):
    """How far the person did things alone (individual records)."""

    ENTIEREMENT_ACCOMPAGNE = "entierement_accompagne", "Guidée du début à la fin.", "Avec guidage"
    PARTIELLEMENT_AUTONOME = (
        "partiellement_autonome",
        "Seule, avec un coup de main.",
        "Autonome avec guidage en cas de besoin",
    )
    AUTONOME = "autonome", "Seule.", "Autonome"


class Level(Nomenclature):
    """Level of a workshop."""

    DEBUTANT = "debutant", "Aucun acquis nécessaire.", "Débutant"
    INTERMEDIAIRE = "intermediaire", "Les bases sont acquises.", "Intermédiaire"
    AVANCE = "avance", "Pour aller plus loin.", "Avancé"


class Redirection(Nomenclature):
    """The kind of body the person was pointed to."""

    ADMINISTRATION = "administration", "Mairie, préfecture.", "Administration (mairie, préfecture…)"
    MEDIATION = "mediation_numerique", "Un autre lieu de médiation.", "Autre structure de médiation numérique"
    OPERATEUR = (
        "operateur_ou_organisme_en_charge",
        "CAF, CPAM, France Travail, impôts…",
        "Opérateur ou organisme en charge de la démarche administrative",
    )
    AIDE_SOCIALE = (
        "aide_sociale",
        "Travailleur social, centre social.",
        "Structure d’aide sociale (maison des solidarités, centre social…)",
    )
    INSERTION = (
        "insertion_professionnelle",
        "France Travail, mission locale.",
        "Structure d’insertion professionnelle (France Travail, mission locale, chambre de commerce…)",
    )
    DEMARCHES = (
        "aide_aux_demarches_administratives",
        "France services le plus souvent.",
        "Structure d’aide aux démarches administratives (France Services…)",
    )
    AUTRE = "autre", "Un autre organisme.", "Autre"


class Gender(Nomenclature):
    FEMININ = "feminin", "", "Féminin"
    MASCULIN = "masculin", "", "Masculin"
    NON_COMMUNIQUE = "non_communique", "Non demandé ou non dit.", "Non communiqué"


class AgeBand(Nomenclature):
    """Age at the date of the activity."""

    MOINS_12 = "moins_de_douze", "", "Moins de 12 ans"
    DE_12_A_17 = "douze_dix_huit", "", "12 - 17 ans"
    DE_18_A_24 = "dix_huit_vingt_quatre", "", "18 - 24 ans"
    DE_25_A_39 = "vingt_cinq_trente_neuf", "", "25 - 39 ans"
    DE_40_A_59 = "quarante_cinquante_neuf", "", "40 - 59 ans"
    DE_60_A_69 = "soixante_soixante_neuf", "", "60 - 69 ans"
    PLUS_70 = "soixante_dix_plus", "", "70 ans et plus"
    NON_COMMUNIQUE = "non_communique", "Non demandé ou non dit.", "Non communiqué"


class Status(Nomenclature):
    SCOLARISE = "scolarise", "École, collège, lycée, études.", "Scolarisé"
    SANS_EMPLOI = "sans_emploi", "En recherche ou au foyer.", "Sans emploi"
    EN_EMPLOI = "en_emploi", "Salarié, indépendant, agent public.", "En emploi"
    RETRAITE = "retraite", "", "Retraité"
    NON_COMMUNIQUE = "non_communique", "Non demandé, non dit, ou groupe mêlé.", "Non communiqué ou hétérogène"


class DurationBand(models.TextChoices):
    """La Coop's ranges of duration, half-open: [0, 30), [30, 60), [60, 120), [120, …) minutes."""

    UNDER_30 = "30", "Moins de 30 min"
    FROM_30 = "60", "30 min à 1 h"
    FROM_60 = "120", "1 h à 2 h"
    FROM_120 = "more", "2 h et plus"


class SessionsBand(models.TextChoices):
    """How many times a followed person came over a period."""

    ONCE = "1", "1 fois"
    TWICE = "2", "2 fois"
    FROM_3 = "3_5", "3 à 5 fois"
    FROM_6 = "6_10", "6 à 10 fois"
    OVER_10 = "more", "Plus de 10 fois"


class Venue(models.TextChoices):
    """Whether somebody comes for the first time; the codes are those that facts give to anonymous counters."""

    NEW = "new", "Première venue"
    KNOWN = "known", "Déjà venue"


# The age, in whole years, from which each band no longer holds (the last band has none).
AGE_BAND_LIMITS: tuple[tuple[int, AgeBand], ...] = (
    (12, AgeBand.MOINS_12),
    (18, AgeBand.DE_12_A_17),
    (25, AgeBand.DE_18_A_24),
    (40, AgeBand.DE_25_A_39),
    (60, AgeBand.DE_40_A_59),
    (70, AgeBand.DE_60_A_69),
)


def age_band(birth_year: int, year: int) -> AgeBand:
    """Band of somebody born in `birth_year`, in `year`; La Coop's convention: age = year - birth year.

    >>> age_band(2000, 2025).label
    '25 - 39 ans'
    """
    age = year - birth_year
    return next((band for limit, band in AGE_BAND_LIMITS if age < limit), AgeBand.PLUS_70)
