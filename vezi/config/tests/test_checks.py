"""Every contradiction is found, and a house without contradictions is told so."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from vezi.config import checks

pytestmark = pytest.mark.django_db

RIGHT: dict[str, Any] = {
    "VEZI_DEMO": False,
    "DEBUG": False,
    "SECRET_KEY": "q8Xz3vT0mLw5Rk7NcYb2Jd9Hs4Gf6Pa1QeUi-Oz_TxWv",
    "PRIVACY_NOTICE": {
        "controller": "Alumni club",
        "address": "Kongresni trg 12, Ljubljana",
        "contact": "club@alumni.example.org",
        "data_protection_contact": "dpo@alumni.example.org",
    },
    "MAIL_TRANSPORT": "smtp",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "club@alumni.example.org",
    "SITE_ADDRESS": "https://alumni.example.org",
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "ALLOWED_HOSTS": ["alumni.example.org"],
}


@pytest.fixture
def production(settings: Settings, tmp_path: Path) -> Settings:
    for name, value in RIGHT.items():
        setattr(settings, name, value)
    settings.VEZI_HOME = tmp_path
    settings.DEMO_MARK = tmp_path / "demo"
    return settings


def ours() -> set[str]:
    return {str(message.id) for message in checks.refusals() if str(message.id).startswith("vezi.")}


def test_a_right_configuration_is_not_refused(production: Settings) -> None:
    assert production.VEZI_DEMO is False
    assert ours() == set()


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"DEBUG": True}, "vezi.E005"),
        ({"SECRET_KEY": "short"}, "vezi.E006"),
        ({"SECRET_KEY": "a" * 64}, "vezi.E006"),
        ({"PRIVACY_NOTICE": {**RIGHT["PRIVACY_NOTICE"], "controller": " "}}, "vezi.E007"),
        ({"MAIL_TRANSPORT": "outbox"}, "vezi.E008"),
        ({"INBOUND_ADDRESS": "reply+all@mail.example.org", "INBOUND_PORT": 2525}, "vezi.E021"),
        ({"INBOUND_ADDRESS": "answers.to.us@mail.example.org", "INBOUND_PORT": 2525}, "vezi.E021"),
        ({"INBOUND_ADDRESS": "reply@mail.example.org"}, "vezi.E022"),
        ({"INBOUND_ADDRESS": "reply@mail.example.org", "INBOUND_SECRET": "short"}, "vezi.E023"),
        ({"EMAIL_HOST": ""}, "vezi.E009"),
        ({"MAIL_TRANSPORT": "no.such.Backend"}, "vezi.E010"),
        ({"DEFAULT_FROM_EMAIL": "vezi@localhost"}, "vezi.E011"),
        ({"MAIL_RETURNS": "returns"}, "vezi.E020"),
        ({"MAIL_RETURNS": "re+turns@example.org"}, "vezi.E020"),
        ({"SMTP_SECURITY": "maybe"}, "vezi.E012"),
        ({"SITE_ADDRESS": "alumni.example.org"}, "vezi.E013"),
        ({"SITE_ADDRESS": "http://alumni.example.org", "SECURE_PROXY_SSL_HEADER": None}, "vezi.E014"),
        ({"SECURE_PROXY_SSL_HEADER": None}, "vezi.E015"),
        ({"ALLOWED_HOSTS": ["*"]}, "vezi.E017"),
        ({"ALLOWED_HOSTS": ["other.example.org"]}, "vezi.E018"),
        ({"VEZI_HOME": Path("/nowhere/at/all")}, "vezi.E001"),
    ],
)
def test_each_contradiction_is_found(production: Settings, wrong: dict[str, Any], found: str) -> None:
    for name, value in wrong.items():
        setattr(production, name, value)

    assert ours() == {found}


def test_a_proxy_without_encryption_is_a_contradiction(production: Settings) -> None:
    production.SITE_ADDRESS = "http://localhost:8000"
    production.ALLOWED_HOSTS = ["localhost"]

    assert ours() == {"vezi.E016"}


def test_a_home_of_the_demo_is_refused(production: Settings) -> None:
    production.DEMO_MARK.touch()

    assert ours() == {"vezi.E004"}


def test_the_demo_is_not_bothered(production: Settings) -> None:
    production.VEZI_DEMO = True
    production.PRIVACY_NOTICE = dict.fromkeys(RIGHT["PRIVACY_NOTICE"], "")
    production.MAIL_TRANSPORT = "outbox"

    assert ours() == set()


def test_check_answers_programs(production: Settings) -> None:
    production.EMAIL_HOST = ""
    said = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("check", json=True, stdout=said)

    answer = json.loads(said.getvalue())
    assert ended.value.code == 1
    assert answer["ok"] is False
    assert [message for message in answer["messages"] if message["id"] == "vezi.E009"] == [
        {
            "id": "vezi.E009",
            "level": "error",
            "message": "VEZI_MAIL is “smtp”, but no server is named.",
            "remedy": "Set VEZI_SMTP_HOST.",
        }
    ]


def test_whether_what_happens_is_heard_is_tried(production: Settings) -> None:
    found = {message.id for message in checks.everything()}
    production.LISTEN_URL = "postgresql://nobody@127.0.0.1:1/nothing"

    assert "vezi.W003" not in found
    assert "vezi.W003" in {message.id for message in checks.everything()}
