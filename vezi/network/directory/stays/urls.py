from django.urls import path

from vezi.network.directory.stays import views

urlpatterns = [
    path("stays/", views.stay_list, name="stay_list"),
    path("stays/new/", views.stay_add, name="stay_add"),
    path("stays/<slug:stay>/", views.stay, name="stay"),
    path("stays/<slug:stay>/change/", views.stay_edit, name="stay_edit"),
    path("stays/<slug:stay>/withdraw/", views.stay_withdraw, name="stay_withdraw"),
]
