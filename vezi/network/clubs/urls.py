from django.urls import path

from vezi.network.clubs import views

app_name = "clubs"

urlpatterns = [
    path("", views.front, name="front"),
    path("find-class/", views.find_class, name="find_class"),
    path("c/<slug:club>/", views.club_page, name="club_page"),
    path("c/<slug:club>/palette-<slug:fingerprint>.css", views.palette, name="palette"),
    path("c/<slug:club>/privacy/", views.club_privacy, name="club_privacy"),
    path("c/<slug:club>/office/rules/", views.office_club, name="office_club"),
    path("c/<slug:club>/office/rules/palette/", views.office_palette, name="office_palette"),
]
