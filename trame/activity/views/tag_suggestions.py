"""The tags proposed while somebody types one; the words come by POST and stay out of addresses and logs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from trame.people.requests import AccountRequest

from .. import access, typed
from ..models.tag import MAX_NAME
from ..tagging.suggestions import suggest


@require_POST
def suggestions(request: AccountRequest) -> HttpResponse:
    """`word`: what is typed; `words`: those already in the field; `membership`: under which it is recorded."""
    memberships = access.recording_memberships(request.user)
    asked = request.POST.get("membership", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        memberships = memberships.filter(pk=int(asked))
    where = set(memberships.values_list("organisation_id", flat=True))
    word = request.POST.get("word", "").replace("\x00", "")[:MAX_NAME]
    options = suggest(request.user, where, word, typed.words(request.POST.get("words", "")[:2000])) if where else []
    return render(request, "ui/combobox_options.html", {"options": options})
