from django.urls import path

from vezi.network.registrar.own_word import views

urlpatterns = [
    path("is-it-you/<str:token>/", views.is_it_you, name="is_it_you"),
]
