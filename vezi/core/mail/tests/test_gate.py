"""The gate: once by its key, not against consent, with the ways to stop, and secrets nowhere in the database."""

import json

import pytest
from django.core import serializers
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from vezi.core.mail import gate, secrets
from vezi.core.mail.gate import Stop
from vezi.core.mail.tests.factories import NOW, make_letter
from vezi.core.models import MailState, OutgoingMail

pytestmark = pytest.mark.django_db


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="vezi.core.mail.tasks.deliver").count()


def test_a_letter_is_written_once_by_its_key() -> None:
    first = gate.post(make_letter(key="welcome:1"), now=NOW)
    second = gate.post(make_letter(key="welcome:1", to="another@example.org"), now=NOW)

    assert first is not None
    assert second is None
    assert OutgoingMail.objects.count() == 1
    assert jobs() == 1


def test_letter_and_job_are_there_together_or_not_at_all() -> None:
    def write_and_stumble() -> None:
        gate.post(make_letter(), now=NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write_and_stumble()

    assert OutgoingMail.objects.count() == 0
    assert jobs() == 0


def test_without_a_person_and_a_club_only_service_mail_goes() -> None:
    mail = gate.post(make_letter(purpose="news"), now=NOW)

    assert (mail.state, mail.reason) == (MailState.HELD_BACK, "no consent is known")
    assert jobs() == 0


def test_a_service_letter_has_nothing_to_stop() -> None:
    mail = gate.post(make_letter(), now=NOW)

    assert mail.headers == {"Auto-Submitted": "auto-generated"}


def test_ways_to_stop_stand_in_the_foot_and_in_the_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = Stop("No more news", "https://vezi.example/stop/1/", "https://vezi.example/stop/1/now/")
    monkeypatch.setattr(gate, "_ways_to_stop", [lambda _person, _club, _purpose, _language: [stop]])
    monkeypatch.setattr(gate, "_questions", [lambda _person, _club, _purpose: ""])
    club = type(
        "AClub",
        (),
        {"pk": 7, "slug": "economics", "palette": None, "postal_address": "", "__str__": lambda _self: "Club"},
    )()

    mail = gate.post(make_letter(purpose="news", person_id=3, club=club), now=NOW)

    assert mail.state == MailState.WAITING
    assert "No more news: https://vezi.example/stop/1/\n" in mail.text
    assert 'href="https://vezi.example/stop/1/"' in mail.html
    assert mail.headers == {
        "List-Unsubscribe": "<https://vezi.example/stop/1/now/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<{mail.kind}.economics.testserver>",
    }


def test_a_secret_is_in_the_letter_that_leaves_and_not_in_the_one_that_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(secrets._keepers, "core.test", lambda name: f"open-sesame-{name}")
    button = {"words": "Come in", "url": f"https://vezi.example/claim/{secrets.PLACE}/"}

    mail = gate.post(make_letter(secret="core.test:7", context={"button": button}), now=NOW)

    assert "open-sesame" not in serializers.serialize("json", [mail])
    assert "https://vezi.example/claim/open-sesame-7/" in secrets.revealed(mail.text, mail)
    assert 'href="https://vezi.example/claim/open-sesame-7/"' in secrets.revealed(mail.html, mail)


def test_the_job_holds_nothing_but_the_number_of_the_letter() -> None:
    mail = gate.post(make_letter(), now=NOW)

    job = ProcrastinateJob.objects.get(task_name="vezi.core.mail.tasks.deliver")
    assert json.loads(json.dumps(job.args)) == {"mail_id": mail.pk}
