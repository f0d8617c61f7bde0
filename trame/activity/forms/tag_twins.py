"""« Vouliez-vous dire « smartphone » ? »: asked once, when a new word is the near twin of a tag that is offered.

A word that differs by its accents, its capitals or its signs is the tag itself: nothing is asked. A plural, a slip of
the keyboard or another order asks. Sending again without answering keeps the word as it is typed. Nothing else than
the page of a record ever asks: neither an import, nor what is brought back from a draft.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from trame.people.models import User
from trame.ui.typography import joined

from .. import typed
from ..services.tags import known_words, tag_key, usable_tags
from ..tagging.twins import twins_of

MAX_PROPOSED = 3
INSTEAD, KEPT = "tag_instead", "tag_kept"  # the buttons: « word → tag », and the word to keep
ASKED, NOW = "tags_asked", "tags_now"  # hidden: every word asked about so far, and those of this page
ARROW = " → "


@dataclass(frozen=True)
class Question:
    """A new word, and the tags it may mean, the nearest first."""

    word: str
    tags: tuple[str, ...]

    @property
    def answers(self) -> list[tuple[str, str]]:
        """(value of the button, the tag) for each tag that may be meant."""
        return [(f"{self.word}{ARROW}{tag}", tag) for tag in self.tags]

    @property
    def ask(self) -> str:
        return f"Vouliez-vous dire {self._meant} ?"

    @property
    def _meant(self) -> str:
        return joined((f"« {tag} »" for tag in self.tags), "ou")

    def __str__(self) -> str:
        return f"« {self.word} » ressemble à {self._meant}, déjà là : choisissez, ou enregistrez tel quel."


def answered(data: Any) -> Any:
    """What was sent, with the answer of the button pressed: the other words asked about still wait for theirs.

    Any other way of sending the page answers for all that it asked: the words are kept.
    """
    if data is None or not (data.get(INSTEAD) or data.get(KEPT)):
        return data
    data = data.copy()
    word, _, tag = data.get(INSTEAD, "").partition(ARROW)
    if tag:
        words = (tag if tag_key(one) == tag_key(word) else one for one in typed.words(data.get("tags", "")))
        data["tags"] = ", ".join(dict.fromkeys(words))
    waiting = _keys(data, NOW) - {tag_key(word or data.get(KEPT, ""))}
    data[ASKED] = ", ".join(one for one in typed.words(data.get(ASKED, "")) if tag_key(one) not in waiting)
    return data


def questions(user: User, organisation_id: int, data: Any, words: Iterable[str]) -> list[Question]:
    """What to ask of these words, typed for that organisation; nothing is read when each was asked about already."""
    by_key = {key: word for word in words if (key := tag_key(word)) not in _keys(data, ASKED)}
    new = known_words(organisation_id, by_key.keys(), by=user).missing if by_key else frozenset()
    if not new:
        return []
    names: dict[str, str] = {}
    for name, key in usable_tags([organisation_id], user).offered().values_list("name", "search_key"):
        names.setdefault(key, name)
    known = {key: key for key in names}
    found = ((by_key[key], twins_of(key, known)[:MAX_PROPOSED]) for key in by_key if key in new)
    return [Question(word, tuple(names[key] for key in twins)) for word, twins in found if twins]


def _keys(data: Any, name: str) -> set[str]:
    return {tag_key(word) for word in typed.words(data.get(name) or "")}
