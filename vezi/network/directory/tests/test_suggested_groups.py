"""Groups offered in the one search field."""

import pytest
from django.urls import reverse

from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.suggested import circles
from vezi.network.groups.models import Joining
from vezi.network.groups.tests.factories import make_group, put_in, seeing
from vezi.network.memberships.tests.factories import client_of, make_member

pytestmark = pytest.mark.django_db


def test_groups_answer_by_the_beginning_of_each_word_and_hidden_ones_only_their_own():
    club = make_club("economics", name="Economics", short_name="Econ")
    ada, grace = make_member(club), make_member(club, "Grace", "Hopper")
    sailing = make_group(club, name="Čolni in jadranje", officer=grace)
    hidden = make_group(club, name="Jadrnica", officer=grace, joining=Joining.HIDDEN)
    put_in(sailing, ada)

    offered = {
        person.given: [(one.title, one.note, one.aside) for one in circles.answers(seeing(person), "jadr")]
        for person in (ada, grace)
    }

    assert offered == {
        "Ada": [("Čolni in jadranje", "Econ", "2 members")],
        "Grace": [("Čolni in jadranje", "Econ", "2 members"), ("Jadrnica", "Econ", "1 member")],
    }
    assert circles.answers(seeing(ada), "col jad")[0].url == reverse("groups:group", args=[sailing.public_id])
    assert [circles.answers(seeing(ada), words) for words in ("olni", "", "🙂", hidden.name)] == [[], [], [], []]
    page = client_of(ada).get(reverse("directory:typeahead"), {"q": "čolni"}).content.decode()
    assert "Čolni in jadranje" in page
