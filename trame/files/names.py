"""The name shown for a file: what the sender called it, without what a name can hide."""

import re
import unicodedata

LONGEST = 100
# Reserved somewhere, or able to end the header that carries the name.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|;%]')


def clean_name(given: str | None, extension: str) -> str:
    """`given` without folders, control or direction marks, with the `extension` of what the file really is.

    >>> clean_name("C:\\\\photos\\\\été 2025.jpeg", "jpg")
    'été 2025.jpg'
    >>> clean_name("facture\\u202egpj.exe", "png")
    'facturegpj.png'
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", given or ""))[-1]
    # Category C: controls, line breaks, direction overrides, invisible joiners, halves of characters.
    visible = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    stem = _FORBIDDEN.sub(" ", visible).rpartition(".")[0] or visible
    words = " ".join(_FORBIDDEN.sub(" ", stem).split()).strip(". ")
    return f"{words[:LONGEST].strip() or 'fichier'}.{extension}"
