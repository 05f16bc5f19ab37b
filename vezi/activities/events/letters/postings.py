"""The letters of a posting, from one organiser to many: set once for each language, and filled for each person."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Min
from django.utils import translation

from vezi.activities.events.answers import in_full, way_online
from vezi.activities.events.letters.invitations import CONTEXTS, Common, invitation
from vezi.activities.events.letters.letterhead import TEMPLATE, about, answer_by, letter, posted, way_to_answer
from vezi.activities.events.models import Event, Posting, PostingKind, Standing
from vezi.activities.events.queries.addresses import to_one
from vezi.activities.events.queries.whom import INVITED
from vezi.activities.events.saying import when
from vezi.core.mail import frames, gate, tints
from vezi.core.mail.gate import Letter
from vezi.core.mail.letters import Written, write
from vezi.core.models import MailState, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.consent import stopping
from vezi.network.consent.models import Purpose
from vezi.network.memberships.queries.reach import held_by
from vezi.network.notices import kinds, wanting
from vezi.network.notices import services as notices
from vezi.network.notices.letters import language_of
from vezi.network.notices.models import Way
from vezi.network.people.models import Affiliation, Person


def of_posting(posting: Posting, people: Sequence[Any], *, now: datetime) -> int:
    """The letters to these people (with their `address`); who wants to be told otherwise is told so. How many letters."""
    event = posting.event
    told = _told_otherwise(posting, people, now=now) if posting.kind != PostingKind.EVE else frozenset()
    _tell(posting, people, told, now=now)
    writing = [person for person in people if person.pk not in told]
    common = Common(event, _signature(posting), _coming(event), _years(event.club, writing))
    return gate.post_many((_letter(posting, one, common) for one in writing), now=now, behind=True)


def take_back(event: Event) -> None:
    """Of what is called off the letters that have not left yet stay here; whom none reached was not invited. Those that leave
    this moment are in other hands."""
    for posting in event.postings.all():
        waiting = OutgoingMail.objects.filter(
            state=MailState.WAITING, key__startswith=f"events.{posting.kind}:{posting.pk}:"
        )
        found = dict(waiting.select_for_update(skip_locked=True).values_list("pk", "person_id"))
        OutgoingMail.objects.filter(pk__in=found).delete()
        if posting.kind == PostingKind.INVITE:
            event.invitations.filter(person__in=found.values()).delete()


def _told_otherwise(posting: Posting, people: Sequence[Any], *, now: datetime) -> frozenset[int]:
    """Members who chose to be told of invitations in the page or in a digest, or are away: by a notice alone."""
    kind, club_id = kinds.kind_of(INVITED), posting.event.club_id
    members = [one.pk for one in people if one.account and one.account.email == one.address]
    wants = wanting.wants_of(members, kinds=[INVITED])
    by_letter = {
        one for one in members
        if (way := wants.way(one, kind, club_id)) == Way.NOW and wants.due(one, way, now=now).alone
    }  # fmt: skip
    return frozenset(members) - by_letter


def _tell(posting: Posting, people: Sequence[Person], otherwise: Collection[int], *, now: datetime) -> None:
    """What was asked stands in the page of members, too, until they answer: for who has a letter, in the page alone."""
    if posting.kind == PostingKind.EVE:
        return
    event = posting.event
    told: dict[tuple[str, str], list[int]] = {}
    for one in people:
        if one.account_id is not None:
            way = "" if one.pk in otherwise else Way.PAGE
            told.setdefault((language_of(one, event.club), way), []).append(one.pk)
    for (language, way), numbers in told.items():
        with translation.override(language):
            words = {"event": event.title, "more": f"{when(event)}. {answer_by(event)}"}
        said = notices.said_of(
            kind=INVITED, about=about_invitation(event), path=event.get_absolute_url(), by=None, club=event.club,
            words=words, now=now, way=way, once=posting.public_id, mail_path="",
        )  # fmt: skip
        notices.tell_some(person_ids=numbers, said=said)


def about_invitation(event: Event) -> str:
    return f"events.invitation:{event.public_id}"


def _signature(posting: Posting) -> str:
    signer = Person.objects.filter(account=posting.by_id).first() if posting.by_id else None
    return signer.name if signer else ""


def _coming(event: Event) -> int:
    return event.registrations.filter(standing=Standing.COMING).count()


def _years(club: Club, people: Collection[Person]) -> dict[int, int]:
    held = Affiliation.objects.filter(held_by(club), person__in=people, class_year__isnull=False)
    return dict(held.order_by().values_list("person").annotate(Min("class_year")))


def _letter(posting: Posting, person: Any, common: Common) -> Letter:
    """Set once for each language, and filled for each."""
    event, year = common.event, tints.year(common.years.get(person.pk))
    language = language_of(person, event.club)
    was_asked_for = posting.kind in (PostingKind.EVE, PostingKind.MAYBE)
    purpose = gate.SERVICE if was_asked_for else Purpose.EVENTS
    stops = [] if was_asked_for else stopping.ways_of(person, event.club, purpose, language)
    key = (language, year is not None)
    if key not in common.framed:
        common.framed[key] = _framed(posting, common, language=language, has_year=key[1], stops=stops)
    values = {
        "called": person.called or person.name, "name": person.name, "way": way_to_answer(event, person),
        "online": in_full(way_online(event, person, Standing.COMING)) if posting.kind == PostingKind.EVE else "",
        "short": year.short if year else "", "colour": year.colour if year else "", "dark": year.dark if year else "",
        **{f"stop{number}x": stop.url for number, stop in enumerate(stops)},
    }  # fmt: skip
    return posted(
        event, person, to=person.address, key=f"events.{posting.kind}:{posting.pk}:{person.pk}",
        kind=f"events.{posting.kind}", purpose=purpose, language=language, stops=stops,
        written=frames.filled(common.framed[key], values),
    )  # fmt: skip


def _framed(posting: Posting, common: Common, *, language: str, has_year: bool, stops: Sequence[gate.Stop]) -> Written:
    event, place = common.event, frames.place
    with translation.override(language):
        context = CONTEXTS[PostingKind(posting.kind)](event, place("way"), common)
    year = tints.Year(place("short"), place("colour"), place("dark")) if has_year else None
    said = about(event, context, called=place("called"), year=year, signed=common.signed, language=language)
    ways = [gate.Stop(one.words, place(f"stop{number}x")) for number, one in enumerate(stops)]
    return write(
        TEMPLATE, said | {"to_name": place("name"), "stops": ways}, language=language, club=event.club
    )  # fmt: skip


def test(event: Event, person: Person, *, now: datetime) -> OutgoingMail | None:
    """The invitation to who looks after the event; nothing of it counts."""
    to, language = to_one(person, event.club), language_of(person, event.club)
    years = _years(event.club, [person])
    with translation.override(language):
        context = invitation(event, way_to_answer(event, person), Common(event, person.name, _coming(event)))
    written = letter(
        event, person, to=to, key=f"events.test:{event.pk}:{person.pk}:{now.timestamp()}", kind="events.test",
        context=context, language=language, signed=person.name, year=years.get(person.pk),
    )  # fmt: skip
    return gate.post(written, now=now)
