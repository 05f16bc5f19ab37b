"""Who signs in was here: the club sees when it last saw its members."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from vezi.network.accounts.models import Account
from vezi.network.memberships import services


@receiver(user_logged_in)
def seen(sender: type[Account], user: Account, **_rest: Any) -> None:  # noqa: ARG001
    services.seen_now(account=user, now=timezone.now())
