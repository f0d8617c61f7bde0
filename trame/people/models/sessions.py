"""Sessions: one row for each browser where somebody is signed in, erased when it ends."""

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone

from trame.people.personal import SECURITY, SESSION_CHORE, Personal, declare
from trame.people.readers import Reader

from .accounts import User


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, reader: Reader) -> "SessionQuerySet":
        """One's own, still open."""
        own = getattr(reader, "pk", None)
        if not own:
            return self.none()
        return self.filter(user_id=own, expire_date__gt=timezone.now())


class Session(AbstractBaseSession):
    """`handle` names it on a page; its key, which would open it, never leaves the cookie and this table."""

    handle = models.CharField("repère", max_length=32, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+", verbose_name="compte")
    device = models.CharField("appareil", max_length=80, blank=True)
    begun_at = models.DateTimeField("connexion", null=True)
    seen_at = models.DateTimeField("dernier passage", null=True)

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()  # type: ignore[misc]

    personal = declare(
        Personal(
            processing=SECURITY,
            fields="user device begun_at seen_at session_key session_data",
            kept="Jusqu’à la déconnexion ; sans passage, 12 heures, ou 30 jours sur un appareil dont on se souvient.",
            chore=SESSION_CHORE,
        ),
        harmless="handle",
    )

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "connexion en cours"
        verbose_name_plural = "connexions en cours"

    @classmethod
    def get_session_store_class(cls) -> type:
        from trame.people.sessions import SessionStore  # the store names this model

        return SessionStore
