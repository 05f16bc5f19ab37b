from django.urls import path

from vezi.network.registrar.claiming import checking, erasing, views

urlpatterns = [
    path("claim/", views.claim, name="claim"),
    path("claim/take/", views.claim_take, name="claim_take"),
    path("claim/erase/", erasing.claim_erase, name="claim_erase"),
    path("claim/check/", checking.claim_check, name="claim_check"),
    path("claim/check/done/", checking.claim_done, name="claim_done"),
    path("claim/check/uses/<slug:purpose>/", checking.claim_purpose, name="claim_purpose"),
    path("claim/check/<slug:key>/", checking.claim_line, name="claim_line"),
    path("claim/<str:token>/", views.claim_link, name="claim_link"),
]
