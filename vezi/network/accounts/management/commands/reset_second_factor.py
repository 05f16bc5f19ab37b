"""`vezi reset_second_factor MAIL`: for somebody who lost phone, passkey and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from vezi.network.accounts import queries, services


class Command(BaseCommand):
    help = "Take authenticator app, passkeys and recovery codes off an account, after you made sure who asks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("mail", help="an address the account is entered with")

    def handle(self, *_args: Any, **options: Any) -> None:
        account = queries.account_at(options["mail"])
        if account is None:
            raise CommandError(f"There is no account at {options['mail']}.")
        try:
            count = services.reset_second_factor(account=account, by=None, now=timezone.now())
        except services.NothingToReset as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{count} removed from {account.email}. It is entered by password or mail code again.")
