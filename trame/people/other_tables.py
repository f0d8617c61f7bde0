"""What the tables keep of people whose models cannot say it themselves: installed packages, and reference, below us."""

from .personal import (
    ACCOUNTS,
    RESULT_CHORE,
    SECURITY,
    Personal,
    declare,
    declare_for,
    with_account,
)

ATTEMPT_CHORE = "essais de connexion de plus de trente jours"
_TERRITORIES = {
    "Region": "code name",
    "Departement": "code name",
    "Epci": "code name kind",
    "Commune": "code name search_key",
    "PostalCode": "code",
    "FormerCommune": "code name search_key",
    "CommuneContour": "plane path",
}
_NOTHING = {
    "auth.Permission": "name codename",
    "auth.Group": "name",
    "contenttypes.ContentType": "app_label model",
    "account.EmailConfirmation": "key",
    "axes.AccessAttemptExpiration": "access_attempt",
    "sessions.Session": "session_key session_data",  # the table of Django stays empty: ours is people.Session
    "socialaccount.SocialApp": "provider provider_id name client_id secret key settings",
}


def register() -> None:
    for name, fields in _TERRITORIES.items():
        declare_for(f"reference.{name}", declare(harmless=fields))
    for label, fields in _NOTHING.items():
        declare_for(label, declare(harmless=fields))
    declare_for("account.EmailAddress", declare(with_account("user email", said="Adresses électroniques du compte")))
    identity = with_account("user uid extra_data last_login", said="Identité chez un fournisseur d’identité")
    declare_for("socialaccount.SocialAccount", declare(identity, harmless="provider"))
    declare_for("socialaccount.SocialToken", declare(_of_identity("token token_secret")))
    keys = with_account("user data last_used_at", SECURITY, said="Second facteur et clés d’accès")
    declare_for("mfa.Authenticator", declare(keys, harmless="type"))
    for label, fields in _ATTEMPTS.items():
        declare_for(label, declare(_attempt(), harmless=fields))
    declare_for("django_tasks_database.DBTaskResult", declare(_task(), harmless=_OF_THE_QUEUE))


_ATTEMPTS = {
    "axes.AccessAttempt": "http_accept path_info get_data post_data",
    "axes.AccessFailureLog": "http_accept path_info",
    "axes.AccessLog": "http_accept path_info session_hash",
}
_OF_THE_QUEUE = "status task_path worker_ids queue_name backend_name return_value exception_class_path"


def _of_identity(fields: str) -> Personal:
    return Personal(
        processing=ACCOUNTS,
        fields=fields,
        kept="Avec l’identité du fournisseur, quand le compte se ferme.",
        follows="socialaccount.SocialAccount",
        said="Jeton d’un fournisseur d’identité",
    )


def _attempt() -> Personal:
    return Personal(
        processing=SECURITY,
        fields="ip_address username user_agent attempt_time",
        kept="30 jours ; le compte y est une empreinte, jamais une adresse.",
        chore=ATTEMPT_CHORE,
        said="Essais de connexion : adresse réseau, empreinte du compte, navigateur, date",
    )


def _task() -> Personal:
    return Personal(
        processing=SECURITY,
        fields="args_kwargs traceback",
        kept="Sept jours après la fin.",
        chore=RESULT_CHORE,
        said="File des tâches : numéro de la tâche",
    )
