"""All addresses of the house. Each area keeps its own list; a club's pages live under `c/<club>/`."""

from django.conf import settings
from django.urls import include, path

handler400 = "vezi.core.views.bad_request"

urlpatterns = [
    path("", include("vezi.core.urls")),
    path("", include("vezi.network.consent.urls")),
    path("", include("vezi.network.clubs.urls")),
    path("", include("vezi.network.memberships.urls")),
    path("", include("vezi.network.notices.urls")),
    path("", include("vezi.network.engagement.urls")),
    path("groups/", include("vezi.network.groups.urls")),
    path("home/news/", include("vezi.network.news.urls")),
    path("", include("vezi.network.profiles.urls")),
    path("", include("vezi.network.directory.urls")),
    path("", include("vezi.network.connections.urls")),
    path("", include("vezi.network.questions.urls")),
    path("", include("vezi.network.messages.urls")),
    path("", include("vezi.network.registrar.urls")),
    path("", include("vezi.activities.events.urls")),
    path("accounts/", include("vezi.network.accounts.urls")),
    path("accounts/", include("allauth.urls")),
]
if settings.VEZI_DEMO:
    urlpatterns.append(path("", include("vezi.demo.urls")))
