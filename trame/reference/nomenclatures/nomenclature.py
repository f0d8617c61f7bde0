"""What every nomenclature is: stable slugs, French labels, one line of help each."""

from enum import Enum

from django.db import models


class Nomenclature(models.TextChoices):
    """TextChoices whose members also carry `help`, one line in French. Members are written (slug, help, label)."""

    help: str

    def __new__(cls, slug: str, help_text: str = "") -> "Nomenclature":
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.help = help_text
        return member


def stated(nomenclature: type[Nomenclature]) -> list[Nomenclature]:
    """Members that say something: all but « non communiqué ».

    >>> from trame.reference.nomenclatures import Gender
    >>> [member.value for member in stated(Gender)]
    ['feminin', 'masculin']
    """
    return [member for member in nomenclature if member.value != "non_communique"]


def codes(nomenclature: type[Enum]) -> list[str]:
    """The stored codes, in order, for CHECK constraints."""
    return [member.value for member in nomenclature]
