"""Contradictions in the configuration, each with its remedy. `vezi check` shows them, and a house with an error among
them does not open. Django's own checks run beside these.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Warning
from django.db import OperationalError, connection
from django.utils.module_loading import import_string

from vezi.core.live.listening import parameters
from vezi.core.mail.delivery import OUTBOX, TRANSPORTS

OLDEST_POSTGRESQL = 15
SHORTEST_SECRET = 40
SHORTEST_WEBHOOK_SECRET = 16
LONGEST_NAME = 8  # letters before the @: with what says who answers what there are 64 at most
LITTLE_ROOM = 500_000_000
NOTICE = {
    "controller": ("VEZI_PRIVACY_CONTROLLER", "who is the controller"),
    "address": ("VEZI_PRIVACY_ADDRESS", "the controller's postal address"),
    "contact": ("VEZI_PRIVACY_CONTACT", "where members write about their data"),
    "data_protection_contact": ("VEZI_PRIVACY_DATA_PROTECTION_CONTACT", "who answers for data protection"),
}
NOT_LEAVING = {OUTBOX, "console", "memory"}

Findings = Iterator[CheckMessage]


def everything() -> list[CheckMessage]:
    found = checks.run_checks(include_deployment_checks=not settings.VEZI_DEMO, databases=["default"])
    return [message for message in found if not message.is_silenced()]


def refusals() -> list[CheckMessage]:
    """What keeps the house closed."""
    return [message for message in everything() if message.is_serious()]


def check(*tags: str, only_real: bool = False) -> Callable[[Callable[[], Findings]], Callable[[], Findings]]:
    """Registers a check; with `only_real` it says nothing about the demo."""

    def registered(find: Callable[[], Findings]) -> Callable[[], Findings]:
        def run(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
            if (only_real and settings.VEZI_DEMO) or (checks.Tags.database in tags and not databases):
                return []
            return list(find())

        checks.register("vezi", *tags, deploy=only_real)(run)  # not at every management command
        return find

    return registered


@check()
def home() -> Findings:
    place = settings.VEZI_HOME
    if not os.access(place, os.W_OK | os.X_OK):
        yield Error(f"{place} cannot be written.", hint="Set VEZI_HOME to a folder of your own.", id="vezi.E001")
        return
    if (free := shutil.disk_usage(place).free) < LITTLE_ROOM:
        hint = "Make room, or move VEZI_HOME to a larger disk."
        yield Warning(f"Only {free // 1_000_000} MB are free where {place} lies.", hint=hint, id="vezi.W001")


@check(checks.Tags.database)
def database() -> Findings:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        yield Error(f"The database does not answer: {reason}", hint="See DATABASE_URL.", id="vezi.E002")
        return
    version = connection.pg_version // 10000  # type: ignore[attr-defined]
    if version < OLDEST_POSTGRESQL:
        hint = f"Upgrade it to {OLDEST_POSTGRESQL} or newer, or unset DATABASE_URL for the embedded one."
        yield Error(f"The server of DATABASE_URL is PostgreSQL {version}.", hint=hint, id="vezi.E003")


@check(only_real=True)
def demo() -> Findings:
    if settings.DEMO_MARK.exists():
        yield Error(
            f"{settings.VEZI_HOME} holds the demo network, whose sign-ins everybody knows.",
            hint="Choose another VEZI_HOME for real people.",
            id="vezi.E004",
        )
    if settings.PAYMENT_PROVIDER.startswith("vezi.demo."):
        hint = "Unset VEZI_PAYMENT_PROVIDER, or name one that takes cards."
        yield Error("Payments are only pretended.", hint=hint, id="vezi.E030")
    if settings.DEBUG:
        hint = "Unset VEZI_DEBUG."
        yield Error("VEZI_DEBUG shows the inside of the house to every visitor.", hint=hint, id="vezi.E005")


@check(only_real=True)
def secret() -> Findings:
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_SECRET or len(set(key)) < 10 or "insecure" in key.lower() or "demo" in key.lower():
        yield Error(
            "VEZI_SECRET_KEY can be guessed.",
            hint=f"Unset it (one is then made and kept in VEZI_HOME), or give {SHORTEST_SECRET} random letters.",
            id="vezi.E006",
        )


@check(only_real=True)
def privacy_notice() -> Findings:
    for field, (setting, meaning) in NOTICE.items():
        if not settings.PRIVACY_NOTICE[field].strip():
            yield Error(f"The privacy notice does not say {meaning}.", hint=f"Set {setting}.", id="vezi.E007")


@check(only_real=True)
def mail() -> Findings:
    transport = settings.MAIL_TRANSPORT
    if transport in NOT_LEAVING:
        hint = "Set VEZI_MAIL=smtp and VEZI_SMTP_HOST, or VEZI_MAIL to a provider's backend."
        yield Error(f"No mail leaves the house: VEZI_MAIL is “{transport}”.", hint=hint, id="vezi.E008")
    elif transport == "smtp" and not settings.EMAIL_HOST:
        yield Error("VEZI_MAIL is “smtp”, but no server is named.", hint="Set VEZI_SMTP_HOST.", id="vezi.E009")
    elif transport not in TRANSPORTS and not _imports(transport):
        hint = f"Use one of {', '.join(sorted([*TRANSPORTS, OUTBOX]))}, or the dotted path of a mail backend."
        yield Error(f"VEZI_MAIL is “{transport}”, which there is not.", hint=hint, id="vezi.E010")
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    if "." not in domain:
        hint = "Set VEZI_MAIL_FROM to an address of your domain."
        yield Error(f"Mail would come from {settings.DEFAULT_FROM_EMAIL}.", hint=hint, id="vezi.E011")
    if settings.SMTP_SECURITY not in ("starttls", "tls", "none"):
        hint = "Use starttls, tls or none."
        yield Error(f"VEZI_SMTP_SECURITY is “{settings.SMTP_SECURITY}”.", hint=hint, id="vezi.E012")


@check(only_real=True)
def returns() -> Findings:
    """Where letters come back to."""
    local, _at, domain = settings.MAIL_RETURNS.partition("@")
    if settings.MAIL_RETURNS and (not local or "+" in local or "." not in domain):
        hint = "Set VEZI_MAIL_RETURNS to an address such as returns@mail.example.org, or unset it."
        yield Error(f"Letters would come back to “{settings.MAIL_RETURNS}”.", hint=hint, id="vezi.E020")


@check(only_real=True)
def answers_by_mail() -> Findings:
    if not settings.INBOUND_ADDRESS:
        return
    local, _at, domain = settings.INBOUND_ADDRESS.rpartition("@")
    if "+" in local or len(local) > LONGEST_NAME or "." not in domain:
        hint = f"Set VEZI_INBOUND_ADDRESS to one such as reply@mail.example.org, with {LONGEST_NAME} letters at most before the @."
        yield Error(f"Answers would go to “{settings.INBOUND_ADDRESS}”.", hint=hint, id="vezi.E021")
    if not settings.INBOUND_PORT and not settings.INBOUND_SECRET:
        hint = "Set VEZI_INBOUND_PORT (SMTP), or VEZI_INBOUND_SECRET (a provider's webhook), or unset VEZI_INBOUND_ADDRESS."
        yield Error("Letters say that they can be answered, but no answer can come in.", hint=hint, id="vezi.E022")
    if settings.INBOUND_SECRET and len(settings.INBOUND_SECRET) < SHORTEST_WEBHOOK_SECRET:
        hint = f"Give it {SHORTEST_WEBHOOK_SECRET} random letters."
        yield Error("VEZI_INBOUND_SECRET can be guessed.", hint=hint, id="vezi.E023")
    if not settings.INBOUND_AUTHSERV:
        hint = "Set VEZI_INBOUND_AUTHSERV to the name your mail server writes into Authentication-Results."
        yield Warning("Whether the sender of an answer was forged is not looked at.", hint=hint, id="vezi.W004")


@check(checks.Tags.database)
def listening() -> Findings:
    """Whether what is said in the database is heard: a pooler that hands out connections by transaction keeps it."""
    try:
        with (
            psycopg.connect(**parameters(), autocommit=True) as line,
            psycopg.connect(**parameters(url=""), autocommit=True) as other,
        ):
            word = secrets.token_hex(8)
            line.execute("listen vezi_check")
            other.execute("select pg_notify('vezi_check', %s)", [word])
            heard = any(notice.payload == word for notice in line.notifies(timeout=2, stop_after=1))
    except psycopg.Error:
        heard = False
    if not heard:
        hint = "Set VEZI_LISTEN_URL to a connection that leads past the pooler, straight to PostgreSQL."
        yield Warning("Open pages do not hear what happens: LISTEN does not work.", hint=hint, id="vezi.W003")


@check(only_real=True)
def address() -> Findings:
    parts = urlsplit(settings.SITE_ADDRESS)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or parts.path not in ("", "/"):
        hint = "Write it as https://alumni.example.org."
        yield Error(f"VEZI_ADDRESS is “{settings.SITE_ADDRESS}”.", hint=hint, id="vezi.E013")
        return
    local = host in ("localhost", "127.0.0.1", "::1")
    behind_proxy = settings.SECURE_PROXY_SSL_HEADER is not None
    if local:
        hint = "Set VEZI_ADDRESS to the address members use."
        yield Warning("Links in letters lead to this machine only.", hint=hint, id="vezi.W002")
    if parts.scheme == "http" and not local:
        hint = "Put a web server with a certificate in front, and set VEZI_ADDRESS=https://… and VEZI_BEHIND_PROXY=yes."
        yield Error("Passwords would travel unencrypted: VEZI_ADDRESS is http.", hint=hint, id="vezi.E014")
    if parts.scheme == "https" and not behind_proxy:
        hint = "Set VEZI_BEHIND_PROXY=yes, and let the web server in front send X-Forwarded-Proto."
        yield Error("VEZI_ADDRESS is https, which needs a web server in front.", hint=hint, id="vezi.E015")
    if parts.scheme == "http" and behind_proxy:
        hint = "Set VEZI_ADDRESS=https://…, or unset VEZI_BEHIND_PROXY."
        yield Error("VEZI_BEHIND_PROXY is on, but VEZI_ADDRESS is http.", hint=hint, id="vezi.E016")
    if "*" in settings.ALLOWED_HOSTS:
        hint = "Name the hosts; letters could otherwise carry links to anywhere."
        yield Error("VEZI_HOSTS allows every name.", hint=hint, id="vezi.E017")
    elif not _allowed(host):
        hint = f"Add {host} to VEZI_HOSTS, or unset it."
        yield Error(f"VEZI_HOSTS does not allow {host}, the host of VEZI_ADDRESS.", hint=hint, id="vezi.E018")


def _allowed(host: str) -> bool:
    allowed = [name.strip("[]") for name in settings.ALLOWED_HOSTS]
    return host in allowed or any(name.startswith(".") and f".{host}".endswith(name) for name in allowed)


def _imports(path: str) -> bool:
    try:
        import_string(path)
    except ImportError:
        return False
    return True
