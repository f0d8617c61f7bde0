"""Forms of the pages of tags: what a tag says of itself, which are merged, a word proposed by a network."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from trame.people.models import User
from trame.ui.typography import joined

from .. import typed
from ..models import Tag
from ..models.tag import MAX_DESCRIPTION, MAX_NAME
from ..rules import Problems
from ..services.tags import known_words, tag_key
from ..tagging.access import may_merge, tends

MAX_TOGETHER = 20
ARCHIVED = "Un tag archivé reçoit d’autres mots une fois rétabli."


class TagForm(forms.Form):
    """Its word and what it means."""

    name = forms.CharField(
        label="Mot",
        max_length=MAX_NAME,
        error_messages={"required": "Écrivez le mot.", "max_length": f"Un tag a {MAX_NAME} signes au plus."},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    description = forms.CharField(
        label="Ce qu’il veut dire",
        required=False,
        max_length=MAX_DESCRIPTION,
        help_text="Une phrase pour vos collègues, si le mot ne suffit pas.",
        error_messages={"max_length": f"Gardez {MAX_DESCRIPTION} signes au plus."},
        widget=forms.Textarea({"rows": 2}),
    )

    use_required_attribute = False

    def add_problems(self, found: Problems) -> None:
        for name, sentences in found.items():
            self.add_error(name if name in self.fields else None, [ValidationError(text) for text in sentences])


class MergeForm:
    """Which tags become one: `kept` (or `into`, a word typed) and `merged`, UUIDs. After `is_valid()`: both, as rows.

    Not a Django form: nothing in it is typed but `into`, and what is wrong concerns the whole. `foreign`: something
    sent is not hers to see.
    """

    def __init__(self, data: Mapping[str, Any], *, reader: User) -> None:
        self.reader = reader
        self.error = ""
        self.foreign = False
        asked = {str(value) for value in data.getlist("merged")[: MAX_TOGETHER + 1]}  # type: ignore[attr-defined]
        self.into = " ".join(str(data.get("into", "")).replace("\x00", "").split()).strip(" ,;")[:MAX_NAME]
        chosen = str(data.get("kept", ""))
        found = self._rows(asked | ({chosen} if chosen else set()))
        self.merged: Sequence[Tag] = [tag for tag in found if str(tag.client_uuid) in asked - {chosen}]
        self.kept: Tag | None = next((tag for tag in found if str(tag.client_uuid) == chosen), None)
        if self.into and self.kept is None and self.merged:
            self.kept = self._typed(self.merged[0])

    def _rows(self, asked: set[str]) -> list[Tag]:
        """The tags the reader sees, as `offered` or archived; merged ones are gone."""
        uuids = [UUID(text) for text in asked if _is_uuid(text)]
        visible = Tag.objects.visible_to(self.reader).filter(client_uuid__in=uuids)
        found = list(visible.select_related("network", "organisation").order_by("search_key", "pk"))
        self.foreign = len(found) < len(asked)
        return found

    def _typed(self, merged: Tag) -> Tag | None:
        key = tag_key(typed.words(self.into)[0]) if typed.words(self.into) else ""
        if merged.organisation_id is None:
            own = Tag.objects.visible_to(self.reader).filter(network=merged.network_id, search_key=key)
            return own.filter(merged_into=None).first()
        return known_words(merged.organisation_id, [key], by=self.reader).tags.get(key)

    def is_valid(self) -> bool:
        self.error = self._problem()
        return not self.error

    def _problem(self) -> str:
        if not self.merged:
            return "Choisissez au moins deux mots : celui qui reste, et un autre."
        if len(self.merged) >= MAX_TOGETHER:
            return f"Choisissez {MAX_TOGETHER} mots au plus à la fois."
        if self.kept is None:
            known = f"Aucun tag ne répond à « {self.into} »" if self.into else "Choisissez le mot qui reste"
            return f"{known} : écrivez un tag qui existe déjà."
        if self.kept.pk in {tag.pk for tag in self.merged}:
            return "C’est le même tag : choisissez-en un autre."
        if any(tag.merged_into_id for tag in (self.kept, *self.merged)):
            return "L’un de ces tags vient d’être fondu dans un autre : reprenez depuis la liste."
        if self.kept.archived_at:
            return f"« {self.kept} » est archivé. {ARCHIVED}"
        return self._upwards(self.kept)

    def _upwards(self, kept: Tag) -> str:
        refused = [tag for tag in self.merged if not may_merge(self.reader, kept=kept, merged=tag)]
        if not refused:
            return ""
        words = joined(f"« {tag} », {tag.get_scope_display()}" for tag in refused)
        return (
            f"{words}, ne peut pas se fondre dans « {kept} », {kept.get_scope_display()} : "
            "un mot va du personnel à la structure, et de la structure au réseau, jamais l’inverse."
        )

    @property
    def takes_others_words(self) -> bool:
        """Whether a word that would go is a colleague's own; a network's is explained by the error."""
        return any(tag.network_id is None and not tends(self.reader, tag) for tag in self.merged)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
