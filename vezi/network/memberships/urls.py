from django.urls import path, register_converter

from vezi.core.opaque import OpaqueConverter
from vezi.network.memberships.views import (
    adding,
    choosing,
    desk,
    home,
    joining,
    kept,
    members,
    notices,
    officers,
    records,
)

app_name = "memberships"
register_converter(OpaqueConverter, "row")

urlpatterns = [
    path("home/", home.home, name="home"),
    path("welcome/", home.welcome, name="welcome"),
    path("switch/<slug:to>/", home.switch_club, name="switch_club"),
    path("requests/<slug:public_id>/withdraw/", joining.request_withdraw, name="request_withdraw"),
    path("c/<slug:club>/join/", joining.club_join, name="club_join"),
    path("c/<slug:club>/leave/", home.club_leave, name="club_leave"),
    path("c/<slug:club>/office/", desk.office_desk, name="office_desk"),
    path("c/<slug:club>/office/requests/", joining.office_requests, name="office_requests"),
    path("c/<slug:club>/office/requests/<slug:public_id>/", joining.request_decide, name="request_decide"),
    path("c/<slug:club>/office/members/", members.office_members, name="office_members"),
    path("c/<slug:club>/office/members/export/", members.office_export, name="office_export"),
    path("c/<slug:club>/office/members/export/<slug:public_id>/", members.export_run, name="export_run"),
    path("c/<slug:club>/office/members/export/<slug:public_id>/take/", members.export_take, name="export_take"),
    path("c/<slug:club>/office/members/choose/", choosing.members_choose, name="members_choose"),
    path("c/<slug:club>/office/members/end/", choosing.members_end, name="members_end"),
    path("c/<slug:club>/office/members/add/", adding.member_add, name="member_add"),
    path("c/<slug:club>/office/members/views/", kept.view_list, name="view_list"),
    path("c/<slug:club>/office/members/views/keep/", kept.view_keep, name="view_keep"),
    path("c/<slug:club>/office/members/views/<slug:public_id>/", kept.view_change, name="view_change"),
    path("c/<slug:club>/office/members/views/<slug:public_id>/count/", kept.view_count, name="view_count"),
    path("c/<slug:club>/office/members/views/<slug:public_id>/remove/", kept.view_remove, name="view_remove"),
    path("c/<slug:club>/office/members/<slug:public_id>/", records.office_member, name="office_member"),
    path("c/<slug:club>/office/members/<slug:public_id>/name/", records.member_name, name="member_name"),
    path("c/<slug:club>/office/members/<slug:public_id>/dates/", records.member_dates, name="member_dates"),
    path("c/<slug:club>/office/members/<slug:public_id>/death/", records.member_death, name="member_death"),
    path("c/<slug:club>/office/members/<slug:public_id>/erase/", records.member_erase, name="member_erase"),
    path("c/<slug:club>/office/members/<slug:public_id>/town/", records.member_town, name="member_town"),
    path("c/<slug:club>/office/members/<slug:public_id>/contacts/", records.contact_add, name="member_contact_add"),
    path(
        "c/<slug:club>/office/members/<slug:public_id>/contacts/<row:pk>/drop/",
        records.contact_drop,
        name="member_contact_drop",
    ),
    path("c/<slug:club>/office/members/<slug:public_id>/studies/<row:pk>/", records.member_study, name="member_study"),
    path("c/<slug:club>/office/rules/notices/", notices.office_notices, name="office_notices"),
    path("c/<slug:club>/office/rules/notices/<slug:purpose>/", notices.notice_publish, name="notice_publish"),
    path("c/<slug:club>/office/officers/", officers.office_officers, name="office_officers"),
    path("c/<slug:club>/office/officers/appoint/", officers.appoint, name="officer_appoint"),
    path("c/<slug:club>/office/officers/<row:pk>/dismiss/", officers.dismiss, name="officer_dismiss"),
    path("c/<slug:club>/office/officers/roles/", officers.role_make, name="role_make"),
    path("c/<slug:club>/office/officers/roles/<row:pk>/", officers.role_change, name="role_change"),
]
