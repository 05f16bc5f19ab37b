"""The ways to stop under the letter of a notice: links that need no sign-in, for one person, one kind and one club."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from vezi.core import features
from vezi.core.mail.gate import Stop
from vezi.core.models import MailState, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.notices import choosing
from vezi.network.notices.models import Way, WayChoice
from vezi.network.people.models import Person

SALT, UNDO = "notices.stop", "notices.stop.undo"
UNDONE_WITHIN = timedelta(days=1)
DIGEST = "notices.digest"  # the kind of the letter that gathers; as what a link stops: such letters


@dataclass(frozen=True)
class Stopping:
    """What a link stops: letters of one kind (from one club), or those that gather."""

    person: Person
    kind: str
    club: Club | None

    @property
    def title(self) -> str:
        kind = features.notice_kinds().get(self.kind)
        return str(kind.title) if kind else ""


def ways_to_stop(person: Person, *, kind: str, club: Club | None) -> list[Stop]:
    """The first can be done by the mail program itself (RFC 8058). In the language of the moment."""
    token = signing.dumps([person.public_id, kind, club.slug if club else ""], salt=SALT)
    words = _("No more digests") if kind == DIGEST else _("No more mail of this kind")
    if club is not None:
        words = _("No more mail of this kind from this club")
    return [
        Stop(words, address("notices:stop", token), address("notices:stop_now", token)),
        Stop(_("choose what comes by mail"), f"{settings.SITE_ADDRESS}{reverse('notices:settings')}"),
    ]


def address(name: str, token: str) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(name, args=[token])}"


def read(token: str) -> Stopping | None:
    """What the link stops; None if nobody here made it, or the person, the club or the kind is not here any more."""
    try:
        public_id, kind, slug = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    person = Person.objects.filter(public_id=public_id, erased_at__isnull=True).select_related("merged_into").first()
    club = Club.objects.filter(slug=slug).first() if slug else None
    if person is None or (slug and club is None) or (kind != DIGEST and kind not in features.notice_kinds()):
        return None
    return Stopping(person.merged_into or person, kind, club)


def is_stopped(asked: Stopping) -> bool:
    if asked.kind == DIGEST:
        return not choosing.rhythm_of(asked.person).has_digests
    return choosing.chosen(person=asked.person, kind=asked.kind, club=asked.club) in (Way.PAGE, Way.NONE)


@transaction.atomic
def stop(asked: Stopping, *, now: datetime) -> str:
    """No such letter goes any more, not even one that is written and waits; what it would tell stands in the page.

    What was there before, signed, for `take_back`; empty where it was stopped already.
    """
    if is_stopped(asked):
        return ""
    before = choice_of(asked)
    if asked.kind == DIGEST:
        choosing.keep_rhythm(person=asked.person, now=now, has_digests=False)
    else:
        choosing.choose(person=asked.person, kind=asked.kind, club=asked.club, way=Way.PAGE, now=now)
    written = OutgoingMail.objects.filter(person_id=asked.person.pk, kind=asked.kind, state=MailState.WAITING)
    if asked.club is not None:
        written = written.filter(club_id=asked.club.pk)
    written.update(state=MailState.HELD_BACK, reason="stopped by its reader")
    return signing.dumps([*said_by(asked), before], salt=UNDO)


@transaction.atomic
def take_back(asked: Stopping, *, was: str, now: datetime) -> bool:
    """As it was before this link stopped it, if nothing else was chosen since; whether it was done."""
    before = before_of(asked, was)
    if before is None or not is_stopped(asked):
        return False
    if asked.kind == DIGEST:
        choosing.keep_rhythm(person=asked.person, now=now, has_digests=True)
    elif choice_of(asked) == Way.PAGE:
        choosing.choose(person=asked.person, kind=asked.kind, club=asked.club, way=before, now=now)
    else:
        return False
    return True


def choice_of(asked: Stopping) -> str:
    """What she chose for just this kind (from just this club); empty where a wider choice holds."""
    mine = WayChoice.objects.filter(person=asked.person, kind=asked.kind, club=asked.club)
    return mine.values_list("way", flat=True).first() or ""


def before_of(asked: Stopping, was: str) -> str | None:
    """What `stop` signed of this very thing a day ago at most, else None."""
    try:
        *said, before = signing.loads(was, salt=UNDO, max_age=UNDONE_WITHIN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(before) if said == said_by(asked) else None


def said_by(asked: Stopping) -> list[str]:
    return [asked.person.public_id, asked.kind, asked.club.slug if asked.club else ""]
