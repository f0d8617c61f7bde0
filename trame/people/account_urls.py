"""Sign-in pages of django-allauth: only those Trame uses. Their names are the ones django-allauth asks for."""

from allauth.account import views
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path

from .reauthentication import recent_sign_in_required
from .views import email_change, openid, sign_up
from .views.passkeys import add_passkey, reauthenticate_by_key
from .views.reauthentication import reauthenticate_by_code

urlpatterns = [
    path("connexion/", views.login, name="account_login"),
    path("deconnexion/", openid.LogoutView.as_view(), name="account_logout"),
    path("fournisseur/renonce/", openid.cancelled, name="socialaccount_login_cancelled"),
    path("fournisseur/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path("fournisseur/<slug:provider_id>/retour/", openid.callback, name="openid_connect_callback"),
    path("creer/", sign_up.sign_up, name="account_signup"),
    path("creer/code/", sign_up.sign_up_code, name="account_signup_code"),
    path("ferme/", views.account_inactive, name="account_inactive"),
    path("code/", views.request_login_code, name="account_request_login_code"),
    path("code/confirmer/", views.confirm_login_code, name="account_confirm_login_code"),
    path("confirmer/mot-de-passe/", views.reauthenticate, name="account_reauthenticate"),
    path("confirmer/code/", reauthenticate_by_code, name="account_reauthenticate_by_code"),
    path("mot-de-passe/", views.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", recent_sign_in_required(views.password_set), name="account_set_password"),
    path("mot-de-passe/oublie/", views.password_reset, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", views.password_reset_done, name="account_reset_password_done"),
    # The key of the link is checked by django-allauth, then kept in the session: it leaves the address bar at once.
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("mot-de-passe/change/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("adresse/<str:token>/", email_change.answer, name="account_email_change"),
    path("confirmer/application/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("confirmer/cle/", reauthenticate_by_key, name="mfa_reauthenticate_webauthn"),
    path("double-facteur/", factor.index, name="mfa_index"),
    path("double-facteur/connexion/", factor.authenticate, name="mfa_authenticate"),
    path("double-facteur/application/", recent_sign_in_required(totp.activate_totp), name="mfa_activate_totp"),
    path(
        "double-facteur/application/retirer/",
        recent_sign_in_required(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "double-facteur/codes/", recent_sign_in_required(recovery.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "double-facteur/codes/nouveaux/",
        recent_sign_in_required(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("cles/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("cles/connexion/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("cles/ajouter/", recent_sign_in_required(add_passkey), name="mfa_add_webauthn"),
    path("cles/<int:pk>/nom/", recent_sign_in_required(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("cles/<int:pk>/retirer/", recent_sign_in_required(keys.remove_webauthn), name="mfa_remove_webauthn"),
]
