import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from vezi.core import context, security, views
from vezi.core.features import MenuEntry
from vezi.core.viewer import Viewer

ADA = SimpleNamespace(name="Ada Lovelace", called="Ada", family="Lovelace", face="face-16")
CLUB = SimpleNamespace(pk=1, slug="ef", short_name="Economics", colour="#0e5a4f", palette_url="/c/ef/palette-1.css")


def request_of(viewer: Viewer, path: str = "/", **cookies: str):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.viewer = viewer  # type: ignore[attr-defined]
    return request


def test_every_answer_carries_the_strict_policy(client: Client) -> None:
    answer = client.get("/nowhere/")

    assert answer.headers["Content-Security-Policy"] == security.POLICY
    assert "unsafe" not in security.POLICY


@pytest.mark.parametrize(
    ("theme", "attribute"), [("dark", ' data-theme="vezi-dark"'), ("light", ' data-theme="vezi"'), ("x", "")]
)
def test_the_theme_is_set_by_the_server(theme: str, attribute: str) -> None:
    request = request_of(Viewer(), vezi_theme=theme)

    assert f'<html lang="en"{attribute}>' in render_to_string("base.html", request=request)


def test_a_theme_is_kept_in_a_cookie_and_one_is_led_back(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": "/people/?q=ada"})

    assert (answer.status_code, answer["Location"]) == (302, "/people/?q=ada")
    assert client.cookies["vezi_theme"].value == "dark"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_house(client: Client, elsewhere: str) -> None:
    assert client.post("/theme/", {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_a_theme_that_is_none_changes_nothing(client: Client) -> None:
    client.post("/theme/", {"theme": "pink"})

    assert "vezi_theme" not in client.cookies


def test_a_language_is_kept_in_a_cookie(client: Client) -> None:
    client.post("/language/", {"language": "sl", "next": "/"})

    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "sl"


def test_theme_and_language_are_changed_by_post_alone(client: Client) -> None:
    assert client.get("/theme/").status_code == 405
    assert client.get("/language/").status_code == 405


def test_the_style_guide_is_shown_in_a_demo_only(client: Client, settings) -> None:
    settings.VEZI_DEMO = False
    assert client.get("/styleguide/").status_code == 404
    settings.VEZI_DEMO = True
    assert client.get("/styleguide/").status_code == 200


def test_the_style_guide_s_search_answers_in_a_demo_only(client: Client, settings) -> None:
    settings.VEZI_DEMO = False
    assert client.get("/styleguide/answers/?q=ma").status_code == 404
    settings.VEZI_DEMO = True

    answer = client.get("/styleguide/answers/?q=ko").content.decode()

    assert re.findall(r'<span class="nm truncate">([^<]+)</span>', answer) == ["Maja Kovač"]


def test_the_style_guide_s_audience_keeps_nothing(client: Client, settings) -> None:
    settings.VEZI_DEMO = False
    assert client.post("/styleguide/audience/", {"audience": "20"}).status_code == 404
    settings.VEZI_DEMO = True

    part = client.post("/styleguide/audience/", {"audience": "20"}, headers={"HX-Request": "true"})

    assert '<option value="20" selected>' in part.content.decode()
    assert client.post("/styleguide/audience/", {"audience": "20"})["Location"] == "/styleguide/"
    assert client.post("/styleguide/audience/", {"audience": "0"}).status_code == 409
    assert client.post("/styleguide/audience/", {"audience": "x"}).status_code == 409


@pytest.mark.parametrize("language", ["en", "sl"])
def test_the_style_guide_speaks_both_languages(client: Client, settings, language: str) -> None:
    settings.VEZI_DEMO = True
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    answer = client.get("/styleguide/")

    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("template", ["400", "403", "403_csrf", "404", "413", "429"])
def test_an_error_page_says_what_to_do(template: str) -> None:
    shown = render_to_string(f"{template}.html", request=request_of(Viewer(account=1, person=ADA, club=CLUB)))

    assert 'id="refusal"' in shown
    assert shown.count("<h1") == 1


def test_the_page_for_our_fault_needs_nothing() -> None:
    assert "Something broke on our side" in render_to_string("500.html")


def test_a_refusal_shows_its_sentence() -> None:
    assert "The event is full." in render_to_string(
        "refused.html", {"sentence": "The event is full."}, request=request_of(Viewer())
    )


def test_pages_that_refuse_have_their_status() -> None:
    request = request_of(Viewer())

    assert [deed(request).status_code for deed in (views.csrf_failure, views.too_large, views.too_many)] == [
        403,
        413,
        429,
    ]


def test_a_visitor_sees_the_way_in_and_no_account() -> None:
    shown = render_to_string("base.html", request=request_of(Viewer()))

    assert "My account" not in shown
    assert settings.NETWORK_NAME in shown


def test_a_member_sees_the_club_s_name_and_colour() -> None:
    shown = render_to_string("base.html", request=request_of(Viewer(account=1, person=ADA, club=CLUB)))

    assert "Economics</span>" in shown
    assert 'href="/c/ef/palette-1.css"' in shown
    assert "faces/face-16.svg" in shown


@pytest.mark.parametrize("frame", ["office.html", "cover.html", "aside.html"])
def test_frames_stand_for_members_and_visitors(frame: str) -> None:
    for viewer in (Viewer(), Viewer(account=1, person=ADA, club=CLUB)):
        assert '<main id="main"' in render_to_string(frame, request=request_of(viewer))


def test_the_place_one_is_in_is_the_longest_that_begins_the_address() -> None:
    entries = [MenuEntry("core:theme_choose", "Theme", 1), MenuEntry("core:styleguide", "Guide", 2, icon="x")]

    found = context.places(request_of(Viewer(), "/styleguide/more/"), entries)

    assert [(place.title, place.is_current) for place in found] == [("Theme", False), ("Guide", True)]


def test_a_place_that_this_house_has_not_is_left_out() -> None:
    assert context.places(request_of(Viewer()), [MenuEntry("nowhere:page", "Nowhere", 1)]) == []


def test_languages_are_named_in_themselves() -> None:
    with translation.override("sl"):
        assert [(one.name, one.is_current) for one in context.languages()] == [
            ("English", False),
            ("Slovenščina", True),
        ]
