from django.urls import path

from vezi.network.registrar.handover.views import objecting, office

OFFICE = "c/<slug:club>/office/import/handovers/<slug:public_id>/"

urlpatterns = [
    path("c/<slug:club>/office/import/<slug:public_id>/hold/", office.import_hold, name="import_hold"),
    path(OFFICE, office.handover, name="handover"),
    path(f"{OFFICE}tell/", office.handover_tell, name="handover_tell"),
    path(f"{OFFICE}print/", office.handover_print, name="handover_print"),
    path(f"{OFFICE}letters/<int:bundle>/", office.handover_letters, name="handover_letters"),
    path(f"{OFFICE}test/", office.handover_test, name="handover_test"),
    path(f"{OFFICE}object/<slug:person>/", office.handover_object, name="handover_object"),
    path("c/<slug:club>/handed-over/", objecting.club_handovers, name="club_handovers"),
    path("notice/", objecting.notice_code, name="notice_code"),
    path("notice/<str:token>/", objecting.notice, name="notice"),
]
