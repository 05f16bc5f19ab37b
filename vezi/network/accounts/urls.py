from django.urls import path

from vezi.network.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.settings_page, name="settings"),
    path("language/", views.language, name="language"),
    path("sessions/end/", views.sessions_end, name="sessions_end"),
    path("sessions/", views.part_of_settings, name="sessions"),
    path("2fa/", views.part_of_settings, name="second_factor"),
    path("2fa/webauthn/", views.part_of_settings, name="passkeys"),
]
