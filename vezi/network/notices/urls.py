from django.urls import path

from vezi.network.notices import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.notice_list, name="list"),
    path("notices/bell/", views.notice_bell, name="bell"),
    path("notices/open/", views.notice_open, name="open"),
    path("notices/read/", views.notices_read, name="read"),
    path("notices/settings/", views.notice_settings, name="settings"),
    path("notices/devices/add/", views.device_add, name="device_add"),
    path("notices/devices/<slug:device>/remove/", views.device_remove, name="device_remove"),
    path("notices/stop/<str:token>/", views.notice_stop, name="stop"),
    path("notices/stop/<str:token>/now/", views.notice_stop_now, name="stop_now"),
]
