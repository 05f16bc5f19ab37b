"""Kinds for tests, declared while a test runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import ngettext_lazy

from vezi.core import features
from vezi.core.features import Feature, NoticeKind
from vezi.network.notices import services
from vezi.network.notices.models import Notice, WayChoice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

ASKED = NoticeKind(
    "tests.asked", "Requests", "%(who)s would like to connect with you", way="now", deed="Answer", is_signed=True,
    waits=True,
)  # fmt: skip
POSTED = NoticeKind(
    "tests.posted", "Posts", "%(who)s wrote in %(group)s",
    ngettext_lazy("%(who)s: %(count)d post in %(group)s", "%(who)s: %(count)d posts in %(group)s", "count"),
    way="day", of_club=True,
)  # fmt: skip
GREETED = NoticeKind("tests.greeted", "Anniversaries", "%(who)s has an anniversary", way="week")
TOLD = NoticeKind("tests.told", "Words of the club", "Your club says: %(word)s", way="now", of_club=True)
LOOKED = NoticeKind("tests.looked", "Looks", "Your page was looked at", way="page")
KINDS = (ASKED, POSTED, GREETED, TOLD, LOOKED)


@contextmanager
def declared(*kinds: NoticeKind) -> Iterator[None]:
    features.register(Feature(name="tests", title="Tests", notices=kinds or KINDS))
    try:
        yield
    finally:
        features._features.pop("tests")


def tell(person: Person, kind: NoticeKind = ASKED, **facts: Any) -> Notice | None:
    told: dict[str, Any] = {"about": f"{kind.name}:1", "path": "/home/", "now": NOW, **facts}
    return services.tell(kind=kind.name, person=person, **told)


def choose(person: Person, kind: NoticeKind, way: str, club: Any = None) -> WayChoice:
    return WayChoice.objects.update_or_create(person=person, kind=kind.name, club=club, defaults={"way": way})[0]
