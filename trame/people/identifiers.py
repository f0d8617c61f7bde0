"""SIRET and RNA: the two identifiers of an organisation, cleaned and checked."""

import re

from django.core.exceptions import ValidationError
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.fr import siret as stdnum_siret


def clean_siret(value: str) -> str:
    """The 14 digits without spaces, dots or dashes.

    >>> clean_siret(" 732 829 320-00074 ")
    '73282932000074'
    """
    return re.sub(r"[\s.\-]", "", value)


def validate_siret(value: str) -> None:
    """Raise ValidationError, in French, unless `value` is 14 digits whose check digits hold (La Poste's rule too)."""
    try:
        stdnum_siret.validate(value)
    except StdnumError as error:
        raise ValidationError(
            "Ce SIRET n’est pas valable : 14 chiffres, dont une clé de contrôle. Vérifiez chaque chiffre.",
            code="siret",
        ) from error


def validate_rna(value: str) -> None:
    """Raise ValidationError unless `value` is W, the two-character département and 7 digits (W292000001)."""
    if not re.fullmatch(r"W\d[0-9AB]\d{7}", value):
        raise ValidationError(
            "Ce numéro RNA n’est pas valable : la lettre W suivie de 9 chiffres, par exemple W292000001.", code="rna"
        )
