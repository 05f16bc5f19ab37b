from django.urls import path

from vezi.core import views

app_name = "core"

urlpatterns = [
    path("theme/", views.theme_choose, name="theme_choose"),
    path("language/", views.language_choose, name="language_choose"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
