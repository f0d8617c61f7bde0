"""What links may open: each higher app declares, in its ready(), the objects it shares and the page of each."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from trame.people.readers import Reader

from .models import Link

DEFAULT_DAYS = 90


@dataclass(frozen=True)
class Shareable:
    """An object that may be shared: its words, its page in Trame, the structure it is of."""

    title: str
    url: str
    organisation_id: int


@dataclass(frozen=True)
class SharedFile:
    content: bytes
    name: str
    mime_type: str


Describe = Callable[[Collection[str], Reader], dict[str, Shareable]]
Show = Callable[[HttpRequest, Link], HttpResponse]


@dataclass(frozen=True, kw_only=True)
class Scope:
    """One kind of object that a link opens.

    `code` is stored (« report.publication »), `label` and `sentence` are read (« Bilan figé », what the holder may
    do). `describe(ids, reader)` answers for the objects that this reader sees: what one does not see, one does not
    share. `show(request, link)` makes the page, `document(link)` the file proposed beside it; both reach rows through
    `visible_to(link.reader)` alone, and raise Http404 when the object is gone.
    `single_use`: every link of this scope serves once, spent by a POST.
    """

    code: str
    label: str
    sentence: str
    describe: Describe
    show: Show
    document: Callable[[Link], SharedFile] | None = None
    single_use: bool = False
    max_days: int = DEFAULT_DAYS


SCOPES: dict[str, Scope] = {}


def register(scope: Scope) -> None:
    SCOPES[scope.code] = scope


def scope_of(link: Link) -> Scope | None:
    """None when the app that declared it is no longer there."""
    return SCOPES.get(link.scope)


def described(links: Collection[Link], reader: Reader) -> dict[int, Shareable]:
    """Link id → what it opens, for the objects the reader sees; one query per scope."""
    found: dict[int, Shareable] = {}
    for scope in SCOPES.values():
        own = [link for link in links if link.scope == scope.code]
        known = scope.describe({link.object_id for link in own}, reader) if own else {}
        found |= {link.pk: known[link.object_id] for link in own if link.object_id in known}
    return found
