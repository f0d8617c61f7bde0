"""A page of the people followed by a structure, the last seen first: the same number of queries however many."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, F
from django.utils import timezone
from django.utils.functional import cached_property

from trame.people.models import User

from .following_end import ended
from .models import Beneficiary
from .models.beneficiary import BeneficiaryQuerySet

PAGE_LENGTH = 30
MINE, NOBODY, OVER = "moi", "personne", "passee"


@dataclass(frozen=True)
class PeopleFilter:
    """Whose people (`referent`: MINE, NOBODY, the id of an account, or "" for everybody's); `over`: past their end."""

    referent: str = ""
    over: bool = False

    @classmethod
    def read(cls, params: Mapping[str, str]) -> "PeopleFilter":
        """Of an address or a form; what means nothing filters nothing."""
        referent = params.get("referent", "")
        known = referent in (MINE, NOBODY) or (referent.isascii() and referent.isdigit() and len(referent) < 10)
        return cls(referent if known else "", params.get("fin", "") == OVER)

    def apply(self, people: BeneficiaryQuerySet, reader: User) -> BeneficiaryQuerySet:
        if self.over:
            people = ended(people, timezone.localdate())
        if not self.referent:
            return people
        if self.referent == NOBODY:
            return people.filter(referent=None)
        return people.filter(referent=reader.pk if self.referent == MINE else int(self.referent))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        said = [("referent", self.referent), ("fin", OVER if self.over else "")]
        return [(name, value) for name, value in said if value]

    def query(self, page: int = 1) -> str:
        pairs = [*self.pairs, *([("page", str(page))] if page > 1 else [])]
        return "?" + urlencode(pairs) if pairs else ""


class _Counted(Paginator[Beneficiary]):
    """Counts the people, not their accompaniments, which only the page shown needs."""

    def __init__(self, people: BeneficiaryQuerySet) -> None:
        seen = people.with_accompaniments().select_related("residence", "referent")
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


@dataclass(frozen=True)
class Referent:
    """Somebody who follows `number` people, as the list says her; `user` None: nobody in particular."""

    user: User | None
    number: int


def referents(people: BeneficiaryQuerySet) -> list[Referent]:
    """Who follows the people of a structure, those who have left it too, by name; nobody in particular last."""
    numbers = dict(people.order_by().values_list("referent").annotate(n=Count("pk")))
    users = User.objects.filter(pk__in=[pk for pk in numbers if pk]).order_by("last_name", "first_name", "pk")
    named = [Referent(user, numbers[user.pk]) for user in users]
    return [*named, Referent(None, numbers[None])] if numbers.get(None) else named
