"""The ways to stop under a letter: links that need no sign-in and say one thing for one person and club."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vezi.core.mail.gate import Stop
from vezi.network.clubs.models import Club
from vezi.network.consent import queries, services, signals
from vezi.network.consent.models import Basis, Channel, Decision, Purpose
from vezi.network.people.models import Person

SALT = "consent.stop"
EVERYTHING = "everything"
#: Purposes that write to people of their own accord.
WRITING = (Purpose.INVITATION, Purpose.NEWS, Purpose.EVENTS, Purpose.GIVING, Purpose.SEARCHES)
WORDS: dict[str, Promise] = {
    Purpose.INVITATION: gettext_lazy("No more invitations"),
    Purpose.NEWS: gettext_lazy("No more news"),
    Purpose.EVENTS: gettext_lazy("No more about events"),
    Purpose.GIVING: gettext_lazy("No more about giving"),
    Purpose.SEARCHES: gettext_lazy("No more about any search"),
    EVERYTHING: gettext_lazy("nothing at all from this club"),
}


@dataclass(frozen=True)
class Stopping:
    """What a link stops: `what` is a purpose or everything."""

    person: Person
    club: Club
    what: str

    @property
    def purposes(self) -> list[str]:
        return list(WRITING) if self.what == EVERYTHING else [self.what]


def ways_to_stop(person_id: int, club_id: int, purpose: str, language: str) -> list[Stop]:
    """Less of this, or nothing at all; the first can be done by the mail program itself."""
    if purpose not in WRITING:
        return []
    return ways_of(Person.objects.get(pk=person_id), Club.objects.get(pk=club_id), purpose, language)


def ways_of(person: Person, club: Club, purpose: str, language: str) -> list[Stop]:
    """The same for a person and a club at hand."""
    with translation.override(language):
        return [
            Stop(str(WORDS[what]), address("consent:stop", token), address("consent:stop_now", token))
            for what, token in ((what, token_for(person, club, what)) for what in (purpose, EVERYTHING))
        ]


def token_for(person: Person, club: Club, what: str) -> str:
    return signing.dumps([person.public_id, club.slug, what], salt=SALT)


def address(name: str, token: str) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(name, args=[token])}"


def read(token: str) -> Stopping | None:
    """What the link stops; None if nobody here made it, or the person is not here any more."""
    try:
        public_id, slug, what = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    person = Person.objects.filter(public_id=public_id, erased_at__isnull=True).select_related("merged_into").first()
    club = Club.objects.filter(slug=slug).first()
    if person is None or club is None or what not in WORDS:
        return None
    return Stopping(person.merged_into or person, club, what)


@transaction.atomic
def stop(stopping: Stopping, *, source: str, now: datetime) -> None:
    """Say no to what the link stops; what was stopped before stays so."""
    _say(stopping, is_stop=True, source=source, now=now)
    if stopping.what == EVERYTHING:
        signals.everything_stopped.send(sender=Stopping, person=stopping.person, club=stopping.club, now=now)


@transaction.atomic
def take_back(stopping: Stopping, *, source: str, now: datetime) -> None:
    """Undo `stop`: objections are taken back. A consent once withdrawn must be given anew, on one's own page."""
    _say(stopping, is_stop=False, source=source, now=now)


def _say(stopping: Stopping, *, is_stop: bool, source: str, now: datetime) -> None:
    about: dict[str, Any] = {"channel": Channel.MAIL}
    for purpose in stopping.purposes:
        standing = queries.standing(person_id=stopping.person.pk, club_id=stopping.club.pk, purpose=purpose, **about)
        word = _word(standing, is_stop=is_stop)
        if word:
            services.say(
                person=stopping.person, club=stopping.club, purpose=purpose, decision=word, source=source, by=None,
                now=now, **about,
            )  # fmt: skip


def _word(standing: queries.Standing, *, is_stop: bool) -> str:
    if standing.basis == Basis.CONSENT:
        return Decision.WITHDRAWN if is_stop and standing.last != Decision.WITHDRAWN else ""
    if is_stop:
        return Decision.OBJECTED if standing.allowed else ""
    return Decision.ALLOWED_AGAIN if standing.last in (Decision.OBJECTED, Decision.WITHDRAWN) else ""


def said(stopping: Stopping) -> str:
    """One sentence on what the link is about."""
    if stopping.what == EVERYTHING:
        return _("{club} will write to you no more, but for letters you ask for yourself.").format(club=stopping.club)
    return {
        Purpose.INVITATION: _("{club} will invite you no more to take up your record."),
        Purpose.NEWS: _("{club} will send you no more news."),
        Purpose.EVENTS: _("{club} will write to you no more about events."),
        Purpose.GIVING: _("{club} will ask you no more for support."),
        Purpose.SEARCHES: _("{club} will write to you no more about any search you keep; the searches stay."),
    }[Purpose(stopping.what)].format(club=stopping.club)
