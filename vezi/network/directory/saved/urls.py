from django.urls import path

from vezi.network.directory.saved import views

urlpatterns = [
    path("searches/", views.saved_list, name="saved_list"),
    path("searches/keep/", views.saved_keep, name="saved_keep"),
    path("searches/stop/<str:token>/", views.saved_stop, name="saved_stop"),
    path("searches/stop/<str:token>/now/", views.saved_stop_now, name="saved_stop_now"),
    path("searches/<slug:public_id>/", views.saved_change, name="saved_change"),
    path("searches/<slug:public_id>/remove/", views.saved_remove, name="saved_remove"),
    path("searches/<slug:public_id>/again/", views.saved_take_back, name="saved_take_back"),
]
