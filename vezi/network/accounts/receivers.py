"""What follows when somebody came in."""

from typing import Any

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from vezi.network.accounts import speaking
from vezi.network.accounts.models import Account


@receiver(user_logged_in)
def speak_their_language(
    sender: type[Account],  # noqa: ARG001
    request: HttpRequest,
    user: Account,
    response: HttpResponse | None = None,
    **_rest: Any,
) -> None:
    """A browser that has chosen no language speaks that of the account."""
    if user.language and response is not None and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        speaking.keep(response, user.language)
