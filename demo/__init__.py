"""Démonstration: a fictional but realistic département, deterministic."""

from typing import NamedTuple

COORDINATOR = "soizic.kerdoncuff@finistere.example"
SHARED = "awa.diallo@lafilature.example"
ADMIN = "fatou.sow@finistere.example"


class Login(NamedTuple):
    """One account whose password is public: it exists in demonstrations only."""

    email: str
    password: str
    what: str

    def __str__(self) -> str:
        return f"{self.email}   {self.password}   ({self.what})"


def logins() -> list[Login]:
    """The accounts to try: a mediator, then a manager, of the same structure; who coordinates their network.

    Then a mediator of two structures, and the admin of the site.
    """
    password = "trame-en-demonstration"  # noqa: S105 (public by design)
    return [
        Login("nolwenn.riou@lafilature.example", password, "médiatrice à La Filature"),
        Login("bruno.legoff@lafilature.example", password, "responsable de La Filature"),
        Login(COORDINATOR, password, "coordinatrice du réseau du Finistère"),
        Login(SHARED, password, "médiatrice de deux structures"),
        Login(ADMIN, password, "administratrice du site"),
    ]
