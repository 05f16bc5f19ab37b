"""What follows when somebody came in, or chose a language."""

from typing import Any

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from vezi.core.signals import language_chosen
from vezi.network.accounts import services, speaking
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


@receiver(language_chosen)
def remember_the_language(
    sender: object,  # noqa: ARG001 - given with every signal
    request: HttpRequest,
    language: str,
    **_rest: Any,
) -> None:
    """What somebody signed in chose in the head of a page holds in their other browsers and in letters as well."""
    account = request.user
    if isinstance(account, Account) and account.language != language:
        services.choose_language(account=account, language=language, by=account, now=timezone.now())
