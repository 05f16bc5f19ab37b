from django.urls import path

from vezi.network.registrar.reaching import views

urlpatterns = [
    path("c/<slug:club>/office/reach/", views.reachability, name="reachability"),
    path("c/<slug:club>/office/reach/returned/", views.letter_returned, name="letter_returned"),
    path("c/<slug:club>/office/reach/rules/", views.reach_rules, name="reach_rules"),
]
