"""Réglages: structure, équipe, mon compte."""

from django.urls import path

from .views import coordination, devices, disclosure, email_change, journal, modules, networks, settings, switch, team

app_name = "people"
urlpatterns = [
    path("", settings.settings_home, name="settings"),
    path("structures/<int:pk>/", settings.organisation, name="organisation"),
    path("structures/<int:pk>/equipe/", team.team, name="team"),
    path("structures/<int:pk>/equipe/inviter/", team.invite, name="invite"),
    path("appartenances/<int:pk>/", team.member, name="member"),
    path("invitations/<int:pk>/renvoyer/", team.resend, name="resend_invitation"),
    path("invitations/<int:pk>/retirer/", team.revoke, name="revoke_invitation"),
    path("structure-du-moment/", switch.switch, name="switch"),
    path("structures/<int:pk>/journal/", journal.journal, name="journal"),
    path("structures/<int:pk>/journal/journal.csv", journal.journal_csv, name="journal_csv"),
    path("structures/<int:pk>/modules/", modules.structure_modules, name="modules"),
    path("structures/<int:pk>/qui-voit-quoi/", disclosure.who_sees_what, name="who_sees_what"),
    path("reseaux/", networks.network_list, name="networks"),
    path("reseaux/nouveau/", networks.network_new, name="network_new"),
    path("reseaux/<int:pk>/", networks.network, name="network"),
    path("reseaux/<int:pk>/corriger/", networks.network_edit, name="network_edit"),
    path("reseaux/<int:pk>/fermer/", coordination.network_close, name="network_close"),
    path("reseaux/<int:pk>/structures/", networks.network_search, name="network_search"),
    path("reseaux/<int:pk>/structures/inviter/", networks.network_ask, name="network_ask"),
    path("reseaux/<int:pk>/coordination/inviter/", coordination.coordination_invite, name="coordination_invite"),
    path("reseaux/<int:pk>/coordination/quitter/", coordination.coordination_leave, name="coordination_leave"),
    path("reseaux/demandes/<int:pk>/", networks.network_request, name="network_request"),
    path("reseaux/demandes/<int:pk>/refuser/", networks.network_refuse, name="network_refuse"),
    path("reseaux/demandes/<int:pk>/quitter/", networks.network_leave, name="network_leave"),
    path("reseaux/demandes/<int:pk>/retirer/", networks.network_remove, name="network_remove"),
    path("reseaux/invitations/<int:pk>/", coordination.coordination_invitation, name="coordination_invitation"),
    path("reseaux/invitations/<int:pk>/accepter/", coordination.coordination_accept, name="coordination_accept"),
    path("reseaux/invitations/<int:pk>/effacer/", coordination.coordination_drop, name="coordination_drop"),
    path("compte/", settings.account, name="account"),
    path("compte/adresse/", email_change.ask, name="email_change"),
    path("compte/adresse/garder/", email_change.drop, name="drop_email_change"),
    path("compte/appareils/", devices.devices, name="devices"),
    path("compte/appareils/fermer/", devices.close_other_devices, name="close_other_devices"),
    path("compte/appareils/<str:handle>/fermer/", devices.close_device, name="close_device"),
]
