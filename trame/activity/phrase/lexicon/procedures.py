"""The words that say an administrative procedure, and who runs it."""

from trame.reference.nomenclatures import Mandate, Manner, Operator, Outcome, Topic

PROCEDURES: dict[str, str] = {
    Topic.PAPIERS: """
        carte d'identité; carte identité; carte nationale d'identité; cni; passeport; papiers d'identité;
        pièce d'identité; titre d'identité; pré demande; prédemande; pré demande cni; pré demande passeport;
        pré demande carte d'identité; état civil; acte de naissance; extrait de naissance;
        extrait d'acte de naissance; livret de famille; acte de mariage; acte de décès; liste électorale;
        listes électorales; élection; électoral; inscription électorale; inscription sur les listes électorales;
        inscription liste électorale; carte électorale; carte d'électeur; procuration; procuration de vote;
        procuration vote; vote; recensement; recensement citoyen; citoyenneté; photo d'identité;
        identité numérique la poste; renouvellement cni; renouvellement de cni; renouvellement carte d'identité;
        renouvellement passeport; renouvellement de passeport; jdc
    """,
    Topic.FAMILLE: """
        caf; compte caf; dossier caf; allocations familiales; allocation familiale; alloc; prestations familiales;
        prime de naissance; prime à la naissance; paje; pajemploi; mode de garde; garde d'enfant; crèche;
        inscription école; inscription à l'école; inscription scolaire; inscription au collège; inscription au lycée;
        inscription collège; inscription lycée; inscription cantine; inscription à la cantine; cantine; périscolaire;
        bourse scolaire; bourse des collèges; bourse de lycée; bourse lycée; bourse collège; bourse étudiante;
        bourse crous; crous; allocation de rentrée; allocation de rentrée scolaire; mariage; pacs; aripa;
        pension alimentaire; quotient familial; attestation de quotient familial; attestation caf;
        déclaration de naissance; déclaration de grossesse; transport scolaire; transports scolaires
    """,
    Topic.SOCIAL_SANTE: """
        rsa; revenu de solidarité active; prime d'activité; aah; mdph; dossier mdph; handicap; apa; aspa;
        minimum vieillesse; retraite; la retraite; dossier retraite; dossier de retraite; demande de retraite;
        demande retraite; simulation retraite; point retraite; préparation retraite; carsat; cnav;
        assurance retraite; info retraite; mon compte retraite; compte retraite; départ en retraite;
        départ à la retraite; agirc arrco; pension de réversion; réversion; carte vitale; cpam; assurance maladie;
        sécu; sécurité sociale; arrêt maladie; arrêt de travail; indemnités journalières; css; c2s; cmu; cmu c;
        complémentaire santé; complémentaire santé solidaire; msa; dossier msa; remboursement de soins;
        remboursement soins; remboursements; feuille de soins; invalidité; pension d'invalidité; aide sociale;
        aides sociales; cmi; carte d'invalidité; carte mobilité inclusion; carte européenne; carte européenne santé;
        carte européenne de santé; carte européenne d'assurance maladie; attestation de droits; attestation sécu;
        attestation carte vitale; attestation vitale; déclaration trimestrielle; dtr; déclaration trimestrielle rsa;
        déclaration rsa; déclaration de ressources; carte stationnement
    """,
    Topic.TRAVAIL: """
        france travail; francetravail; compte france travail; espace france travail; pole emploi; poleemploi;
        compte pole emploi; inscription france travail; inscription pole emploi; actualisation;
        actualisation france travail; actualisation pole emploi; actualiser; s'actualiser; cpf; cpf formation;
        formation cpf; mon compte formation; compte formation; compte personnel de formation;
        formation professionnelle; demande de formation; recherche de formation; recherche formation;
        inscription formation; inscription à une formation; inscription en formation; dossier de formation; chômage;
        allocation chômage; allocations chômage; droits au chômage; inscription au chômage; dossier chômage; are;
        indemnisation chômage; attestation employeur; urssaf; cesu; contrat de travail; fiche de paie; fiche de paye;
        bulletin de salaire; bulletin de paie; bulletin de paye; rupture conventionnelle; démission;
        contrat d'apprentissage; vae; création d'entreprise; créer son entreprise; attestation france travail;
        attestation pole emploi
    """,
    Topic.LOGEMENT: """
        logement; logement social; demande de logement; demande logement; demande de logement social;
        demande logement social; dossier logement; dossier de logement; recherche de logement; recherche logement;
        hlm; apl; demande apl; aide au logement; aides au logement; allocation logement; allocations logement; als;
        maprimerenov; ma prime renov; ma prime rénov'; prime rénov; maprimerénov; rénovation énergétique;
        chèque énergie; chèque énergies; edf; engie; compteur linky; linky; facture d'électricité; facture edf;
        facture d'énergie; bail; quittance; loyer; visale; action logement; dalo; fsl; permis de construire;
        urbanisme; anah; déclaration préalable; facture d'eau; état des lieux; attestation d'hébergement;
        recherche location; recherche de location; annonces de location
    """,
    Topic.TRANSPORTS: """
        carte grise; cartes grises; certificat d'immatriculation; immatriculation; plaque d'immatriculation; permis;
        permis de conduire; permis voiture; permis moto; permis à points; points de permis; points du permis;
        code de la route; contrôle technique; crit air; critair; vignette crit air; certificat de cession;
        cession de véhicule; cession véhicule; vente de véhicule; vente véhicule; vente voiture; cession voiture;
        changement de propriétaire; covoiturage; blablacar; carte de transport; abonnement transport;
        abonnement de transport; abonnement bus; abonnement train; carte de bus; carte korrigo; korrigo; navigo;
        passe navigo; pass navigo; sncf; carte sncf; carte avantage; billet de train; billets de train; mobilité;
        transport; déclaration de cession
    """,
    Topic.ARGENT: """
        impôts; impôt; déclaration d'impôts; déclaration impôts; déclaration d'impôt; déclaration des impôts;
        déclarer ses impôts; déclarer ses revenus; déclaration de revenus; déclaration revenus;
        déclaration des revenus; déclaration fiscale; compte impôts; espace impôts; site des impôts; impôts gouv;
        avis d'imposition; avis d'impôt; prélèvement à la source; taxe foncière; taxe d'habitation; taxe; fiscalité;
        gmbi; gérer mes biens immobiliers; biens immobiliers; dgfip; trésor public; finances publiques;
        surendettement; dossier de surendettement; banque de france; timbre fiscal; timbres fiscaux; crédit d'impôt;
        redevance; amende; amendes
    """,
    Topic.JUSTICE: """
        justice; aide juridictionnelle; aj; plainte; dépôt de plainte; porter plainte; pré plainte; préplainte;
        pré plainte en ligne; plainte en ligne; casier; casier judiciaire; extrait de casier judiciaire; tribunal;
        litige; conciliateur; divorce; tutelle; curatelle; point justice; contravention; saisie sur salaire
    """,
    Topic.ETRANGERS: """
        titre de séjour; titre séjour; carte de séjour; carte de résident; renouvellement titre de séjour;
        renouvellement de titre de séjour; naturalisation; nationalité; nationalité française; anef; demande d'asile;
        asile; visa; regroupement familial; récépissé; ofii; ofpra; étrangers; droit des étrangers; dcem;
        attestation d'accueil
    """,
    Topic.LOISIRS: """
        pass culture; pass sport; pass'sport; passsport; passeport sport; licence sportive; licence sport;
        licence de foot; inscription sport; inscription loisirs; inscription au sport; permis de chasse;
        permis chasse; validation du permis de chasse; carte de pêche; permis de pêche; permis bateau; ancv;
        chèques vacances; chèque vacances; billetterie; loisirs
    """,
    Topic.ASSOCIATIONS: """
        compte asso; compte association; création d'association; création association; créer une association;
        dossier association; dossier d'association; déclaration d'association; subvention; demande de subvention;
        dossier de subvention; dossier subvention; helloasso; hello asso; statuts d'association; loi 1901;
        vie associative; gestion d'association; gestion association
    """,
}
OPERATORS: dict[str, str] = {
    Operator.CAF: "caf; compte caf; dossier caf; attestation caf; allocations familiales",
    Operator.CPAM: "cpam; ameli; améli; compte ameli; espace ameli; assurance maladie; sécu; sécurité sociale; "
    "attestation sécu; carte vitale; attestation vitale; attestation carte vitale",
    Operator.CARSAT: "carsat; assurance retraite",
    Operator.MSA: "msa; dossier msa",
    Operator.FRANCE_TRAVAIL: """
        france travail; francetravail; compte france travail; espace france travail; pole emploi; poleemploi;
        compte pole emploi; inscription france travail; inscription pole emploi; actualisation france travail;
        actualisation pole emploi; attestation france travail; attestation pole emploi
    """,
    Operator.DGFIP: """
        impôts; impôt; déclaration d'impôts; déclaration impôts; déclaration d'impôt; déclaration des impôts;
        déclarer ses impôts; compte impôts; espace impôts; site des impôts; impôts gouv; dgfip; trésor public;
        finances publiques
    """,
    Operator.FRANCE_TITRES: "ants; france titres",
    Operator.PREFECTURE: "rdv préfecture; rendez vous préfecture; préfecture en ligne",
    Operator.LA_POSTE: "identité numérique la poste",
    Operator.MAPRIMERENOV: "maprimerenov; ma prime renov; ma prime rénov'; prime rénov; maprimerénov",
}
OUTCOMES: dict[str, str] = {
    Outcome.ABOUTIE: "abouti(e); aboutis; finalisé(e); validé(e); terminé(e); bouclé(e); mené(e) à bien",
    Outcome.EN_COURS: "en cours; à suivre; en attente; à finir; à terminer; à finaliser; pas terminé(e); "
    "pas fini(e); non terminé(e); inachevé(e); à compléter; incomplet; incomplète",
    Outcome.BLOQUEE: "bloqué(e); coincé(e); au point mort; pas abouti(e); non abouti(e)",
    Outcome.ABANDONNEE: "abandonné(e)",
}
MANNERS: dict[str, str] = {
    Manner.A_LA_PLACE: "à la place de la personne; à sa place; fait(e) pour elle; fait(e) pour lui; fait(e) à sa place",
    Manner.AVEC: "fait(e) avec elle; fait(e) avec lui; fait(e) ensemble; avec la personne",
    Manner.PAR: "fait(e) par elle même; fait(e) par lui même; elle même; lui même",
}
MANDATES: dict[str, str] = {
    Mandate.AIDANTS_CONNECT: "aidants connect; aidant connect; mandat aidants connect; mandat aidant connect",
    Mandate.ECRIT: "mandat; mandat écrit; mandat signé; autorisation signée",
    Mandate.AUCUN: "sans mandat; pas de mandat",
}
# What an outcome may be said of, besides a procedure that is named.
CASES = "dossier; demande; démarche; procédure; déclaration; inscription; renouvellement; formulaire; simulation"
