from django.urls import path

from vezi.network.directory import views
from vezi.network.directory.classes.urls import urlpatterns as classes
from vezi.network.directory.knowing.urls import urlpatterns as knowing
from vezi.network.directory.stays.urls import urlpatterns as stays
from vezi.network.directory.whereabouts.urls import urlpatterns as whereabouts

app_name = "directory"

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/typeahead", views.typeahead, name="typeahead"),
    *classes,
    *knowing,
    *whereabouts,
    *stays,
]
