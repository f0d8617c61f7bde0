"""One search key for names: what a person types without accents, hyphens or capitals still finds."""

import re
import unicodedata


def search_key(text: str) -> str:
    """Lower case, no accents, ligatures opened, every run of other signs one space; « st » and « ste » written out.

    >>> search_key("L’Œuvre  St-Étienne")
    'l oeuvre saint etienne'
    """
    opened = text.casefold().replace("œ", "oe").replace("æ", "ae")
    plain = "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+|_", " ", plain).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)
