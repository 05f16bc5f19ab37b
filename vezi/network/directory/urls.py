from django.urls import path

from vezi.network.directory import views
from vezi.network.directory.classes.urls import urlpatterns as classes
from vezi.network.directory.saved.urls import urlpatterns as saved

app_name = "directory"

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/typeahead", views.typeahead, name="typeahead"),
    *classes,
    *saved,
]
