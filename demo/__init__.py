"""Démonstration: a fictional but realistic département, deterministic."""

from typing import NamedTuple


class Login(NamedTuple):
    """One account whose password is public: it exists in demonstrations only."""

    email: str
    password: str
    what: str

    def __str__(self) -> str:
        return f"{self.email}   {self.password}   ({self.what})"


def logins() -> list[Login]:
    """The accounts to try: a mediator, then a manager, of the same structure."""
    password = "trame-en-demonstration"  # noqa: S105 (public by design)
    return [
        Login("nolwenn.riou@lafilature.example", password, "médiatrice à La Filature"),
        Login("bruno.legoff@lafilature.example", password, "responsable de La Filature"),
    ]
