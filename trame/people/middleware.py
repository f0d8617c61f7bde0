"""What a shared computer must not keep."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class KeepNothing:
    """Every page of a signed-in reader says that no cache may keep it: after signing out, « back » shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response
