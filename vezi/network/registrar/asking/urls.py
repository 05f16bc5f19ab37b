from django.urls import path

from vezi.network.registrar.asking import views

urlpatterns = [
    path("still-right/<str:token>/", views.still_right, name="still_right"),
]
