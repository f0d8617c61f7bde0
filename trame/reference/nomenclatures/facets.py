"""What a structure may choose to note besides: how people come, how they pay, where they start from, time by nature.

These codes are Trame's own: La Coop has none for them.
"""

from django.db import models

from .nomenclature import Nomenclature


class Setting(Nomenclature):
    """Cadre d'intervention."""

    PERMANENCE = "permanence", "Un accueil à heures fixes.", "Permanence"
    SUR_INSCRIPTION = "atelier_sur_inscription", "Un groupe constitué d’avance.", "Atelier sur inscription"
    EVENEMENT = "evenement", "Forum, journée portes ouvertes, fête.", "Évènement"
    SCOLAIRE = "scolaire", "Devant une classe, avec son équipe.", "Scolaire"
    ITINERANCE = "itinerance", "Bus, tournée, lieux changeants.", "Itinérance"
    ALLER_VERS = "aller_vers", "Dans la rue, un marché, un foyer.", "Aller-vers"
    AUTRE = "autre", "", "Autre cadre"


class AccessMode(Nomenclature):
    """Modalité d'accès."""

    SANS_RDV = "sans_rdv", "La personne est venue d’elle-même.", "Sans rendez-vous"
    SUR_RDV = "sur_rdv", "L’heure était convenue.", "Sur rendez-vous"
    SUR_INSCRIPTION = "sur_inscription", "La place était réservée.", "Sur inscription"


class Payment(Nomenclature):
    GRATUIT = "gratuit", "", "Gratuit"
    PAYANT = "payant", "", "Payant"
    ADHESION = "adhesion", "", "Adhésion"
    PASS_NUMERIQUE = "pass_numerique", "", "Pass numérique"
    CHEQUE = "cheque", "Chèque culture, chèque d’accompagnement…", "Chèque"
    AUTRE = "autre", "", "Autre prise en charge"


class Origin(Nomenclature):
    """Who sent the person."""

    SPONTANEE = "spontanee", "Personne ne l’a envoyée.", "D’elle-même"
    BOUCHE_A_OREILLE = "bouche_a_oreille", "Famille, voisins, habitués.", "Bouche-à-oreille"
    COMMUNICATION = "communication", "Affiche, presse, site, carte des lieux.", "Communication"
    FRANCE_SERVICES = "france_services", "", "France services"
    MAIRIE = "mairie", "Mairie, CCAS, intercommunalité.", "Mairie ou CCAS"
    TRAVAIL_SOCIAL = "travail_social", "Assistante sociale, centre social.", "Travail social"
    EMPLOI = "emploi", "France Travail, mission locale, insertion.", "Emploi et insertion"
    OPERATEUR = "operateur", "CAF, CPAM, CARSAT, impôts…", "Opérateur public"
    MEDIATION = "mediation_numerique", "Un autre lieu ou un collègue.", "Autre médiation numérique"
    ASSOCIATION = "association", "", "Association"
    SCOLAIRE = "scolaire", "École, collège, lycée, formation.", "École ou formation"
    AUTRE = "autre", "", "Autre"


class PublicKind(Nomenclature):
    PARTICULIER = "particulier", "", "Particulier"
    PROFESSIONNEL = "professionnel", "Artisan, agricultrice, salariée en poste.", "Professionnel"
    ASSOCIATION = "association", "Membre ou bénévole, pour son association.", "Association"
    AIDANT = "aidant", "Proche ou professionnel qui aide quelqu’un.", "Aidant"


class Equipment(Nomenclature):
    """What the person has of her own when she comes."""

    ORDINATEUR = "ordinateur", "", "Ordinateur"
    SMARTPHONE = "smartphone", "", "Smartphone"
    TABLETTE = "tablette", "", "Tablette"
    IMPRIMANTE = "imprimante", "", "Imprimante"
    AUCUN = "aucun", "", "Aucun équipement"


class Connection(Nomenclature):
    """How the person reaches the internet at home."""

    FIXE = "fixe", "Box, fibre, satellite.", "Connexion fixe"
    MOBILE = "mobile", "Forfait ou carte prépayée.", "Mobile seulement"
    AUCUNE = "aucune", "", "Aucune connexion"


class Skill(Nomenclature):
    """How much at ease somebody is with digital things, at the start and after; from the least to the most."""

    GRAND_DEBUTANT = "grand_debutant", "N’a presque jamais essayé.", "Grand débutant"
    DEBUTANT = "debutant", "Quelques gestes, avec de l’aide.", "Débutant"
    INTERMEDIAIRE = "intermediaire", "Se débrouille pour l’habituel.", "Intermédiaire"
    A_L_AISE = "a_l_aise", "Apprend sans aide.", "À l’aise"


class TimeNature(models.TextChoices):
    """What a time was spent on; « with people » is the duration of the activity."""

    AVEC_LES_PERSONNES = "avec_les_personnes", "Avec les personnes"
    PREPARATION = "preparation", "Préparation"
    TRAJET = "trajet", "Trajet"
    COORDINATION = "coordination", "Coordination"


class HalfDay(Nomenclature):
    MATIN = "matin", "", "Matin"
    APRES_MIDI = "apres_midi", "Soirée comprise.", "Après-midi"
