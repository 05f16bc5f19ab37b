from django.urls import path

from vezi.network.registrar.inviting import views

urlpatterns = [
    path("c/<slug:club>/office/invitations/", views.invitation_list, name="invitation_list"),
    path("c/<slug:club>/office/invitations/invite/", views.invite, name="invite"),
    path("c/<slug:club>/office/invitations/test/", views.send_test, name="invitation_test"),
    path("c/<slug:club>/office/invitations/rules/", views.invitation_rules, name="invitation_rules"),
    path("c/<slug:club>/office/invitations/runs/<slug:run>/", views.invitation_run, name="invitation_run"),
    path("c/<slug:club>/office/invitations/runs/<slug:run>/letters/", views.letters_take, name="letters_take"),
    path(
        "c/<slug:club>/office/invitations/<slug:public_id>/withdraw/",
        views.invitation_withdraw,
        name="invitation_withdraw",
    ),
]
