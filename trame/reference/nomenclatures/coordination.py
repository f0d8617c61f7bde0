"""What is said of coordination: codes and labels of La Coop, the labels as its spreadsheets write them."""

from .nomenclature import Nomenclature


class AnimationType(Nomenclature):
    ASSEMBLEE = (
        "assemblee",
        "",
        "Assemblée / présentation officielle (Ex : conseil municipal, conseil communautaire, conseil départemental, "
        "CA d’association)",
    )
    COMITE = "comite", "", "Comité technique / de pilotage"
    GROUPE = "groupe_de_travail", "", "Groupe de travail"
    ECHANGE = "echange", "", "Moment d’échange / aide / soutien"
    REUNION = (
        "reunion_coordination",
        "",
        "Réunion de coordination (coordinateurs, médiateurs et conseillers numériques, préfectures, Hubs...)",
    )
    WEBINAIRE = "webinaire", "", "Webinaire"
    AUTRE = "autre", "", "Autre"


class Initiative(Nomenclature):
    """Whose idea an animation was."""

    INITIATIVE = "initiative", "", "Intervention à mon initiative"
    DEMANDE = "demande", "", "Réponse à un besoin/une problématique"


class AnimationTopic(Nomenclature):
    PARTAGE = "partage", "", "Échanges de bonnes pratiques / partage d’informations"
    RESEAU = "reseau", "", "Maillage territorial - faire réseau / créer du lien"
    SOUTIEN = "soutien", "", "Soutien technique et/ou organisationnel"
    PROFESSIONNEL = "professionnel", "", "Projet / Parcours professionnel"
    RH = "rh", "", "Soutien RH auprès des structures"
    AUTRE = "autre", "", "Autre thématique"


class EventType(Nomenclature):
    GRAND_PUBLIC = (
        "grand_public",
        "",
        "Évènement grand public (Ex : Forums, salons, journées départementales, ateliers collectifs...)",
    )
    NATIONAL = "national", "", "Évènement national (Ex : NEC, ANCTour, etc...)"
    INCLUSION = (
        "inclusion_numerique",
        "",
        "Journée d’inclusion numérique (Ex : Séminaire, rencontre, intervention...)",
    )
    NEC_LOCAL = "nec_local", "", "NEC local"
    AUTRE = "autre", "", "Autre"


class Organiser(Nomenclature):
    """Who organised an event; all but « Ma structure » also say what kind of body a partner is."""

    MA_STRUCTURE = "ma_structure", "", "Ma structure (moi - même)"
    COMMUNE = "commune", "", "Une commune"
    EPCI = "epci", "", "Un EPCI"
    DEPARTEMENT = "departement", "", "Le département"
    REGION = "region", "", "La région"
    ASSOCIATION = "association", "", "Une association"
    ENTREPRISE = "entreprise", "", "Une entreprise"
    HUB = "hub", "", "Un Hub"
    ETAT = "etat", "", "État (Préfecture, ANCT, Opérateur...)"
    GROUPEMENT = "groupement", "", "Un groupement (Syndicat mixte, consortium...)"
    AUTRE = "autre", "", "Autre"


PARTNER_TYPES: tuple[Organiser, ...] = tuple(Organiser)[1:]


class TerritorialLevel(Nomenclature):
    COMMUNAL = "communal", "", "Communal"
    INTERCOMMUNAL = "intercommunal", "", "Intercommunal"
    DEPARTEMENTAL = "departemental", "", "Départemental"
    REGIONAL = "regional", "", "Régional"
    NATIONAL = "national", "", "National"


class PartnershipNature(Nomenclature):
    PARCOURS_USAGER = "parcours_usager", "", "Conception de parcours usager"
    SUBVENTION = "subvention", "", "Recherche de subvention"
    COORDINATION_DEPARTEMENTALE = "coordination_departementale", "", "Journée de coordination départementale"
    RDV_ELU = "rdv_elu", "", "Rendez-vous avec un·e élu·e"
    AUTRE = "autre", "", "Autre"
