"""What every request carries: an id for the journal and the logs; and what a shared computer must not keep."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from .journal import request_id


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
