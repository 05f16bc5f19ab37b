import re

import pytest
from django.contrib.auth.password_validation import validate_password

from vezi.core.audience import Audience
from vezi.core.components.marks import CRESTS
from vezi.core.faces import drawn_faces
from vezi.core.geo import SPOKEN, countries
from vezi.demo.cast import BY_KEY, CAST, DEMO_PASSWORD, SIGN_INS, of_club
from vezi.demo.clubs import CLUBS, EXTRA_ROLES, INSTITUTIONS, DemoClub
from vezi.demo.players import Player
from vezi.demo.synth.schools import SCHOOLS, programme
from vezi.network.clubs.models import InstitutionKind, JoiningRule
from vezi.network.clubs.services import SLUG
from vezi.network.memberships.services.founding import STANDARD_ROLES
from vezi.network.people.help import Help
from vezi.network.people.models import ContactKind, Source
from vezi.network.people.trades import Trade

AUDIENCES = {audience.name.lower() for audience in Audience}
PLAYERS = pytest.mark.parametrize("player", CAST, ids=[player.key for player in CAST])
EACH_CLUB = pytest.mark.parametrize("club", CLUBS, ids=[club.slug for club in CLUBS])


def test_parents_stand_before_their_children() -> None:
    seen: set[str] = {""}
    for institution in INSTITUTIONS:
        assert institution.parent in seen
        assert institution.kind in InstitutionKind.values
        seen.add(institution.key)

    assert {institution.school for institution in INSTITUTIONS} - {""} == set(SCHOOLS)


def test_institutions_are_called_as_in_the_registrar_s_file() -> None:
    for institution in INSTITUTIONS:
        if institution.school:
            assert (institution.names["en"], institution.names["sl"]) == SCHOOLS[institution.school].faculty


def test_three_clubs_differ_in_kind_colour_crest_and_rule() -> None:
    assert {club.kind for club in CLUBS} == set(SCHOOLS)
    assert {club.joining for club in CLUBS} == set(JoiningRule.values)
    assert len({club.colour for club in CLUBS}) == len({club.crest_shape for club in CLUBS}) == 3


@EACH_CLUB
def test_a_club_is_told_in_each_of_its_languages(club: DemoClub) -> None:
    for texts in (club.names, club.motto, club.lede, club.about):
        assert set(texts) == set(club.languages)
    assert all(2 <= len(text.split("\n\n")) <= 4 for text in club.about.values())
    assert [text for text in club.about.values() if "  " in text or "'" in text] == []


@EACH_CLUB
def test_a_club_fits_its_record(club: DemoClub) -> None:
    assert SLUG.match(club.slug)
    assert re.fullmatch(r"#[0-9a-f]{6}", club.colour)
    assert club.crest_shape in CRESTS
    assert len(club.crest_letters) <= 4
    assert Audience[club.default_audience.upper()] >= Audience.CLUB
    assert club.contact_mail.endswith(".example")


@EACH_CLUB
def test_a_club_is_run_by_its_own_members(club: DemoClub) -> None:
    roles = {role.code for role in STANDARD_ROLES} | set(EXTRA_ROLES)
    members = {tie.club: tie.state for _, key in club.offices for tie in BY_KEY[key].clubs}

    assert {role for role, _ in club.offices} <= roles
    assert {"chair", "registrar", "treasurer", "editor", "events"} <= {role for role, _ in club.offices}
    assert members[club.slug] == "member"
    assert all(any(tie.club == club.slug for tie in BY_KEY[key].clubs) for _, key in club.offices)


def test_the_six_of_every_story_and_a_registrar_of_each_club_can_sign_in() -> None:
    registrars = {key for club in CLUBS for role, key in club.offices if role == "registrar"}

    assert {"ada", "grace", "alan", "edsger", "maja", "ziga", "operator", *registrars} <= {one.key for one in SIGN_INS}
    assert all(set(one.line or {}) == {"en", "sl"} and one.mail for one in SIGN_INS)


def test_the_stranger_has_no_club_and_edsger_left_his() -> None:
    assert BY_KEY["alan"].clubs == ()
    assert [tie.state for tie in BY_KEY["edsger"].clubs] == ["left"]
    assert BY_KEY["maja"].studies[0].affiliation == "student"
    assert len(BY_KEY["ziga"].clubs) == 2


def test_the_password_of_the_demo_is_good_enough_for_the_house() -> None:
    validate_password(DEMO_PASSWORD)


def test_nobody_shares_a_key_a_mail_address_or_a_number() -> None:
    mails = [one.mail for one in CAST if one.mail]
    numbers = [(tie.club, tie.number) for one in CAST for tie in one.clubs]

    assert len(BY_KEY) == len(CAST)
    assert len(set(mails)) == len(mails)
    assert len(set(numbers)) == len(numbers)
    assert all(mail.rpartition(".")[2] == "example" or mail.partition("@")[2].startswith("example.") for mail in mails)


@PLAYERS
def test_a_player_fits_the_records(player: Player) -> None:
    known = {institution.key for institution in INSTITUTIONS}

    assert player.face in {"", *drawn_faces()}
    assert set(player.speaks) <= set(SPOKEN)
    assert set(player.helps_with) <= set(Help.values)
    assert set(player.audiences.values()) <= AUDIENCES
    assert {tie.club for tie in player.clubs} <= {club.slug for club in CLUBS}
    assert player.country in dict(countries("en"))
    assert len(player.ask_about) <= 600
    for post in player.work:
        assert post.trade in Trade.values
        assert post.until is None or post.since < post.until
    for way in player.ways:
        assert way.kind in ContactKind.values
        assert way.source in Source.values
        assert way.audience in AUDIENCES
    for study in player.studies:
        assert study.elsewhere in known if study.elsewhere else programme(study.school, study.programme)


@PLAYERS
def test_a_player_studied_what_was_taught_and_was_old_enough(player: Player) -> None:
    for study in player.studies:
        assert player.born_on is not None
        assert study.class_year is not None
        assert study.class_year - player.born_on.year >= 20
        assert study.since <= (study.until or 9999)
        if not study.elsewhere:
            assert programme(study.school, study.programme).has_class(study.class_year)


def test_every_club_has_some_of_the_cast() -> None:
    assert [len(of_club(club.slug)) for club in CLUBS] == [25, 6, 9]
