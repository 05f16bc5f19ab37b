"""Judged questions asked of a small world: the right person is on top. `python -m bench --only answers` asks a large one."""

import pytest
from django.utils import timezone

from bench.answers import asking, truth, world
from bench.answers.asking import Report
from vezi.core.audience import Audience
from vezi.network.directory import queries
from vezi.network.directory.filters import Filters
from vezi.network.directory.index import writing

pytestmark = pytest.mark.django_db
PEOPLE, EACH = 1_500, 6


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker, tmp_path_factory) -> "tuple[Report, list[str]]":
    """One world for all tests here: what was asked, and which hidden addresses found somebody."""
    from django.conf import settings
    from django.db import transaction

    before, settings.VEZI_HOME = settings.VEZI_HOME, tmp_path_factory.mktemp("asked")
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            reader = world.make(people=PEOPLE, now=timezone.now())
            writing.make_anew()
            known = truth.read()
            report = asking.ask(reader, asking.questions(known, each=EACH))
            found = [mail for one in known.people for mail in one.hidden_mails[:1] if finds(reader, mail)]
            hidden = [mail for one in known.people for mail in one.hidden_mails]
            transaction.set_rollback(True)
    finally:
        settings.VEZI_HOME = before
    assert len(hidden) > 100
    return report, found


def finds(reader, mail: str) -> int:
    return queries.search(
        viewer=reader, words=mail, filters=Filters(is_everywhere=True), per_page=1, with_facets=False
    ).count  # fmt: skip


def test_the_right_person_is_on_top(asked) -> None:
    report, _found = asked

    assert report.whole.asked > 150
    assert report.whole.reciprocal >= 0.95, report.missed


def test_no_kind_of_question_is_answered_badly(asked) -> None:
    report, _found = asked

    assert [one for one in report.by_kind if one.reciprocal < 0.85] == [], report.missed


def test_a_hidden_mail_address_finds_nobody(asked) -> None:
    _report, found = asked

    assert found == []


def test_the_world_judges_by_what_members_may_see() -> None:
    assert truth.CLUB == Audience.CLUB
