"""Everyday words: those that say nothing here, those of the calendar, and those that are no mistake for another."""

from .words import LINKS, listed

# Words that say nothing by themselves here. What is not among them, and not understood, is shown as such.
STOP = LINKS | listed(
    """
    ligne a au aux en sur pour avec dans par chez et ou où y qui que qu quoi dont ne n se s il elle on ils elles je
    j nous vous tu te me lui eux est etait ai as ont sont fut ete etaient etre avoir avait avais avons ayant si mais
    car donc puis apres alors aussi tres bien petit petite bon bonne environ presque plus moins entre sous vers via
    afin cet c ca cela ceci celle celui tout toute tous toutes autre autres meme comme lors pendant durant fait
    faite faits faites faire vu vue recu recue venu venue venus venues apprendre besoin utiliser utilisation creer
    creation ouvrir ouverture envoyer envoi recevoir consulter consultation gerer gestion remplir question questions
    perdu perdue oublie oubliee probleme problemes souci soucis accueil accueilli accueillie theme sujet jour date
    duree lieu niveau pris prend reussi reussir veut voulait souhaite arrive plusieurs nouveau nouveaux nouvelle
    nouvelles nouvel e
    """
)
# Also meant when mistyped, besides the lexicon and the numbers.
CALENDAR = listed(
    """
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre
    octobre novembre decembre aujourd hui aujourdhui hier avant matin matinee midi soir soiree journee apres demain
    dernier derniere prochain prochaine semaine mois heure demi demie quart minute trajet route deplacement
    preparation premiere nouveau nouvelle couple groupe personne
    """
)
# One letter away from a word of the lexicon, or used by a recogniser, and meaning what they say.
KNOWN = listed(
    """
    import imports importer partent tourne addition additions elevees elevee demandee demandees parler parlent
    passer passes poster porter portee marche marcher message messages contact contacts connexion compter comptes
    affaire affaires visiter visites traite traiter parent present presente presenter bonjour conseille conseils
    projet projets objet objets facture factures vendre rendre prendre reprendre apprendre comprendre carton cartes
    courses course courte courant courants suivre suivant suivante demande demander installe installer imprime
    achete acheter lettre lettres service services centre entree entrer montre montrer active activer actives avance
    avancer adresse adresser aidante aidants gratuit formule formules former forme dossier dossiers classer classes
    maison raison saison banques manque marque enfance urgence agence essence sortie partie parti photographie
    relation location vacation station notation rotation annotation retour retours secret secrets special sociale
    social socials locale local locales vocale vocal village ville vieille veille eveille mairie marie mariee
    famille families jardin jardinage cuisine coiffeur tableau tableaux cadeau cadeaux bateau gateau chateau petite
    petites bonne bonnes grosse grosses grande grandes longue presque environ plusieurs quelques depuis pendant
    entre habitant habitante habite residant vivant agee agees annee annees plein pleine cassee casse perdue perdues
    oublie oubliee voisin voisine voisins soeur frere enfants enfant garcon garcons fillette bebe maladie malade
    malades malaise hopital docteur medecins prise prises priser crise bourses bourse bouche touche touches couche
    douche souche poche proche proches langue langues francais anglais espagnol lecture ecriture lire ecrire parole
    paroles couture peinture musique cinema theatre danse sport sports tennis cheval chasse peche jeux societe loto
    chorale travaux travail travaille travailler ouvrage courage bagage garage voyage voyages image images page
    pages nature culture cultures voiture voitures velo avion train trains metro billet billets ticket tickets
    argent compte compta vente ventes rente rentes tente attente entente patente parente vitesse adresses richesse
    promesse jeunesse vieillesse politesse tristesse solution solutions question questions option options action
    actions section mention pension pensions tension besoin besoins moyen moyens examen examens dessin dessins
    chemin chemins voisinage chaine chaines semaines domaine domaines centaine fontaine complet complete complets
    incomplet inutile utile utiles facile difficile fragile mobile agile erreur erreurs horreur terreur couleur
    couleurs valeur valeurs chaleur douleur ecoute ecouter ecouteurs ecouteur enceinte casque micro camera cameras
    ecran ecrans bouton boutons envie envies patience silence absence presence science experience experiences
    reference references vigilance ambulance assurance assurances vacance vacances distances ordonnances poulet
    mulet chalet palais relais essai essais delai delais balai suivie suivies suivis recues recus prevue prevus
    prevu maintenant invitation invitations interet interets interne internes retrait retraits habitat emploie
    actualite actualites presentation presentations charte chartes second environnement production evolution
    evolutions initiative initiatives financeur financeurs financier financiere commun communs annuel annuelle
    collectivite collectivites fonctionnalite fonctionnalites coherence largement perimetre animateur animateurs
    animatrice organiser organise repartition reparti mobilisation mobiliser deploiement formateur formateurs
    formatrice societaire travaillent contraire arrete arreter intercommunale solitaire identique identiques
    instantane president fondation complementarite permanent permanents transformer independant frontiere maraudeur
    rentre reduction directeur directrice consultant habilitation fracture pertinence revocation execution debout
    documente documentaire corbeille journalise consultatif certifiant accueille aboutir diriger placer actualiser
    particuliere particulier median soignant competent amener depannant cherche cherchent relayer soutient renvoie
    societale deplacent ordonnanceur repartiteur declaratif ouvert ouverts ouverte fermer ferme fermee gardees
    garder individuelle telephoner telephone telephonie numerique numeriques informatique informaticien animation
    animations reunion reunions occasion information informations explication explications installation applications
    application imprimante imprimantes fatigue fatigant intelligent intelligence urgent agent agents marchand
    marchande banquier comptable comptabilite militaire salaire scolarisation securisation navigateur naviguer
    voyageur entreprise entrepreneur commercial commerciale commerce mercredi vendredi samedi mardi lundi jeudi
    dimanche cuisinier boulanger coiffeuse infirmier infirmiere medecin avocate notaires prevention invention
    intention attention dimension extension exposition composition position opposition courrier courriers coursier
    chantier sentier quartier papier papiers cahier cahiers dernierement premierement traduction traducteur
    reproduction introduction conduction induction session pression impression expression depression inscription
    description prescription souscription transcription migration immigration emigration mediation remediation
    radiation variation evaluation valuation devaluation creatif creative recreation modification modifier
    qualification certification notification verification classification collecte collective correctif objectif
    positif positive sensible possible visible disponible patient garagiste stagiaire horaire horaires salarial
    mutuelle mutuelles virtuel virtuelle manuel manuelle annonce annonces enonce denonce permission emission mission
    missions omission commission admission soumission association associations dissociation socialisation
    sociabilite scolaire scolaires polaire solaire populaire carnet carnets cabinet robinet bonnet sonnette
    serviette clavier claviers janvier fevrier photocopie photocopies photographe radiographie biographie geographie
    orthographe paragraphe partenaire partenaires partenariat partenariale anniversaire adversaire bibliothecaire
    bibliotheque mediathecaire mediatheque
    """
)
