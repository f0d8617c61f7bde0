"""The words that say a kind, a channel, a material, a level, how somebody came… and who was there."""

from trame.reference.nomenclatures import (
    AccessMode,
    AgeBand,
    Autonomy,
    Channel,
    Gender,
    Level,
    Material,
    Payment,
    PublicKind,
    Setting,
    Skill,
    Status,
)

# « sure »: the word alone settles it. « likely »: unless the number of people says otherwise.
GROUP_SURE, GROUP_LIKELY, ONE_SURE, ONE_LIKELY, COORDINATION = "group", "group?", "one", "one?", "coordination"
KINDS: dict[str, str] = {
    GROUP_SURE: """
        atelier; ateliers; atelier collectif; collectif; collective; groupe; en groupe; petit groupe; conférence;
        café numérique; classe; atelier numérique; séance collective; cours collectif; formation collective;
        workshop; accompagnement collectif; rdv collectif; atelier découverte; atelier d'initiation;
        atelier initiation; goûter numérique
    """,
    GROUP_LIKELY: "cours; séance; formation; session; stage; initiation; module; cycle; atelier individualisé",
    ONE_SURE: """
        individuel; individuelle; individuellement; en individuel; accompagnement individuel; atelier individuel;
        cours individuel; cours particulier; séance individuelle; formation individuelle; rdv individuel;
        rendez vous individuel; face à face; tête à tête; individualisé; entretien individuel; aide individuelle;
        suivi individuel; suivi individualisé; accompagnement individualisé; accompagnement personnalisé;
        accomp indiv; indiv; atelier en individuel; cours en individuel; session individuelle
    """,
    ONE_LIKELY: """
        accompagnement; accomp; accompagné(e); acc; rdv; rendez vous; visite; entretien; aide; aidé(e); aider; suivi;
        coup de main; conseil; intervention; prise de rdv; prise de rendez vous; assistance; dépannage; consultation
    """,
    COORDINATION: """
        réunion; réunion d'équipe; réunion partenaires; réunion de coordination; réunion partenariale; copil; cotech;
        comité de pilotage; comité technique; webinaire; partenariat; assemblée générale; conseil municipal;
        réunion de réseau; point d'équipe; réunion publique
    """,
}
CHANNELS: dict[str, str] = {
    Channel.DOMICILE: """
        à domicile; domicile; à son domicile; au domicile; à leur domicile; à dom; dom; chez elle; chez lui;
        chez eux; chez elles; chez l'habitant; à la maison; visite à domicile; vad; intervention à domicile;
        déplacement à domicile; rdv à domicile; rendez vous à domicile; accompagnement à domicile;
        dépannage à domicile; aide à domicile
    """,
    Channel.A_DISTANCE: """
        à distance; distanciel; en distanciel; par téléphone; au téléphone; par tel; au tel; par tél;
        téléphoniquement; téléphonique; appel téléphonique; appel; appels; coup de fil; coup de téléphone; en visio;
        par visio; en visioconférence; par visioconférence; visioconférence; visio conférence; en visio conférence;
        prise en main à distance; rdv téléphonique; rendez vous téléphonique; aide à distance; dépannage à distance;
        rdv visio; teamviewer; anydesk; rdv tel; rdv par tel; rdv téléphone; rdv par téléphone; tel avec; tél avec;
        téléphone avec; entretien téléphonique; accompagnement téléphonique; accompagnement à distance;
        accueil téléphonique; hotline; atelier à distance; cours en visio; atelier en visio; tel à distance;
        conseil téléphonique
    """,
    Channel.AUTRE: """
        au marché; sur le marché; marché; dans la rue; en pied d'immeuble; au pied des immeubles; au forum; forum;
        à la foire; au café; au bistrot; sur un parking; sur le parking; autre lieu; ailleurs; dans le bus;
        dans le camion; sur la place; place du marché; à la fête; au salon; hors les murs; au camping; à la plage
    """,
}
# Places that may be one of hers, or not: where none of hers answers, with its commune, they are « elsewhere ».
VENUES_ELSEWHERE = """
    médiathèque; bibliothèque; mairie; école; collège; lycée; ehpad; résidence autonomie; foyer logement; foyer;
    salle des fêtes; salle polyvalente; salle communale; centre social; ccas; mjc; maison de retraite; association;
    local; tiers lieu; cyberbase; epn; espace numérique; espace public numérique; france services; france service;
    maison france services; espace france services; maison de quartier; maison des associations; hôpital; prison;
    entreprise; université; mission locale; ludothèque; maison pour tous; fablab; bus numérique; camping car; msap;
    espace jeunes; centre de loisirs; centre culturel; club; bureau; gymnase; église; ferme
"""
MATERIALS: dict[str, str] = {
    Material.ORDINATEUR: """
        ordinateur; ordi; ordis; pc; mac; macbook; portable pc; pc portable; ordinateur portable; ordi portable;
        ordinateur fixe; pc fixe; imac; chromebook; windows; windows 10; windows 11; windows 10 vers 11;
        windows 10 à 11; ordinateur lent; ordi lent; pc lent; unité centrale; utiliser un ordinateur;
        utiliser son ordinateur; utilisation de l'ordinateur; utilisation ordinateur; initiation ordinateur;
        initiation à l'ordinateur; découverte ordinateur; découverte de l'ordinateur; bases de l'ordinateur;
        bases ordinateur; bases du pc; entretien ordinateur; entretien pc; maintenance ordinateur; maintenance pc
    """,
    Material.TELEPHONE: """
        téléphone; tel; tél; smartphone; smart phone; portable; téléphone portable; mobile; téléphone mobile; gsm;
        iphone; android; samsung; sur téléphone; sur smartphone; sur son téléphone; sur tel; photos du téléphone;
        photos de téléphone; photos du smartphone; photos de son téléphone; photos sur téléphone;
        utiliser un smartphone; utiliser son smartphone; utiliser son téléphone; utiliser le téléphone;
        utilisation du téléphone; utilisation du smartphone; utilisation smartphone; utilisation téléphone;
        initiation smartphone; découverte smartphone; découverte du smartphone
    """,
    Material.TABLETTE: """
        tablette; ipad; tab; tablette tactile; tablette numérique; utiliser une tablette; utiliser sa tablette;
        utilisation de la tablette; utilisation tablette; initiation tablette; découverte tablette;
        découverte de la tablette
    """,
    Material.AUTRE: """
        imprimante; scanner; vidéoprojecteur; video projecteur; liseuse; objet connecté; borne; casque vr;
        appareil photo; webcam; imprimante 3d; imprimante en panne; installer imprimante; installation imprimante;
        installer l'imprimante; installation d'imprimante; installation de l'imprimante; branchement imprimante;
        montre connectée; enceinte connectée; découpe laser; robot; thymio
    """,
    Material.AUCUN: "sans matériel; pas de matériel; aucun matériel; sans équipement",
}
LEVELS: dict[str, str] = {
    Level.DEBUTANT: """
        débutant(e); grand débutant; grande débutante; grands débutants; niveau débutant; niveau 1; vrais débutants;
        novice; grandes débutantes; débutants complets
    """,
    Level.INTERMEDIAIRE: "intermédiaire; niveau intermédiaire; niveau moyen; niveau 2",
    Level.AVANCE: "avancé(e); niveau avancé; confirmé(e); niveau confirmé; expert; perfectionnement; niveau 3; experts",
}
SKILLS: dict[str, str] = {
    Skill.GRAND_DEBUTANT: "grand débutant; grande débutante; grands débutants; grandes débutantes",
    Skill.DEBUTANT: "débutant(e); niveau débutant; novice",
    Skill.INTERMEDIAIRE: "intermédiaire; niveau intermédiaire",
    Skill.A_L_AISE: "à l'aise; à l'aise avec le numérique",
}
AUTONOMIES: dict[str, str] = {
    Autonomy.AUTONOME: """
        seul; seule; tout seul; toute seule; autonome; en autonomie; en autonomie complète; totale autonomie;
        complètement autonome; totalement autonome; entièrement autonome; en toute autonomie; fait(e) seul;
        fait(e) seule; sans aide; très autonome; bien autonome; autonomes; sans guidage
    """,
    Autonomy.PARTIELLEMENT_AUTONOME: """
        partiellement autonome; semi autonome; presque autonome; autonome avec guidage; autonome avec aide;
        autonome avec guidage en cas de besoin; autonome avec un peu d'aide; avec un coup de main;
        avec un peu d'aide; avec un peu de guidage; autonomie partielle; en partie autonome; en semi autonomie;
        presque seul; presque seule; plutôt autonome; assez autonome; autonome en cas de besoin; moyennement autonome
    """,
    Autonomy.ENTIEREMENT_ACCOMPAGNE: """
        avec guidage; guidé(e); entièrement accompagné(e); entièrement guidé(e); totalement accompagné(e);
        accompagnement total; accompagné(e) du début à la fin; guidé(e) du début à la fin; guidé(e) pas à pas;
        pas à pas; pas autonome; pas du tout autonome; non autonome; aucune autonomie; sans autonomie;
        pas d'autonomie; guidage complet; avec un guidage complet
    """,
}
VENUES: dict[str, str] = {
    "new": """
        première fois; 1ère fois; 1re fois; 1ere fois; pour la première fois; première venue; 1ère venue; 1re venue;
        première visite; 1ère visite; 1re visite; premier rdv; premier rendez vous; 1er rdv; 1er rendez vous;
        premier accompagnement; 1er accompagnement; première rencontre; jamais venu(e); nouvelle personne;
        nouvel usager; nouvelle usagère; nouveau venu; nouvelle venue; nouveau bénéficiaire; nouvelle bénéficiaire;
        nouveau participant; nouvelle participante; nouveaux participants; nouvelle tête; nouvelles têtes;
        nouvelles personnes; nouveaux usagers; nouveaux venus; nouvelles venues; primo
    """,
    "known": """
        déjà venu(e); déjà venus; déjà suivi(e); déjà connu(e); déjà accompagné(e); déjà reçu(e); déjà rencontré(e);
        déjà vu(e); habitué(e); habitués; revient; revenu(e); de retour; 2e fois; 2ème fois; deuxième fois;
        seconde fois; 3e fois; 3ème fois; troisième fois; 4e fois; 4ème fois; 2e visite; 2ème visite;
        deuxième visite; deuxième rdv; 2e rdv; 2ème rdv; deuxième rendez vous; 2ème rendez vous; 2e rendez vous;
        3ème rdv; 3e rdv; troisième rdv; déjà passé(e); pas la première fois; pas nouvelle
    """,
}
STATUSES: dict[str, str] = {
    Status.RETRAITE: "retraité(e); retraités; à la retraite; en retraite; jeune retraité; jeune retraitée",
    Status.SANS_EMPLOI: """
        sans emploi; au chômage; chômeur; chômeuse; demandeur d'emploi; demandeuse d'emploi; demandeurs d'emploi;
        demandeuses d'emploi; demandeur emploi; demandeurs emploi; demandeuse emploi; en recherche d'emploi;
        en recherche emploi; inactif; inactive; sans travail; femme au foyer; mère au foyer; sans activité
    """,
    Status.EN_EMPLOI: """
        en emploi; salarié(e); en activité; en activité professionnelle; actif; active; fonctionnaire; travailleur;
        travailleuse; actif occupé; actifs; actives
    """,
    Status.SCOLARISE: """
        scolarisé(e); étudiant(e); élève; lycéen; lycéenne; collégien; collégienne; écolier; écolière; apprenti(e);
        en études
    """,
}
SETTINGS: dict[str, str] = {
    Setting.PERMANENCE: "permanence; perm; permanence numérique; accueil numérique",
    Setting.ITINERANCE: "itinérance; en itinérance; itinérant; tournée",
    Setting.ALLER_VERS: "aller vers; maraude; hors les murs; en pied d'immeuble; au pied des immeubles; porte à porte",
    Setting.EVENEMENT: "portes ouvertes; journée portes ouvertes",
}
ACCESS_MODES: dict[str, str] = {
    AccessMode.SANS_RDV: """
        sans rdv; sans rendez vous; spontané(e); en accès libre; accès libre; au comptoir; à l'improviste; sans rv
    """,
    AccessMode.SUR_RDV: "sur rdv; sur rendez vous; avec rdv; avec rendez vous; en rdv; en rendez vous; sur rv",
    AccessMode.SUR_INSCRIPTION: "sur inscription; sur réservation; avec inscription; atelier sur inscription",
}
PAYMENTS: dict[str, str] = {
    Payment.GRATUIT: "gratuit(e); gratuitement",
    Payment.PAYANT: "payant(e)",
    Payment.ADHESION: "adhésion; sur adhésion",
    Payment.PASS_NUMERIQUE: "pass numérique; passe numérique; pass numériques; aptic; chèque aptic",
    Payment.CHEQUE: "chèque culture; chèque d'accompagnement",
}
PUBLIC_KINDS: dict[str, str] = {
    PublicKind.AIDANT: """
        aidant(e); aidant familial; aidante familiale; proche aidant; proche aidante; aidants familiaux
    """,
}
GENDERS: dict[str, str] = {
    Gender.FEMININ: """
        femme; dame; madame; mme; mademoiselle; mlle; mesdames; maman; mère; grand mère; mamie; mamy; fille;
        jeune fille; jeune femme; vieille dame; femme âgée; dame âgée; dame d'un certain âge; mère de famille;
        mère isolée; femme au foyer; mère au foyer; étudiante seule; grands mères; mamans; habitante
    """,
    Gender.MASCULIN: """
        homme; monsieur; mr; messieurs; papa; père; grand père; papi; papy; garçon; jeune homme; vieux monsieur;
        monsieur âgé; homme âgé; père de famille; jeune garçon; gars
    """,
}
AGES: dict[str, str] = {
    AgeBand.PLUS_70: "septuagénaire; octogénaire; nonagénaire; centenaire",
    AgeBand.DE_60_A_69: "sexagénaire",
    AgeBand.DE_40_A_59: "quinquagénaire; quadragénaire; quadra; quinqua",
    AgeBand.DE_25_A_39: "trentenaire",
    AgeBand.DE_12_A_17: "ado; adolescent(e); ados",
}
# Expressions longer than one that would be read inside them, and that say nothing here.
NOTHING = """
    aidants numériques; aidant numérique; compte google; compte apple; identifiant apple; code postal;
    carte bancaire; identité numérique; youtube; carte de visite; carte d'adhérent; carte de fidélité; code barre;
    qr code; code wifi; bloc notes; carte sim; carte bleue; agence postale; appel d'offres; appel à projets;
    cours de cuisine; cours d'anglais; cours de français; réseau wifi; salle de classe; aide ménagère;
    aide soignante; aide à la personne; prise de contact; prise électrique; groupe sanguin; visite médicale;
    visite guidée; suivi médical; google agenda; numéro de téléphone; numéro de portable; numéro de tel;
    forfait téléphone; forfait mobile; forfait internet; box internet; facture téléphone; facture de téléphone;
    abonnement internet; abonnement téléphone; jeu vidéo; jeux vidéo; maison des jeunes; langue des signes;
    séance photo; service civique; mutuelle santé; chèque cadeau; carte cadeau; carte de sécurité;
    réseau france services; maison de santé; centre de santé; sans domicile fixe; sans domicile; sans abri;
    temps administratif; travail administratif; réunion parents; pôle santé; salon de coiffure; banque alimentaire;
    carte mère; carte graphique; appareil auditif
"""
# Nouns of people: « total » counts whoever was there, « some » a part of them, when a total is said too.
TOTAL, SOME, KIN = "total", "some", "kin"
PEOPLE: dict[str, str] = {
    TOTAL: """
        personne; pers; prs; persone; participant(e); particip; participation; part; usager; usagère; habitant(e);
        bénéficiaire; benef; bénef; présent(e); gens; pax; p; tête; individu; stagiaire; apprenant(e); individus;
        personnes présentes; personnes au total; participants présents; personnes en tout; ppl; pp
    """,
    SOME: """
        femme; dame; homme; monsieur; messieurs; mesdames; maman; mère; papa; père; fille; garçon; grand mère;
        grand père; mamie; papi; papy; jeune fille; jeune femme; jeune homme; jeune garçon; étudiant(e); élève;
        lycéen; lycéenne; collégien; collégienne; écolier; écolière; apprenti(e); retraité(e); jeune retraité;
        jeune retraitée; chômeur; chômeuse; demandeur d'emploi; demandeuse d'emploi; demandeurs d'emploi;
        demandeuses d'emploi; demandeur emploi; demandeurs emploi; salarié(e); fonctionnaire; actif; active; ado;
        adolescent(e); jeune; enfant; adulte; senior; sénior; aîné(e); parent; personne âgée; personnes âgées;
        aidant(e); agriculteur; agricultrice; artisan(e); commerçant(e); bénévole; adhérent(e); agent; professionnel;
        professionnelle; pro; médiateur; travailleur; travailleuse; migrant(e); réfugié(e); débutant(e);
        septuagénaire; octogénaire; nonagénaire; sexagénaire; quinquagénaire; quadragénaire; trentenaire;
        résident(e); patient(e); client(e); visiteur; visiteuse; femme au foyer; mère au foyer; allocataire;
        locataire; novice; autoentrepreneur; auto entrepreneur; auto entrepreneuse; entrepreneur; entrepreneuse;
        micro entrepreneur; personne en situation de handicap; personnes en situation de handicap; habitué(e);
        aidant familial; aidante familiale; aidants familiaux; gamin(e); garçons; seniors; membre; élu(e);
        employé(e); ouvrier; ouvrière; secrétaire; assistante maternelle; assistantes maternelles; mineur(e);
        étranger; étrangère
    """,
}
PEOPLE[SOME] += "; lecteur; lectrice; curieux; curieuse; abonné(e); voyageur; spectateur; touriste; amateur; couturière"
PEOPLE[KIN] = "soeur; frère; voisin(e); ami(e); copain; copine; collègue; cousin(e); conjoint(e); époux; épouse"
# Nouns that only a woman is called by, read where she is alone.
FEMININE = """usagere habitante etudiante lyceenne collegienne chomeuse agricultrice
    commercante artisane participante autoentrepreneuse entrepreneuse adherente visiteuse ouvriere demandeuse
    lectrice cliente patiente residente voyageuse apprenante travailleuse"""
REGISTERED = "inscrit(e)"
CANCELLED = "annulé(e); annulés; reporté(e); pas venu(e); absent(e); pas présenté(e); no show; lapin; décommandé(e)"
# People whose trade is the subject: « un artisan ».
TRADES = """
    artisan(e); commerçant(e); agriculteur; agricultrice; auto entrepreneur; auto entrepreneuse; autoentrepreneur;
    micro entrepreneur; professionnel indépendant; travailleur indépendant; indépendant; restaurateur; gérant(e);
    chef d'entreprise
"""
