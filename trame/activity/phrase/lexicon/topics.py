"""The words that say a subject of digital mediation. « ( ) » encloses what may be missing: « confirmé(e) »."""

from trame.reference.nomenclatures import Topic

TOPICS: dict[str, str] = {
    Topic.EMAIL: """
        mail; mèl; mél; e mail; email; emails; courriel; messagerie; messagerie électronique; gmail; outlook;
        hotmail; yahoo; yahoo mail; orange mail; laposte net; la poste net; protonmail; thunderbird; webmail;
        boîte mail; boîte orange; boîte free; boîte sfr; boîte hotmail; boîte yahoo; boîte email; boîte e mail;
        boîte gmail; boîte courriel; boîte de réception; boîte électronique; boîte aux lettres électronique;
        adresse mail; adresse email; adresse e mail; adresse électronique; adresse gmail; adresse courriel;
        compte mail; compte gmail; compte messagerie; pièce jointe; pj; spam; spams; courrier indésirable;
        courrier électronique; message électronique; indésirables; pourriel
    """,
    Topic.SECURITE: """
        sécurité; sécurité numérique; sécurité informatique; sécurité en ligne; sécurité internet;
        sécurité sur internet; sécurité sur le sécuriser; cybersécurité; cyber sécurité; cybermalveillance; arnaque;
        arnaque en ligne; arnaques en ligne; arnaque internet; arnaque sur internet; arnaque aux sms; escroquerie;
        escroqué(e); escroc; phishing; fishing; hameçonnage; piratage; piraté(e); compte piraté; mail piraté;
        boîte mail piratée; compte facebook piraté; hacker; hacké(e); virus; antivirus; anti virus; malware;
        rançongiciel; ransomware; fraude; message frauduleux; mail frauduleux; courriel frauduleux; sms frauduleux;
        appel frauduleux; site frauduleux; faux mail; faux sms; faux site; faux conseiller; faux message;
        double authentification; authentification à deux facteurs; usurpation d'identité; usurpation;
        données personnelles; protection des données; vie privée; rgpd; cyberharcèlement; cyber harcèlement;
        gestionnaire de mots de passe; coffre fort de mots de passe; keepass; bitwarden; mot de passe piraté;
        prévention numérique; prévention arnaque; prévention des arnaques; confidentialité
    """,
    Topic.NAVIGATION: """
        navigation; navigation internet; navigation web; navigation sur internet; naviguer; naviguer sur internet;
        navigateur; surfer; surf; surfer sur internet; recherche internet; recherche sur internet; recherche web;
        recherche google; chercher sur internet; rechercher sur internet; moteur de recherche; google; firefox;
        chrome; mozilla; edge; onglet; favoris; web; cookies; google maps; itinéraire; mappy; gps; url;
        utiliser internet; utilisation internet; utilisation d'internet; découvrir internet; découverte d'internet;
        initiation internet; initiation à internet; aller sur internet
    """,
    Topic.BUREAUTIQUE: """
        bureautique; traitement de texte; word; excel; tableur; libre office; libreoffice; open office; openoffice;
        writer; powerpoint; power point; diaporama; pdf; imprimer; imprimé(e); impression; réimprimer; scan;
        scanner un document; scanner des documents; scanner des papiers; scanner ses papiers; scanner un courrier;
        scanner un dossier; scans; scanné(e); numériser; numérisation; mise en page; taper un courrier;
        taper une lettre; taper un texte; rédiger un courrier; rédaction d'un courrier; rédaction de courrier;
        rédaction courrier; publipostage; google docs; google doc; google sheets; pack office; copier coller;
        onlyoffice
    """,
    Topic.SANTE: """
        santé en ligne; mon espace santé; espace santé; e santé; doctolib; doctolibe; maiia; rdv médical;
        rendez vous médical; rdv médecin; rdv docteur; rendez vous médecin; rendez vous docteur; rdv doctolib;
        rendez vous doctolib; rdv chez le médecin; rdv hôpital; rendez vous chez le médecin; dossier médical;
        dossier médical partagé; dmp; téléconsultation; carnet de santé; ameli; compte ameli; améli; espace ameli;
        ordonnance; résultats d'analyse; résultats d'analyses; prise de rdv médical; prise de rendez vous médical
    """,
    Topic.INSERTION: """
        cv; curriculum vitae; lettre de motivation; lm; emploi; recherche d'emploi; recherche emploi;
        chercher un emploi; chercher du travail; trouver du travail; offre d'emploi; annonce d'emploi; candidature;
        candidater; postuler; espace candidat; entretien d'embauche; simulation d'entretien; préparation d'entretien;
        préparation à l'entretien; préparer un entretien; linkedin; linked in; indeed; insertion;
        insertion professionnelle; recherche de travail; recherche travail; recherche de stage; recherche stage;
        recherche d'alternance; alternance; job dating; job; jobs; job d'été; recherche de job; france travail cv
    """,
    Topic.DIAGNOSTIC: """
        diagnostic; diagnostic numérique; diag numérique; évaluation numérique; évaluation des compétences;
        évaluation de compétences; évaluation du niveau; évaluer ses compétences; bilan numérique; pix; abc diag;
        positionnement; test de positionnement; test de niveau; auto évaluation; premier diagnostic;
        évaluation des besoins; diagnostic de compétences
    """,
    Topic.MAINTENANCE: """
        maintenance; panne; en panne; mise à jour; mises à jour; maj; nettoyage; nettoyer; dépannage; dépanner;
        réparation; réparer; réparé(e); réinstallation; réinstaller; formater; formatage; réinitialisation;
        réinitialiser; installer imprimante; installation imprimante; installer l'imprimante;
        installation d'imprimante; installation de l'imprimante; branchement imprimante; imprimante en panne;
        planté(e); écran cassé; écran noir; écran bleu; écran bloqué; ordi lent; ordinateur lent; pc lent;
        reconditionnement; windows 11; passage à windows 11; windows 10 vers 11; windows 10 à 11; windows 10;
        disque dur mort; changer la batterie; changement de batterie; changement de disque dur; repair café;
        entretien ordinateur; entretien pc; entretien du matériel; maintenance ordinateur; maintenance pc;
        ne s'allume plus; ne marche plus; ne fonctionne plus; ne démarre plus
    """,
    Topic.PRENDRE_EN_MAIN: """
        prise en main; prise en mains; prendre en main; prendre en mains; premiers pas; souris; clavier;
        écran tactile; tactile; premiers clics; premier clic; bases informatiques; base informatique;
        bases de l'informatique; bases du numérique; bases numériques; bases de l'ordinateur; bases ordinateur;
        bases du pc; les bases; initiation informatique; initiation à l'informatique; initiation ordinateur;
        initiation à l'ordinateur; initiation tablette; initiation smartphone; initiation numérique;
        initiation au numérique; découverte ordinateur; découverte de l'ordinateur; découverte du clavier;
        découverte tablette; découverte de la tablette; découverte smartphone; découverte du smartphone;
        découverte de l'informatique; découverte informatique; réglages; paramètres; paramétrage; paramétrer;
        configuration; configurer; mise en service; mise en route; première utilisation; utiliser un ordinateur;
        utiliser son ordinateur; utiliser une tablette; utiliser sa tablette; utiliser un smartphone;
        utiliser son smartphone; utiliser son téléphone; utiliser le téléphone; utilisation du téléphone;
        utilisation du smartphone; utilisation de la tablette; utilisation tablette; utilisation smartphone;
        utilisation téléphone; utilisation de l'ordinateur; utilisation ordinateur; installer une application;
        installation d'application; installation d'une application; installer une appli; télécharger une application;
        télécharger une appli; installation application; play store; app store; google play
    """,
    Topic.CONTENUS: """
        photo; album photo; photos du téléphone; photos de téléphone; photos du smartphone; photos de son téléphone;
        photos sur téléphone; transfert de photos; transférer des photos; transférer ses photos; transfert photo;
        tri de photos; trier ses photos; trier des photos; tri photos; ranger ses photos; sauvegarde de photos;
        sauvegarde photos; google photos; fichier; gestion des fichiers; gestion de fichiers; ranger ses fichiers;
        fichiers et dossiers; dossiers et fichiers; clé usb; clef usb; usb; sauvegarde; sauvegarder; cloud; nuage;
        drive; google drive; onedrive; one drive; icloud; dropbox; stockage; espace de stockage; stockage plein;
        mémoire pleine; disque dur; disque dur externe; carte sd; carte mémoire; classer ses fichiers;
        transfert de fichiers; transférer des fichiers; transfert de données; coffre fort numérique; digiposte
    """,
    Topic.RESEAUX_SOCIAUX: """
        réseaux sociaux; réseau social; rs; facebook; fb; whatsapp; whats app; whatsapp web; watsapp; whatsap;
        instagram; insta; tiktok; tik tok; snapchat; snap; twitter; messenger; skype; telegram; signal; discord;
        messagerie instantanée; appel vidéo; appels vidéo; appel visio; appels visio; appel en visio;
        faire une visio; faire un appel visio; facebook messenger; compte facebook; groupe whatsapp; groupe facebook;
        page facebook; compte instagram
    """,
    Topic.BANQUE_ACHATS: """
        banque; banque en ligne; site de la banque; compte bancaire; compte bancaire en ligne; compte en ligne;
        comptes bancaires; compte en banque; application bancaire; appli bancaire; appli banque; application banque;
        application de la banque; appli de la banque; espace bancaire; accès banque; virement; rib;
        paiement en ligne; payer en ligne; paiement internet; achat en ligne; achats en ligne; achat internet;
        achat sur internet; achats sur internet; achats internet; acheter en ligne; acheter sur internet;
        achat sur le net; commande en ligne; commander en ligne; commande internet; commande sur internet;
        vente en ligne; vendre en ligne; vendre sur internet; amazon; vinted; paypal; cdiscount;
        crédit agricole en ligne; e commerce; courses en ligne; ebay; temu
    """,
    Topic.PROFESSIONNEL: """
        auto entrepreneur; auto entreprise; auto entrepreneuse; autoentrepreneur; micro entreprise; microentreprise;
        micro entrepreneur; micro entrepreneuse; entrepreneur; entrepreneuse; entrepreneuriat; facturation;
        facturation électronique; facture électronique; facturer; devis et factures; chorus pro; chorus; siret; kbis;
        tpe; boutique en ligne; site vitrine; création d'un site vitrine; création site vitrine; google my business;
        fiche google; fiche établissement google; accompagner un professionnel; accompagnement d'un professionnel;
        accompagnement professionnel; logiciel de caisse; logiciel de facturation
    """,
    Topic.PARENTALITE: """
        parentalité; parentalité numérique; contrôle parental; temps d'écran; temps écran; enfants et écrans;
        les enfants et les écrans; écrans et enfants; usage des écrans; place des écrans; gestion des écrans;
        écrans en famille; exposition aux écrans; surexposition aux écrans; dangers des écrans; jeunes et écrans;
        ados et écrans; écrans et ados; pegi; addiction aux écrans; éducation aux écrans
    """,
    Topic.SCOLARITE: """
        pronote; ent; espace numérique de travail; école directe; ecoledirecte; parcoursup; parcours sup; toutatice;
        devoirs; aide aux devoirs; soutien scolaire; orientation scolaire; scolarité; scolarité et numérique;
        espace parents; affelnet; educonnect; edu connect; klassroom; cned; suivi de scolarité; éduconnect;
        cahier de textes; cahier de texte en ligne; cours à distance
    """,
    Topic.CREER: """
        3d; impression 3d; imprimante 3d; modélisation 3d; montage vidéo; montage; retouche photo; retouche d'image;
        retouche d'images; retouche; retoucher des photos; montage photo; dessin numérique; musique assistée; mao;
        programmation; programmer; coder; coding; codage; code informatique; atelier code; scratch; robot; robotique;
        podcast; stop motion; blog; site web; création de site; créer un site; créer un site internet;
        créer un site web; création de site internet; création site internet; création d'un site;
        création d'un site internet; création numérique; créer avec le numérique; canva; gimp; photofiltre; inkscape;
        arduino; makey makey; découpe laser; affiche canva; création d'affiche; création d'une affiche;
        créer une affiche; faire une affiche; création de flyer; flyer; vidéo numérique; album photo numérique;
        livre photo; thymio; micro bit
    """,
    Topic.CULTURE: """
        culture numérique; fake news; fausses nouvelles; fausses informations; fausse information; infox; intox;
        désinformation; vérifier l'information; vérifier les informations; vérification de l'information;
        vérification des informations; éducation aux médias; emi; esprit critique; sobriété numérique;
        pollution numérique; impact environnemental du numérique; fonctionnement d'internet; comprendre internet;
        comment marche internet; histoire d'internet; histoire de l'informatique; algorithmes; logiciels libres;
        logiciel libre; wikipédia; enjeux du numérique; vocabulaire numérique; vocabulaire informatique
    """,
    Topic.IA: """
        ia; i a; intelligence artificielle; intelligences artificielles; ia générative; chatgpt; chat gpt; gpt;
        mistral; gemini; copilot; claude ia; prompt; deepfake; deep fake; midjourney; perplexity; chatbot; openai
    """,
    Topic.AIDE_AUX_DEMARCHES: """
        démarche; démarche administrative; démarches administratives; démarche en ligne; démarches en ligne;
        démarche internet; aide aux démarches; aide démarche; aide administrative; aide à la démarche; demarche adm;
        démarche admin; démarches admin; administratif; administrative; dossier administratif; e administration;
        accès aux droits; franceconnect; france connect; formulaire; formulaire en ligne; papiers administratifs;
        service public en ligne; service public fr; compte ameli; ameli; améli; espace ameli; aidants connect;
        aidant connect; ants; france titres; préfecture en ligne; rdv préfecture; rendez vous préfecture;
        identité numérique la poste
    """,
}
# Words that say a subject only when nothing nearby says a more precise one: « mot de passe Ameli », « box internet ».
WEAK_TOPICS: dict[str, str] = {
    Topic.SECURITE: "mot de passe; mdp; mot passe; code d'accès; identifiants; identifiant",
    Topic.NAVIGATION: "internet; net; web",
    Topic.AIDE_AUX_DEMARCHES: "attestation; courrier administratif; télédéclaration; télé déclaration; télé service",
    Topic.SCOLARITE: "scolaire",
    Topic.SANTE: "santé",
    Topic.MAINTENANCE: "bug; bogue; plantage; rame; ramer; lenteur; trop lent; buggé(e)",
    Topic.BANQUE_ACHATS: "leboncoin; le bon coin",
}
