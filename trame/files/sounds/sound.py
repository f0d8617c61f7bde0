"""A sound that Trame wrote itself, and what is said of one that it does not keep."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

MAX_SECONDS = 5 * 60
DAMAGED = "Cet enregistrement est abîmé ou incomplet : faites-en une autre copie, puis recommencez."
TOO_LONG = "Cet enregistrement dure plus de 5 minutes : gardez-en un extrait."


@dataclass(frozen=True)
class Sound:
    content: bytes
    content_type: str
    extension: str
    seconds: float


# The sound made anew, and the French sentences that refuse it.
Maker: TypeAlias = Callable[[bytes], tuple[Sound, list[str]]]
