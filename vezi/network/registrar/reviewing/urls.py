from django.urls import path

from vezi.network.registrar.reviewing.views import merges, pairs

DUPLICATES = "c/<slug:club>/office/duplicates/"

urlpatterns = [
    path(DUPLICATES, pairs.duplicate_list, name="duplicate_list"),
    path(f"{DUPLICATES}look/", pairs.duplicate_look, name="duplicate_look"),
    path(f"{DUPLICATES}next/", pairs.duplicate_next, name="duplicate_next"),
    path(f"{DUPLICATES}sure/", pairs.duplicate_sure, name="duplicate_sure"),
    path(f"{DUPLICATES}rules/", pairs.duplicate_rules, name="duplicate_rules"),
    path(f"{DUPLICATES}merges/", merges.merge_list, name="merge_list"),
    path(f"{DUPLICATES}merges/<slug:public_id>/", merges.merge_undo, name="merge_undo"),
    path(f"{DUPLICATES}<slug:public_id>/", pairs.duplicate, name="duplicate"),
]
