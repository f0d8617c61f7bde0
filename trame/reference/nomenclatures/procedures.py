"""Démarche facet: who runs the procedure, how it was done, under what mandate, how it ended. Codes of Trame."""

from .nomenclature import Nomenclature


class Operator(Nomenclature):
    CAF = "caf", "Caisse d’allocations familiales.", "CAF"
    CPAM = "cpam", "Assurance maladie.", "CPAM"
    CARSAT = "carsat", "Retraite des salariés.", "CARSAT"
    MSA = "msa", "Régime agricole.", "MSA"
    FRANCE_TRAVAIL = "france_travail", "", "France Travail"
    DGFIP = "dgfip", "Impôts.", "DGFiP (impôts)"
    FRANCE_TITRES = "france_titres", "Carte d’identité, permis, carte grise (ANTS).", "France Titres"
    PREFECTURE = "prefecture", "", "Préfecture"
    LA_POSTE = "la_poste", "", "La Poste"
    JUSTICE = "justice", "", "Justice"
    MAPRIMERENOV = "maprimerenov", "", "MaPrimeRénov’"
    AUTRE = "autre", "", "Autre"


class Manner(Nomenclature):
    """Who held the mouse: the person, both, or the professional."""

    PAR = "par", "Elle l’a faite elle-même.", "Par la personne"
    AVEC = "avec", "Vous l’avez faite ensemble.", "Avec la personne"
    A_LA_PLACE = "a_la_place", "Vous l’avez faite pour elle.", "À la place de la personne"


class Mandate(Nomenclature):
    AIDANTS_CONNECT = "aidants_connect", "", "Aidants Connect"
    ECRIT = "ecrit", "Une autorisation signée.", "Mandat écrit"
    AUCUN = "aucun", "", "Sans mandat"


class Outcome(Nomenclature):
    ABOUTIE = "aboutie", "", "Aboutie"
    EN_COURS = "en_cours", "", "En cours"
    BLOQUEE = "bloquee", "", "Bloquée"
    ABANDONNEE = "abandonnee", "", "Abandonnée"
    RENVOYEE = "renvoyee", "La personne a été adressée ailleurs.", "Renvoyée"


class Blocking(Nomenclature):
    """Why a procedure is stuck."""

    PIECE = "piece_manquante", "", "Pièce manquante"
    IDENTIFIANT = "identifiant", "Mot de passe, FranceConnect, code reçu ailleurs.", "Identifiant ou mot de passe"
    PAS_D_ADRESSE = "sans_adresse_electronique", "Ni adresse électronique, ni téléphone.", "Pas d’adresse électronique"
    SITE = "site_en_panne", "", "Site en panne ou incompréhensible"
    ATTENTE = "attente_administration", "", "Attente d’une réponse"
    LANGUE = "langue", "", "Langue ou lecture"
    DROIT = "droit_non_ouvert", "", "Droit non ouvert"
    AUTRE = "autre", "", "Autre raison"
