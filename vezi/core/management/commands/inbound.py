"""Take answers by mail on a local port, until told to end. `vezi up` runs it where VEZI_INBOUND_PORT is set."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from vezi.core.mail.inbound.smtp import door

KNOCKS_AGAIN = 30.0  # seconds after which a port that was taken is tried once more


class Command(BaseCommand):
    help = "Take answers by mail on VEZI_INBOUND_PORT."

    def handle(self, **_options: Any) -> None:
        over = threading.Event()
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, lambda *_: over.set())
        where = f"{settings.INBOUND_BIND} port {settings.INBOUND_PORT}"
        while not over.is_set():
            opened = door(settings.INBOUND_BIND, settings.INBOUND_PORT)
            try:
                opened.start()
            except OSError as error:
                self.stderr.write(f"vezi: answers by mail are not taken: {where}: {error.strerror}.")
                over.wait(KNOCKS_AGAIN)
                continue
            over.wait()
            opened.stop()
