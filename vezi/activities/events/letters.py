"""Letters about events: invitations with three answers, reminders, and that somebody comes.

They go to members and to people on record alike, each in her language, signed by whoever sends them, with an address
of their own for a plain reply (`receivers`), and a link that answers without a sign-in (`answers`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vezi.activities.events import answers, ical
from vezi.activities.events.models import Event, Guest, Posting, PostingKind, Registration, Reply, Standing
from vezi.activities.events.queries.whom import INVITED
from vezi.activities.events.saying import day, when
from vezi.core.mail import enclosures, frames, gate, inbound, tints
from vezi.core.mail.gate import Letter
from vezi.core.mail.inbound.quoting import MARK
from vezi.core.mail.letters import Written, write
from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.consent import stopping
from vezi.network.consent.models import Purpose
from vezi.network.memberships.queries.reach import held_by
from vezi.network.notices import kinds, wanting
from vezi.network.notices import services as notices
from vezi.network.notices.letters import language_of
from vezi.network.notices.models import Way
from vezi.network.people.models import Affiliation, Person
from vezi.network.registrar.inviting.queries import addresses_of_person
from vezi.network.registrar.models import InvitationChannel

CALENDAR = "events.calendar"  # the file that goes along
CONFIRMED = "events.confirmed"
TEMPLATE = "events/mail/event"
ANSWERED = "events"  # core.mail.inbound: who takes a reply
#: What else would answer it by itself need not (Exchange's).
QUIET = {"X-Auto-Response-Suppress": "All"}
FEWEST_TOLD = 3  # that one or two come is no reason to come


@dataclass(frozen=True)
class Common:
    """What all letters of one posting share."""

    event: Event
    signed: str = ""  # the name of the organiser who sends it
    coming: int = 0
    years: dict[int, int] = field(default_factory=dict)  # person -> the class year beside her name
    framed: dict[tuple[str, bool], Written] = field(
        default_factory=dict
    )  # by language, and whether a year stands there


def of_posting(posting: Posting, people: Sequence[Any], *, now: datetime) -> int:
    """The letters to these people (with their `address`); who wants to be told otherwise is told so. How many letters."""
    event = posting.event
    told = _told_otherwise(posting, people, now=now) if posting.kind != PostingKind.EVE else frozenset()
    _tell(posting, people, told, now=now)
    writing = [person for person in people if person.pk not in told]
    common = Common(event, _signature(posting), _coming(event), _years(event.club, writing))
    return gate.post_many((_letter(posting, one, common) for one in writing), now=now, behind=True)


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
            words = {"event": event.title, "more": f"{when(event)}. {_answer_by(event)}"}
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
        "called": person.called or person.name, "name": person.name, "way": _way(event, person),
        "short": year.short if year else "", "colour": year.colour if year else "", "dark": year.dark if year else "",
        **{f"stop{number}x": stop.url for number, stop in enumerate(stops)},
    }  # fmt: skip
    return _posted(
        event, person, to=person.address, key=f"events.{posting.kind}:{posting.pk}:{person.pk}",
        kind=f"events.{posting.kind}", purpose=purpose, language=language, stops=stops,
        written=frames.filled(common.framed[key], values),
    )  # fmt: skip


def _framed(posting: Posting, common: Common, *, language: str, has_year: bool, stops: Sequence[gate.Stop]) -> Written:
    event, place = common.event, frames.place
    with translation.override(language):
        context = CONTEXTS[PostingKind(posting.kind)](event, place("way"), common)
    year = tints.Year(place("short"), place("colour"), place("dark")) if has_year else None
    about = _about(event, context, called=place("called"), year=year, signed=common.signed, language=language)
    ways = [gate.Stop(one.words, place(f"stop{number}x")) for number, one in enumerate(stops)]
    return write(
        TEMPLATE, about | {"to_name": place("name"), "stops": ways}, language=language, club=event.club
    )  # fmt: skip


def letter(
    event: Event, person: Person, *, to: str, key: str, kind: str, context: dict[str, Any], language: str, signed: str = "",
    year: int | None = None, enclosed: str = "",
) -> Letter:  # fmt: skip
    """One that was asked for, to one person."""
    about = _about(
        event, context, called=person.called or person.name, year=tints.year(year), signed=signed, language=language
    )  # fmt: skip
    return _posted(
        event, person, to=to, key=key, kind=kind, purpose=gate.SERVICE, language=language, context=about, enclosed=enclosed
    )  # fmt: skip


def _posted(
    event: Event, person: Person, *, to: str, key: str, kind: str, purpose: str, language: str, **more: Any
) -> Letter:  # fmt: skip
    """A reply to it reaches the organisers."""
    with translation.override(language):
        sender = str(event.club)
    replies = inbound.address_of(ANSWERED, person.public_id, event.public_id) or event.club.contact_mail
    return Letter(
        key=key, kind=kind, purpose=purpose, to=to, to_name=person.name, language=language, template=TEMPLATE,
        club=event.club, person_id=person.pk, sender_name=sender, reply_to=replies, headers=QUIET, **more,
    )  # fmt: skip


def _about(
    event: Event, context: dict[str, Any], *, called: str, year: tints.Year | None, signed: str, language: str
) -> dict[str, Any]:  # fmt: skip
    """What stands in every letter about an event."""
    is_taken = bool(settings.INBOUND_ADDRESS)
    with translation.override(language):
        about = {
            "event": event, "called": called, "facts": _facts(event), "year": year, "signed": signed or str(event.club),
            "reply_to": signed and (is_taken or event.club.contact_mail), "mark": MARK if is_taken else "",
        }  # fmt: skip
        if called and not signed and (is_taken or event.club.contact_mail):
            reaches = _("Answer this mail and it reaches the organisers.")
            about["after_deed"] = [*context.get("after_deed", ()), reaches]
    return context | about


def _facts(event: Event) -> list[str]:
    """When and where, each on a line of its own, the first the one that counts."""
    place = ", ".join(filter(None, [event.where, event.address])) if event.is_somewhere else ""
    online = _("Online") if event.is_online and not place else _("and online") if event.is_online else ""
    where = ", ".join(filter(None, [place, online]))
    zone = f" ({event.city_of_zone})" if event.zone != event.club.time_zone else ""
    return [one for one in (f"{when(event)}{zone}", where, event.words.way_there if event.is_somewhere else "") if one]


def _answer_by(event: Event) -> str:
    return _("Answers are taken until %(day)s.") % {"day": date_format(event.last_answer_there, "DATE_FORMAT")}


def _way(event: Event, person: Person) -> str:
    """Where she answers without a sign-in."""
    return settings.SITE_ADDRESS + answers.address_of(event, person)


def _ways(event: Event, place: str) -> dict[str, Any]:
    """Yes, perhaps and no, each a link that opens with the answer chosen."""
    return {
        "button": {"words": pgettext("answer to an event", "I’m coming"), "url": f"{place}?say=yes"},
        "answers": [
            {"words": pgettext("answer to an event", "Perhaps"), "url": f"{place}?say=maybe"},
            {"words": pgettext("answer to an event", "I can’t this time"), "url": f"{place}?say=no"},
        ],
        "after_deed": [
            _("No password is asked. You can change your mind on the page that opens."), _answer_by(event),
        ],
    }  # fmt: skip


def _asked(event: Event, place: str, common: Common, *, subject: str, first: str) -> dict[str, Any]:
    said = [first, event.words.lede]
    counted = ngettext("%(count)d is coming.", "%(count)d are coming.", common.coming) % {"count": common.coming}
    told = counted if common.coming >= FEWEST_TOLD else ""
    why = _("You get this because %(club)s keeps a record of you, and invites you.") % {"club": event.club}
    return _ways(event, place) | {
        "subject_words": subject, "headline": event.title, "paragraphs": [one for one in said if one], "counted": told,
        "preheader": " ".join(filter(None, [f"{when(event)}.", told, _("Answer from here.")])), "why": why,
    }  # fmt: skip


def _invitation(event: Event, place: str, common: Common) -> dict[str, Any]:
    subject = f"{event.title}, {date_format(event.starts_there, 'DATE_FORMAT')}"
    return _asked(event, place, common, subject=subject, first="")


def _silent(event: Event, place: str, common: Common) -> dict[str, Any]:
    subject = _("Will you come? %(event)s") % {"event": event.title}
    return _asked(event, place, common, subject=subject, first=_("we have not heard from you yet. Will you come?"))


def _perhaps(event: Event, place: str, common: Common) -> dict[str, Any]:
    subject = _("You said perhaps: %(event)s") % {"event": event.title}
    asked = _asked(event, place, common, subject=subject, first=_("you said perhaps. How does it look by now?"))
    return asked | {"why": _("You get this because you said perhaps. Say no, and you hear nothing more of it.")}


def _eve(event: Event, place: str, _common: Common) -> dict[str, Any]:
    begins = day(event.starts_there)
    said = [_("soon we see each other."), event.words.lede]
    link = [_("The link for those who come: %(link)s") % {"link": event.link}] if event.is_online and event.link else []
    return {
        "subject_words": _("Soon: %(event)s") % {"event": event.title}, "headline": event.title,
        "paragraphs": [*(one for one in said if one), *link], "preheader": f"{begins}. {event.where}",
        "button": {"words": _("Look at it"), "url": settings.SITE_ADDRESS + event.get_absolute_url()},
        "answers": [{"words": _("I can’t come after all"), "url": f"{place}?say=no"}],
        "why": _("You get this because you said that you come."),
    }  # fmt: skip


CONTEXTS = {
    PostingKind.INVITE: _invitation,
    PostingKind.NUDGE: _silent,
    PostingKind.SILENT: _silent,
    PostingKind.MAYBE: _perhaps,
    PostingKind.EVE: _eve,
}


def test(event: Event, person: Person, *, now: datetime) -> OutgoingMail | None:
    """The invitation to who looks after the event; nothing of it counts."""
    to, language = to_one(person, event.club), language_of(person, event.club)
    years = _years(event.club, [person])
    with translation.override(language):
        context = _invitation(event, _way(event, person), Common(event, person.name, _coming(event)))
    posted = letter(
        event, person, to=to, key=f"events.test:{event.pk}:{person.pk}:{now.timestamp()}", kind="events.test",
        context=context, language=language, signed=person.name, year=years.get(person.pk),
    )  # fmt: skip
    return gate.post(posted, now=now)


# To one person, after she answered


def to_one(person: Person, club: Club) -> str:
    """Where a letter to a guest goes: to her account, else where the club writes to her; empty if nowhere."""
    account = person.account
    if account is not None and account.is_active and account.email:
        return account.email
    held = addresses_of_person(person.pk, InvitationChannel.MAIL).filter(held_by(club))
    return held.values_list("value", flat=True).first() or ""


def confirm(mine: Registration, *, now: datetime) -> OutgoingMail | None:
    """Once for each time she said so: with whom, to what, the file for her calendar, and the link by which she changes it."""
    event, person = mine.event, mine.person
    to = to_one(person, event.club)
    if not to:
        return None
    language = language_of(person, event.club)
    with translation.override(language):
        context = _confirmation(mine)
    posted = letter(
        event, person, to=to, key=f"{CONFIRMED}:{mine.pk}:{mine.changed_at.timestamp()}", kind=CONFIRMED,
        context=context, language=language, enclosed=f"{CALENDAR}:{event.public_id}",
    )  # fmt: skip
    return gate.post(posted, now=now)


def _confirmation(mine: Registration) -> dict[str, Any]:
    event = mine.event
    place = _way(event, mine.person)
    said = [_("good that you come. The file that goes along puts it into your calendar.")]
    if companions := [seat.name for seat in mine.people.all() if seat.number]:
        said.append(_("With you: %(names)s.") % {"names": ", ".join(companions)})
    if parts := list(event.parts.filter(seats__registration=mine).distinct()):
        said.append(_("You chose: %(parts)s.") % {"parts": ", ".join(part.title for part in parts)})
    if event.is_online and event.link:
        said.append(_("The link for those who come: %(link)s") % {"link": event.link})
    return {
        "subject_words": _("You come: %(event)s") % {"event": event.title}, "headline": event.title, "paragraphs": said,
        "preheader": when(event), "button": {"words": _("Change my answer"), "url": place},
        "after_deed": [_answer_by(event)], "why": _("You get this because you said that you come."),
    }  # fmt: skip


def asked(guest: Guest, person: Person | None) -> Letter:
    """What somebody asked for who wants to come to a public event. Nothing that was typed stands in it, as whoever typed
    it may have typed another's address; where the address is a person's already, it leads to her own answer."""
    event, language = guest.event, guest.language
    place = settings.SITE_ADDRESS + (
        answers.address_of(event, person) if person is not None else answers.address_of_guest(guest)
    )
    with translation.override(language):
        context = _ways(event, place) | {
            "subject_words": _("Will you come? %(event)s") % {"event": event.title}, "headline": event.title,
            "paragraphs": [_("somebody, we hope you, asked to come with this address. Say so here; until you do, no seat is taken.")],
            "preheader": _("Answer from here."),
            "why": _("You get this because somebody gave this address on the page of the event. If it was not you, do nothing."),
        }  # fmt: skip
        sender = str(event.club)
    about = _about(event, context, called="", year=None, signed="", language=language)
    about["mark"], about["reply_to"] = "", ""
    return Letter(
        key=f"{asked_key(guest)}{guest.asked_at.timestamp()}", kind="events.guest", purpose=gate.SERVICE, to=guest.mail,
        language=language, template=TEMPLATE, club=event.club, person_id=person.pk if person is not None else None,
        sender_name=sender, reply_to=event.club.contact_mail, headers=QUIET, context=about, is_confidential=True,
    )  # fmt: skip


def asked_key(guest: Guest) -> str:
    return f"events.guest:{guest.public_id}:"


def signs_in(person: Person) -> bool:
    """Whether notices reach her."""
    account = person.account
    return account is not None and account.is_active and bool(account.email)


def told(
    event: Event, person: Person, *, kind: str, words: dict[str, str], once: str = "", now: datetime
) -> Letter | None:
    """What members are told by a notice, to a guest without an account; she asked for it when she answered."""
    to, language = to_one(person, event.club), language_of(person, event.club)
    if not to:
        return None
    said = kinds.kind_of(kind)
    with translation.override(language):
        sentence = kinds.sentence(said, names=[], words=words, count=1)
        context = {
            "subject_words": sentence, "headline": sentence, "paragraphs": [words[one] for one in ("more", "kept") if words.get(one)],
            "preheader": when(event), "why": _("You get this because you answered an invitation."),
            "button": {
                "words": str(said.deed or _("Look at it")), "url": _way(event, person),
            },
        }  # fmt: skip
    return letter(
        event, person, to=to, key=f"{kind}:{event.pk}:{person.pk}:{once or now.timestamp()}", kind=kind,
        context=context, language=language,
    )  # fmt: skip


def answer_back(reply: Reply, *, now: datetime) -> OutgoingMail | None:
    """What an organiser answered; a reply to it reaches the organisers again."""
    event, person = reply.event, reply.person
    to, signer = to_one(person, event.club), Person.objects.filter(account=reply.by_id).first() if reply.by_id else None
    if not to:
        return None
    language = language_of(person, event.club)
    with translation.override(language):
        context = {
            "subject_words": _("The organisers answer: %(event)s") % {"event": event.title}, "headline": event.title,
            "paragraphs": [reply.text], "preheader": _("You wrote to the organisers."),
            "why": _("You get this because you wrote to the organisers."),
        }  # fmt: skip
    posted = letter(
        event, person, to=to, key=f"events.answer:{reply.public_id}", kind="events.answer",
        context=context, language=language, signed=signer.name if signer else "",
    )  # fmt: skip
    return gate.post(posted, now=now)


@enclosures.makes(CALENDAR)
def calendar(name: str, mail: OutgoingMail) -> enclosures.File | None:
    """As the event stands when the letter leaves."""
    event = Event.objects.select_related("club").filter(public_id=name).first()
    if event is None:
        return None
    with translation.override(mail.language):
        file = ical.file(event, comes=True, now=mail.written_at)
    return enclosures.File("event.ics", file.decode(), "text/calendar")
