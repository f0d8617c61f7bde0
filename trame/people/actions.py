"""The actions of people that the journal keeps, and their words: each follows a name."""

from .journal import Family, declare


def declare_all() -> None:
    declare(
        Family.TEAM,
        invitation__sent="a envoyé une invitation",
        invitation__revoked="a retiré une invitation",
        invitation__accepted="a rejoint la structure par une invitation",
        account__opened="a ouvert un compte",
        identity__tied="s’est connecté·e par un fournisseur d’identité pour la première fois",
        membership__joined="a fait entrer quelqu’un dans l’équipe",
        membership__changed="a changé les rôles de quelqu’un",
        membership__ended="a donné une date de départ à quelqu’un",
        membership__left="a quitté la structure",
    )
    declare(
        Family.SETTINGS,
        organisation__opened="a ouvert la structure",
        organisation__changed="a changé les coordonnées de la structure",
        organisation__modules="a choisi les modules et les champs que montre la structure",
        organisation__verified="a vérifié la structure",
        organisation__unverified="a retiré la vérification de la structure",
    )
    declare(Family.TEAM, account__closed="a fermé son compte", account__expired="a fermé un compte qui ne servait plus")
    declare(Family.EXPORTS, journal__exported="a exporté le journal")
    declare(
        Family.TEAM,
        account__password_changed="a changé son mot de passe",  # noqa: S106 (words, not a password)
        account__email_change_asked="a demandé à changer d’adresse",
        account__email_changed="a changé d’adresse",
        account__email_change_refused="a refusé un changement d’adresse demandé par un autre",
        account__session_ended="a fermé des connexions sur d’autres appareils",
        account__application_added="a activé l’application de codes",
        account__application_removed="a retiré l’application de codes",
        account__passkey_added="a ajouté une clé d’accès",
        account__passkey_removed="a retiré une clé d’accès",
        account__recovery_codes_made="a fait des codes de secours",
        account__unlocked="a rouvert un compte fermé après trop d’essais",
        account__factors_removed="a retiré le double facteur d’un compte",
    )
