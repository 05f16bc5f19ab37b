"""Handing letters over: real SMTP on loopback, refusals, and workers that are killed."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob

from vezi.core.mail import delivery, gate, tasks
from vezi.core.mail.tests.factories import NOW, make_letter
from vezi.core.models import MailState, OutgoingMail
from vezi.core.tests.workers import kill_worker_once, work_off_all_jobs

A_DAY = timedelta(days=1)


class Postbox:
    """Takes letters by SMTP; `answer` is what it says to each."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.senders: list[str] = []  # of the envelopes
        self.answer = "250 OK"
        self.recipients = "250 OK"
        self.pause = 0.0

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, to: str, _more: list) -> str:
        if self.recipients.startswith("250"):
            envelope.rcpt_tos.append(to)
        return self.recipients

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.pause:
            time.sleep(self.pause)
        if self.answer.startswith("250"):
            self.senders.append(envelope.mail_from or "")
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.MAIL_TRANSPORT = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
    settings.DEFAULT_FROM_EMAIL = "Vezi <post@vezi.example>"
    yield box
    controller.stop()


@pytest.mark.django_db
@pytest.mark.enable_socket
def test_a_letter_leaves_by_smtp_with_both_parts_and_all_diacritics(postbox: Postbox) -> None:
    letter = make_letter(reply_to="grace@example.org", sender_name="Economics Alumni", is_confidential=True)
    mail = gate.post(letter, now=NOW)

    delivery.deliver(mail_id=mail.pk, now=NOW)

    (sent,) = postbox.letters
    assert sent["To"] == f"Žiga Čuček <{mail.to}>"
    assert sent["From"] == "Economics Alumni <post@vezi.example>"
    assert sent["Reply-To"] == "grace@example.org"
    assert sent["Message-ID"] == f"<{mail.public_id}@vezi.example>"
    assert sent["Subject"] == "A word with you"
    assert "Dear Žiga," in sent.get_body(("plain",)).get_content()
    assert "Dear Žiga," in sent.get_body(("html",)).get_content()
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.attempts) == (MailState.SENT, NOW, 1)
    assert (mail.text, mail.html) == ("", ""), "the words of a confidential letter are wiped"


@pytest.mark.django_db
@pytest.mark.enable_socket
def test_a_job_that_runs_twice_sends_once(postbox: Postbox) -> None:
    mail = gate.post(make_letter(), now=NOW)

    delivery.deliver(mail_id=mail.pk, now=NOW)
    delivery.deliver(mail_id=mail.pk, now=NOW)

    assert len(postbox.letters) == 1


@pytest.mark.django_db
@pytest.mark.enable_socket
def test_a_busy_carrier_is_asked_again_later_and_at_last_given_up(postbox: Postbox) -> None:
    postbox.answer = "451 Try later"
    mail = gate.post(make_letter(), now=NOW)

    delivery.deliver(mail_id=mail.pk, now=NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.try_at) == (MailState.WAITING, 1, NOW + timedelta(minutes=1))
    assert "451" in mail.reason
    assert ProcrastinateJob.objects.filter(args__mail_id=mail.pk, scheduled_at__isnull=False).count() == 1
    for _again in delivery.PATIENCE:
        delivery.deliver(mail_id=mail.pk, now=NOW + A_DAY)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.try_at) == (MailState.FAILED, 7, None)
    assert postbox.letters == []


@pytest.mark.django_db
@pytest.mark.enable_socket
def test_an_address_refused_for_good_is_given_up_at_once(postbox: Postbox) -> None:
    postbox.answer = "550 No such user"
    mail = gate.post(make_letter(), now=NOW)

    delivery.deliver(mail_id=mail.pk, now=NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.FAILED, 1)


@pytest.mark.django_db
@pytest.mark.enable_socket
def test_an_address_that_mail_cannot_carry_is_given_up_at_once(postbox: Postbox) -> None:
    mail = gate.post(make_letter(to="žan.žnidaršič@gov.example"), now=NOW)

    delivery.deliver(mail_id=mail.pk, now=NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts, postbox.letters) == (MailState.FAILED, 1, [])


@pytest.mark.django_db
@pytest.mark.enable_socket
def test_no_carrier_at_all_is_no_reason_to_lose_a_letter(settings) -> None:
    settings.MAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp", "127.0.0.1", 9
    mail = gate.post(make_letter(), now=NOW)

    delivery.deliver(mail_id=mail.pk, now=NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)


@pytest.mark.django_db
def test_consent_withdrawn_after_writing_holds_the_letter_back(monkeypatch: pytest.MonkeyPatch) -> None:
    mail = gate.post(make_letter(), now=NOW)
    monkeypatch.setattr(gate, "reason_against", lambda **_about: "objected")

    delivery.deliver(mail_id=mail.pk, now=NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (MailState.HELD_BACK, "objected")


@pytest.mark.django_db
def test_a_letter_that_lost_its_job_still_leaves() -> None:
    mail = gate.post(make_letter(), now=NOW)

    tasks.deliver_left_behind(timestamp=0)

    mail.refresh_from_db()
    assert mail.state == MailState.SENT


@pytest.mark.django_db(transaction=True)
@pytest.mark.enable_socket
def test_two_workers_at_one_letter_send_it_once(postbox: Postbox) -> None:
    postbox.pause = 0.1
    mail = gate.post(make_letter(), now=NOW)
    together = threading.Barrier(2)

    def work() -> None:
        try:
            together.wait()
            delivery.deliver(mail_id=mail.pk, now=NOW)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _two in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(postbox.letters) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.enable_socket
def test_kill_9_while_two_hundred_letters_go_out_loses_none(postbox: Postbox) -> None:
    postbox.pause = 0.004
    for _number in range(200):
        gate.post(make_letter(), now=NOW)

    kills = (30, 80, 130)
    for after in kills:
        kill_worker_once(lambda after=after: len(postbox.letters) >= after)
    work_off_all_jobs()

    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.SENT}
    taken = Counter(letter["Message-ID"] for letter in postbox.letters)
    assert len(taken) == 200
    # A kill between the carrier's yes and our mark sends again what was in its hands, two at a time here.
    assert sum(taken.values()) - 200 <= 2 * len(kills)
    assert max(taken.values()) <= 2


@pytest.mark.django_db(transaction=True)
def test_in_the_outbox_kill_9_neither_loses_nor_doubles() -> None:
    for _number in range(200):
        gate.post(make_letter(), now=NOW)

    kill_worker_once(lambda: OutgoingMail.objects.filter(state=MailState.SENT).count() >= 50)
    work_off_all_jobs()

    assert Counter(OutgoingMail.objects.values_list("state", "attempts")) == {(MailState.SENT, 1): 200}
