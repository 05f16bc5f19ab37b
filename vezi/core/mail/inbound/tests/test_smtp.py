"""Answers that come by SMTP, over a real connection."""

import smtplib
import socket
from collections.abc import Iterator

import pytest
from django.db import connection

from vezi.core.mail import inbound
from vezi.core.mail.inbound import reading, smtp, taking
from vezi.core.models import IncomingMail

pytestmark = [pytest.mark.enable_socket, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def port(settings) -> Iterator[int]:
    settings.INBOUND_ADDRESS = "reply@mail.example.org"
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        number = int(trial.getsockname()[1])
    opened = smtp.door("127.0.0.1", number)
    opened.start()
    yield number
    opened.stop()


@pytest.fixture
def address(settings) -> str:
    settings.INBOUND_ADDRESS = "reply@mail.example.org"
    return inbound.address_of("groups", "maja", "thing")


MAIL = b"From: maja@example.org\r\nMessage-ID: <1@x>\r\n\r\nYes.\r\n"


def test_a_mail_to_an_address_of_ours_is_stored_before_the_server_says_yes(address, port) -> None:
    with smtplib.SMTP("127.0.0.1", port) as line:
        line.sendmail("maja@example.org", [address], MAIL)

    stored = IncomingMail.objects.get()
    assert (bytes(stored.raw or b""), stored.envelope_from, stored.who) == (MAIL, "maja@example.org", "maja")


@pytest.mark.parametrize(
    "to", ["anybody@mail.example.org", "reply+groups-maja-thing-aaaaaaaaaaaaaaaa@mail.example.org", "a@b.example"]
)
def test_what_goes_to_nobody_is_refused_at_once(port, to) -> None:
    with smtplib.SMTP("127.0.0.1", port) as line, pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        line.sendmail("maja@example.org", [to], MAIL)

    assert refused.value.recipients[to][0] == 550


def test_more_than_twenty_megabytes_are_not_taken(address, port) -> None:
    with smtplib.SMTP("127.0.0.1", port) as line, pytest.raises(smtplib.SMTPException):
        line.sendmail("maja@example.org", [address], MAIL + b"x" * reading.LARGEST)

    assert IncomingMail.objects.count() == 0


def test_while_the_database_is_away_the_sender_keeps_it(address, port, monkeypatch) -> None:
    def is_away(*_given: object, **_named: object) -> None:
        raise connection.Database.OperationalError

    monkeypatch.setattr(taking, "take_in", is_away)
    with smtplib.SMTP("127.0.0.1", port) as line, pytest.raises(smtplib.SMTPDataError) as put_off:
        line.sendmail("maja@example.org", [address], MAIL)

    assert put_off.value.smtp_code == 451
