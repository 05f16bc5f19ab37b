"""What the house says of itself: true to its settings, and led to from pages that belong to no club."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def page(path: str, language: str = "en") -> str:
    answer = Client(headers={"accept-language": language}).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "sl"])
def test_pages_that_belong_to_no_club_lead_to_it(language: str) -> None:
    assert 'href="/privacy/"' in page("/", language)


def test_it_names_who_answers_as_the_settings_say(settings) -> None:
    settings.PRIVACY_NOTICE = {
        "controller": "University of Emona", "address": "Trg 1", "contact": "alumni@example.org",
        "data_protection_contact": "Zala Novak, dpo@example.org",
    }  # fmt: skip

    told = page("/privacy/")

    for said in ("University of Emona", "Trg 1", "mailto:alumni@example.org", "Zala Novak, dpo@example.org"):
        assert said in told


def test_a_house_that_has_not_said_so_says_that(settings) -> None:
    settings.PRIVACY_NOTICE = dict.fromkeys(settings.PRIVACY_NOTICE, "")
    settings.VEZI_DEMO = False

    assert "has not written it down yet" in page("/privacy/")
    settings.VEZI_DEMO = True
    assert "all people in it are made up" in page("/privacy/")


def test_it_names_every_cookie_the_house_sets(settings) -> None:
    told = page("/privacy/")

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "vezi_theme"):
        assert f"<code>{name}</code>" in told
