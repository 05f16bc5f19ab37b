from django.urls import path

from vezi.network.consent import views

app_name = "consent"

urlpatterns = [
    path("stop/<str:token>/", views.stop, name="stop"),
    path("stop/<str:token>/now/", views.stop_now, name="stop_now"),
]
