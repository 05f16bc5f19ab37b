"""A house with one page that tells who answers: for the tests of `vezi up`."""

from vezi.config.settings import *  # noqa: F403

ROOT_URLCONF = "vezi.config.tests.small_urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vezi.network.memberships.middleware.ViewerMiddleware",
]
