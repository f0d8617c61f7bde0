"""What every request carries: an id for the journal and the logs; and what a shared computer must not keep."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from .devices import note_presence
from .journal import request_id
from .services.idle import note_visit


class RequestId:
    """A random id per request, on the lines of the journal and in the `X-Request-Id` header of the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = request_id.set(uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response.headers["X-Request-Id"] = request_id.get()
        finally:
            request_id.reset(token)
        return response


class KeepNothing:
    """Every page of a signed-in reader says that no cache may keep it: after signing out, « back » shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response


class LastSeen:
    """Writes the day of somebody's last visit, once a day: an account that no longer serves is closed one day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            note_visit(request.user)
        return self.get_response(request)


class NoteDevice:
    """A session in use says when it was last seen, for « Mes appareils », and ends later."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            note_presence(request)
        return self.get_response(request)
