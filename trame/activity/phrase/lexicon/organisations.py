"""The bodies that a person is pointed to, or comes from."""

from trame.reference.nomenclatures import Origin, Redirection

REDIRECTIONS: dict[str, str] = {
    Redirection.DEMARCHES: """
        france services; france service; maison france services; maison france service; espace france services;
        espace france service; mfs; efs; fs; msap; maison de services au public; france services itinérant;
        bus france services; point numérique préfecture; écrivain public
    """,
    Redirection.ADMINISTRATION: """
        mairie; hôtel de ville; préfecture; sous préfecture; état civil; administration; commissariat; gendarmerie;
        police; tribunal; greffe; consulat; ambassade; service état civil; service urbanisme; point justice;
        maison de justice; conseil départemental; département; conseil régional; région; service élections;
        mairie annexe
    """,
    Redirection.OPERATEUR: """
        caf; cpam; assurance maladie; sécu; sécurité sociale; ameli; carsat; cnav; assurance retraite; msa; impôts;
        centre des impôts; service des impôts; dgfip; trésor public; trésorerie; perception; finances publiques;
        urssaf; ants; france titres; la poste; poste; mdph; agence de la caf; agirc arrco; ofii; banque de france;
        edf; engie; enedis; anah; maprimerenov; ma prime renov
    """,
    Redirection.AIDE_SOCIALE: """
        ccas; cias; assistante sociale; assistant social; assistantes sociales; as; travailleur social;
        travailleuse sociale; travailleurs sociaux; centre social; centre socioculturel; centre socio culturel; mds;
        maison des solidarités; maison de la solidarité; maison du département; cdas; utas; tas; ums; cms;
        centre médico social; centre départemental d'action sociale; action sociale; service social;
        services sociaux; secours populaire; secours catholique; croix rouge; restos du coeur; resto du coeur;
        emmaüs; clic; banque alimentaire; cada; maison des aînés
    """,
    Redirection.INSERTION: """
        france travail; pole emploi; mission locale; ml; cap emploi; plie; chambre de commerce; cci; cma;
        chambre des métiers; chambre de métiers; chambre d'agriculture; apec; greta; afpa; chantier d'insertion;
        structure d'insertion; cio; maison de l'emploi; point accueil emploi; pae; boutique de gestion; cidff
    """,
    Redirection.MEDIATION: """
        conseiller numérique; conseillère numérique; conseillers numériques; cnfs; cn; médiateur numérique;
        médiatrice numérique; médiathèque; bibliothèque; espace public numérique; epn; cyberbase; cyber base;
        cyber espace; cyberespace; cybercommune; espace numérique; fablab; fab lab; tiers lieu; emmaüs connect;
        point numérique; pimms; autre médiation numérique; structure de médiation numérique; lieu de médiation; epm;
        atelier collectif; repair café
    """,
    Redirection.AUTRE: """
        réparateur; boutique; boutique orange; magasin; sav; service après vente; notaire; avocat; banque; médecin;
        pharmacie; pharmacien; école; collège; lycée; assurance; autre organisme; association; vendeur; opérateur;
        boutique sfr; boutique bouygues; boutique free; fournisseur d'accès; informaticien; mutuelle
    """,
}
ORIGINS: dict[str, str] = {
    Origin.FRANCE_SERVICES: "france services; france service; maison france services; maison france service; "
    "espace france services; mfs; efs; msap",
    Origin.MAIRIE: "mairie; ccas; cias; communauté de communes; comcom; intercommunalité; élu; maire",
    Origin.TRAVAIL_SOCIAL: "assistante sociale; assistant social; as; travailleur social; travailleuse sociale; "
    "centre social; mds; cdas; maison des solidarités; service social; éducateur; éducatrice; cms",
    Origin.EMPLOI: "france travail; pole emploi; mission locale; cap emploi; plie; chantier d'insertion",
    Origin.OPERATEUR: "caf; cpam; carsat; msa; impôts; la poste; ameli; assurance maladie; sécu",
    Origin.MEDIATION: "conseiller numérique; conseillère numérique; médiathèque; bibliothèque; collègue; epn; cnfs; "
    "médiateur numérique; médiatrice numérique; espace public numérique",
    Origin.ASSOCIATION: "association; secours populaire; secours catholique; restos du coeur; croix rouge; emmaüs",
    Origin.SCOLAIRE: "école; collège; lycée; cio; organisme de formation",
    Origin.BOUCHE_A_OREILLE: """
        voisin; voisine; ami; amie; famille; bouche à oreille; fille; fils; enfant; soeur; frère; mari
    """,
}
# What says that a person is pointed somewhere; what comes next says where.
POINTED = """
    orienté(e); réorienté(e); ré orienté(e); redirigé(e); renvoyé(e); dirigé(e); aiguillé(e); adressé(e);
    orientation; réorientation; redirection; orienter; réorienter; rediriger; renvoi; relais; passage de relais;
    relayé(e)
"""
NOT_POINTED = """
    pas orienté(e); non orienté(e); pas réorienté(e); non réorienté(e); sans orientation; pas d'orientation;
    aucune orientation; sans réorientation; pas de réorientation; pas redirigé(e); aucune réorientation
"""
SENT_BY = "orienté(e); envoyé(e); adressé(e); dirigé(e); amené(e); aiguillé(e); venu(e) de la part; conseillé(e); part"
# « dossier renvoyé à la CAF »: it is the file that goes.
DOCUMENTS = "dossier; courrier; mail; courriel; demande; lettre; document; papier; déclaration; formulaire; pièce"
