"""Letters that come back, as mail servers report it, and as somebody might make it up."""

from datetime import timedelta
from io import BytesIO, TextIOWrapper

import pytest
from django.core.management import call_command
from django.dispatch import Signal
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from vezi.core import signals
from vezi.core.mail import delivery, gate, returns
from vezi.core.mail.returns import Outcome
from vezi.core.mail.tests.factories import NOW, make_letter
from vezi.core.mail.tests.test_delivery import Postbox, postbox
from vezi.core.models import MailState, OutgoingMail

__all__ = ["postbox"]  # the fixture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _returns_come_here(settings) -> None:
    settings.MAIL_RETURNS = "returns@vezi.example"
    settings.MAIL_TRANSPORT = "memory"


@pytest.fixture
def heard(monkeypatch) -> list[OutgoingMail]:
    """Letters whose address was said to be dead; nobody else listens."""
    found: list[OutgoingMail] = []
    announced = Signal()

    def listen(mail, **_rest) -> None:
        found.append(mail)

    announced.connect(listen, weak=False)
    monkeypatch.setattr(returns, "address_is_dead", announced)
    return found


def sent_letter(**facts) -> OutgoingMail:
    mail = gate.post(make_letter(**facts), now=NOW)
    delivery.deliver(mail_id=mail.pk, now=NOW)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    return mail


REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: {to}
Auto-Submitted: auto-replied
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Thu, 18 Apr 2024 09:00:00 +0000

Final-Recipient: rfc822; someone@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; {words}

--x
Content-Type: message/rfc822

Subject: A word with you

--x--
"""


def report(to: str, action: str = "failed", status: str = "5.1.1", words: str = "550 5.1.1 User unknown") -> bytes:
    return REPORT.format(to=to, action=action, status=status, words=words).encode()


def test_a_hard_bounce_is_written_down_and_announced(heard: list[OutgoingMail]) -> None:
    mail = sent_letter()

    outcome = returns.take_in(report(returns.envelope_of(mail)), now=NOW + timedelta(minutes=1))

    mail.refresh_from_db()
    assert outcome is Outcome.DEAD
    assert (mail.returned_at, mail.returned_because) == (
        NOW + timedelta(minutes=1),
        "5.1.1 smtp; 550 5.1.1 User unknown",
    )
    assert heard == [mail]


def test_the_same_report_twice_is_announced_once(heard: list[OutgoingMail]) -> None:
    mail = sent_letter()
    returns.take_in(report(returns.envelope_of(mail)), now=NOW)

    assert returns.take_in(report(returns.envelope_of(mail)), now=NOW) is Outcome.KNOWN
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("action", "status", "words", "outcome"),
    [
        ("failed", "5.1.1", "550 no such user", Outcome.DEAD),
        ("failed", "5.1.2", "no such host", Outcome.DEAD),
        ("Failed", "5.2.1", "mailbox disabled", Outcome.DEAD),
        ("failed", "5.4.4", "no route", Outcome.DEAD),
        ("failed", "5.0.0", "550 5.1.1 user unknown", Outcome.DEAD),  # the exact code stands in the words
        ("failed", "5.0.0", "550 rejected", Outcome.FOR_NOW),
        ("failed", "5.2.2", "mailbox full", Outcome.FOR_NOW),
        ("failed", "5.7.1", "looks like unwanted mail", Outcome.FOR_NOW),
        ("failed", "4.4.7", "message expired", Outcome.FOR_NOW),
        ("delayed", "4.4.1", "no answer", Outcome.FOR_NOW),
        ("delayed", "5.1.1", "user unknown", Outcome.FOR_NOW),  # nothing was given up yet
        ("delivered", "2.1.5", "ok", Outcome.FOR_NOW),
        ("failed", "", "", Outcome.FOR_NOW),
    ],
)
def test_only_an_address_that_is_dead_for_good_is_marked(heard, action, status, words, outcome) -> None:
    mail = sent_letter()

    found = returns.take_in(report(returns.envelope_of(mail), action, status, words), now=NOW)

    assert found is outcome
    assert bool(heard) is (outcome is Outcome.DEAD)


def test_a_server_that_writes_the_address_in_capitals_is_understood(heard: list[OutgoingMail]) -> None:
    mail = sent_letter()

    assert returns.take_in(report("nobody@vezi.example"), to=returns.envelope_of(mail).upper(), now=NOW) is Outcome.DEAD


def test_a_made_up_report_marks_nobody(heard: list[OutgoingMail]) -> None:
    mail, other = sent_letter(), sent_letter()
    right = returns.envelope_of(mail)
    check = right.partition("-")[2]
    made_up = [
        f"returns+{other.public_id}-{check}",  # the check of another letter
        f"returns+{mail.public_id}-aaaaaaaaaaaaaaaa@vezi.example",
        f"returns+{mail.public_id}@vezi.example",
        "returns@vezi.example",
        right.replace("vezi.example", "evil.example"),
        "",
    ]

    outcomes = {returns.take_in(report(to), now=NOW) for to in made_up}

    assert outcomes == {Outcome.NOT_OURS}
    assert heard == []


def test_a_letter_that_never_left_cannot_come_back(heard: list[OutgoingMail]) -> None:
    mail = gate.post(make_letter(), now=NOW)

    assert returns.take_in(report(returns.envelope_of(mail)), now=NOW) is Outcome.NOT_OURS


def test_an_answer_from_somebody_on_holiday_is_no_report(heard: list[OutgoingMail]) -> None:
    mail = sent_letter()
    message = f"To: {returns.envelope_of(mail)}\nSubject: Out of office\n\nAction: failed\nStatus: 5.1.1\n"

    assert returns.take_in(message.encode(), now=NOW) is Outcome.NO_REPORT
    assert heard == []


def test_a_key_the_house_had_before_is_known(settings, heard: list[OutgoingMail]) -> None:
    mail = sent_letter()
    envelope = returns.envelope_of(mail)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 50, [settings.SECRET_KEY]

    assert returns.take_in(report(envelope), now=NOW) is Outcome.DEAD


@given(st.binary(max_size=400))
def test_whatever_comes_in_is_read(raw: bytes) -> None:
    returns.read(raw)
    returns.read(b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n" + raw)


def test_parts_within_parts_are_no_trap() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(3000)
    )

    assert returns.read(deep) == ("", None)


def test_without_an_address_for_returns_letters_leave_as_before(settings) -> None:
    settings.MAIL_RETURNS = ""
    mail = sent_letter()

    assert returns.envelope_of(mail) == ""
    assert returns.take_in(report("returns@vezi.example"), now=NOW) is Outcome.NOT_OURS


@pytest.mark.enable_socket
def test_the_envelope_is_the_letter_s_own_and_the_reader_sees_the_house(postbox: Postbox, settings) -> None:
    mail = gate.post(make_letter(sender_name="Economics Alumni"), now=NOW)

    delivery.deliver(mail_id=mail.pk, now=NOW)

    (sent,) = postbox.letters
    assert postbox.senders == [returns.envelope_of(mail)]
    assert sent["From"] == "Economics Alumni <post@vezi.example>"


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("answer", "is_dead"),
    [("550 5.1.1 no such user", True), ("550 no such user", True), ("550 5.7.1 refused", False), ("554 spam", False)],
)
def test_a_recipient_refused_at_once_counts_as_much(postbox: Postbox, heard, answer: str, is_dead: bool) -> None:
    postbox.recipients = answer
    mail = gate.post(make_letter(), now=NOW)

    delivery.deliver(mail_id=mail.pk, now=NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.returned_at is not None, bool(heard)) == (MailState.FAILED, is_dead, is_dead)


# The two ways in


def test_a_mail_service_hands_it_over(heard: list[OutgoingMail]) -> None:
    mail = sent_letter()
    outside = Client(enforce_csrf_checks=True)

    answer = outside.post("/mail/returned/", report(returns.envelope_of(mail)), content_type="message/rfc822")
    unknown = outside.post("/mail/returned/?to=x", b"nonsense", content_type="message/rfc822")
    huge = outside.post("/mail/returned/", b"x" * (returns.LARGEST + 1), content_type="message/rfc822")

    assert [one.status_code for one in (answer, unknown, huge)] == [204, 204, 413]
    assert heard == [mail]


def test_the_mail_server_hands_it_over(heard, monkeypatch, capsys) -> None:
    mail = sent_letter()
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(report("nobody@vezi.example"))))

    call_command("returned", to=returns.envelope_of(mail))

    assert capsys.readouterr().out.strip() == "nobody is behind the address"
    assert heard == [mail]


def test_the_command_says_what_is_not_set(settings, capsys) -> None:
    settings.MAIL_RETURNS = ""

    with pytest.raises(SystemExit) as ended:
        call_command("returned")

    assert ended.value.code == 2
    assert "VEZI_MAIL_RETURNS is not set" in capsys.readouterr().err


def test_the_house_announces_it() -> None:
    assert returns.address_is_dead is signals.address_is_dead
