"""A page of the people followed by a structure, the last seen first: the same number of queries however many."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.utils.functional import cached_property

from .models import Beneficiary
from .models.beneficiary import BeneficiaryQuerySet

PAGE_LENGTH = 30


class _Counted(Paginator[Beneficiary]):
    """Counts the people, not their accompaniments, which only the page shown needs."""

    def __init__(self, people: BeneficiaryQuerySet) -> None:
        seen = people.with_accompaniments().select_related("residence")
        super().__init__(seen.order_by(F("last_on").desc(nulls_last=True), "-pk"), PAGE_LENGTH)
        self._people = people

    @cached_property
    def count(self) -> int:
        return self._people.count()


@dataclass(frozen=True)
class PeopleListing:
    page: Page[Beneficiary]
    people: list[Beneficiary]

    @property
    def total(self) -> int:
        return self.page.paginator.count


def list_people(people: BeneficiaryQuerySet, page: str) -> PeopleListing:
    """Page `page` (garbage is the first page, too far is the last) of `people`."""
    found = _Counted(people).get_page(page)
    return PeopleListing(found, list(found.object_list))
