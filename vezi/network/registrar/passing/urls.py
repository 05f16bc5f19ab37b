from django.urls import path

from vezi.network.registrar.passing import views

urlpatterns = [
    path("c/<slug:club>/pass-on/", views.pass_on, name="pass_on"),
    path("c/<slug:club>/pass-on/<slug:public_id>/withdraw/", views.pass_on_withdraw, name="pass_on_withdraw"),
    path("sealed/<str:token>/", views.sealed_open, name="sealed_open"),
]
