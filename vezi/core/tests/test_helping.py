"""Help and the statement on accessibility: found from every page, in both languages."""

import re

import pytest
from django.test import Client

from vezi.core.components.helping import help_link
from vezi.core.frontend import CODE

pytestmark = pytest.mark.django_db


def page(path: str, language: str = "en") -> str:
    answer = Client(headers={"accept-language": language}).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "sl"])
def test_the_foot_of_a_page_leads_to_both(language: str) -> None:
    front = page("/", language)

    assert ('href="/help/"' in front, 'href="/accessibility/"' in front) == (True, True)


@pytest.mark.parametrize(("language", "heading"), [("en", "How do I find somebody?"), ("sl", "Kako koga najdem?")])
def test_help_answers_in_the_reader_s_language(language: str, heading: str) -> None:
    assert heading in page("/help/", language)


def test_every_link_to_a_part_of_help_leads_to_one() -> None:
    parts = set(re.findall(r'<section class="hang" id="([a-z]+)"', page("/help/")))
    asked = {name for path in CODE.rglob("*.html") for name in re.findall(r'{% help_link "([a-z]+)"', path.read_text())}

    assert asked - parts == set()
    assert asked != set()
    assert help_link("claim") == '<a class="lk text-sm" href="/help/#claim">Help with this</a>'


def test_a_barrier_is_told_to_the_house_or_it_says_whom_to_ask(settings) -> None:
    settings.PRIVACY_NOTICE = {"contact": ""}
    nobody = page("/accessibility/")
    settings.PRIVACY_NOTICE = {"contact": "office@example.org"}

    assert "mailto:" not in nobody
    assert 'href="mailto:office@example.org"' in page("/accessibility/")
