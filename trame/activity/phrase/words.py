"""A text cut into words: what each is looked up by, and what stands between it and the word before."""

import re
import unicodedata
from dataclasses import dataclass

# More digits than any sensible number: what is longer is read as this.
TOO_LARGE = 10**9
_LETTERS = r"(?:(?![0-9_])\w)"
_INCLUSIVE = (  # « participant(e)s », « orienté·e », « habitant.e.s »
    r"(?:\((?:e|s|es|ne|nes|ère|trice|euse)\)s?"
    rf"|[·•.](?:e|es|s|ne|nes|ère|ères|rice|rices|trice|trices)(?:[·•.]s)?(?!{_LETTERS}))"
)
_TOKEN = re.compile(
    rf"(?P<number>(?<![0-9])[0-9]{{1,3}}(?:[ \u00a0\u202f][0-9]{{3}})+(?![0-9])|[0-9]+)"
    rf"|(?P<acronym>(?<!\w){_LETTERS}(?:\.{_LETTERS})+(?!\w))"
    rf"|(?P<head>{_LETTERS}+){_INCLUSIVE}?"
)
STRONG = set(',;:.!?()[]{}\n\r|•…«»"“”')


def listed(text: str) -> frozenset[str]:
    """The words of a text, parted by spaces."""
    return frozenset(text.split())


# What only links the words of an expression: « mot de passe », « déclaration de ses impôts ».
LINKS = listed(
    """
    de d du des la le les l un une son sa ses leur mon ma mes ce cette cet vos nos votre notre
    """
)


@dataclass(frozen=True)
class Word:
    """`key`: lower case, no accents; `stem`: its key without the mark of the plural; `before`: the signs before it.

    `number` is the value of a word written in digits.
    """

    text: str
    key: str
    stem: str
    before: str
    start: int
    end: int
    number: int | None = None

    @property
    def tight(self) -> bool:
        """Glued to the word before: « 2h »."""
        return self.before == ""

    @property
    def apart(self) -> bool:
        """After a sign that ends what was being said."""
        return bool(STRONG & set(self.before))

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


SINGULAR = frozenset({"pacs"})  # whose end marks no plural, and tells it from another word


def plain(text: str) -> str:
    """Lower case without accents.

    >>> plain("Été à l’Œuvre")
    'ete a l’oeuvre'
    """
    opened = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))


def stem(key: str) -> str:
    """Without the mark of the plural, on both sides of a comparison: it need not be a word."""
    plural = key.endswith("s") or key.endswith("ux")
    return key[:-1] if len(key) > 3 and plural and key not in SINGULAR else key


def tidy(text: str) -> str:
    """The text as it is read: composed accents, so that a letter and its accent are one sign."""
    return unicodedata.normalize("NFC", text)


def split(text: str) -> list[Word]:
    """Every run of letters, every number, in the order of `text` (which is `tidy`)."""
    words: list[Word] = []
    end = 0
    for match in _TOKEN.finditer(text):
        before = text[end : match.start()]
        words.append(_word(match, before))
        end = match.end()
    return words


def _word(match: re.Match[str], before: str) -> Word:
    number, acronym, head = match["number"], match["acronym"], match["head"]
    start, end, said = match.start(), match.end(), match.group()
    if number:
        digits = re.sub(r"[^0-9]", "", number)
        value = int(digits) if len(digits) < 9 else TOO_LARGE
        return Word(said, digits, digits, before, start, end, value)
    key = plain((acronym or "").replace(".", "") or head)
    return Word(said, key, stem(key), before, start, end)
