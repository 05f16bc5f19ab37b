from django.urls import path

from vezi.network.directory.whereabouts import views

urlpatterns = [
    path("cities/<int:number>-<slug:slug>/", views.city, name="city"),
]
