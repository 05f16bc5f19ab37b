"""Whom invitations and reminders would reach, and whom not and why.

They go to people on the books of the club, by its consent for events, within what one club may write to one person in
seven days. Who comes, or said perhaps, asked for letters about this one event, until she says no, or that she wants none.
People apart from who sends them are in no number: nobody learns here of a block.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from vezi.activities.events.models import Circle, CircleKind, Event, Invitation, PostingKind, Registration, Standing
from vezi.core.audience import Audience
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.consent import queries as consent
from vezi.network.consent.models import Channel, ConsentEntry, Decision, Purpose
from vezi.network.groups.models import Member
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import segments
from vezi.network.memberships.queries.books import ON_THE_BOOKS
from vezi.network.memberships.queries.reach import held_by
from vezi.network.notices.letters import of_a_week
from vezi.network.notices.models import Rhythm, Way, WayChoice
from vezi.network.people.models import Affiliation, Person, PersonQuerySet, Position
from vezi.network.registrar.inviting.queries import addresses
from vezi.network.registrar.models import Duplicate, InvitationChannel, Verdict

INVITED = "events.invited"  # the kind of notice by which each chooses how she is told
DECEASED, HERE, NO_ADDRESS, OBJECTED, LATELY, ENOUGH, DOUBTED = (
    "deceased", "here", "no_address", "objected", "lately", "enough", "doubted",
)  # fmt: skip
#: In the order in which they are asked: the first that holds is the reason.
REASONS = (DECEASED, HERE, NO_ADDRESS, OBJECTED, LATELY, ENOUGH, DOUBTED)
OVER = "over"  # called off, or closed, before it was written
#: How long nobody is reminded again: by hand, and by the house itself.
PAUSES = {
    PostingKind.NUDGE: timedelta(days=7),
    PostingKind.SILENT: timedelta(days=3),
    PostingKind.MAYBE: timedelta(days=3),
}


@dataclass(frozen=True)
class Preview:
    """How many a deed would reach, and how many it leaves out for which reason."""

    reached: int = 0
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def out(self) -> int:
        return sum(self.left_out.values())


def on_the_books(club: Club) -> PersonQuerySet:
    """Neither of those held back nor of those who left."""
    mine = Membership.objects.filter(person=OuterRef("pk"), club=club, state__in=ON_THE_BOOKS)
    return Person.objects.living_records().filter(Exists(mine))


def of_circles(circles: Collection[Circle], *, event: Event, by: Account | None, now: datetime) -> PersonQuerySet:
    """Those on the books of the club who are in one of the circles. Raises NotYourSegment."""
    among = Q(pk__in=[])
    for circle in circles:
        among |= _in(circle, event.club, by=by, now=now)
    return on_the_books(event.club).filter(among)


def _in(circle: Circle, club: Club, *, by: Account | None, now: datetime) -> Q:
    """By what the club holds: whom another club's records would find is nobody's business here."""
    studies = Affiliation.objects.filter(held_by(club), person=OuterRef("pk"))
    if circle.kind == CircleKind.CLASS:
        return Q(Exists(studies.filter(class_year__in=circle.class_years)))
    if circle.kind == CircleKind.PROGRAMME:
        return Q(Exists(studies.filter(programme=circle.programme_id)))
    if circle.kind == CircleKind.GROUP:
        return Q(Exists(Member.objects.filter(person=OuterRef("pk"), group=circle.group_id)))
    if circle.kind == CircleKind.TRADE:
        return Q(Exists(shown_works(club).filter(trade__in=circle.trades)))
    if circle.kind == CircleKind.SEGMENT:
        if by is None or circle.segment is None or circle.segment.club_id != club.pk:
            raise segments.NotYourSegment
        return Q(pk__in=segments.people_in(circle.segment, by=by, now=now).order_by().values("person"))
    return Q(pk__isnull=False)  # an empty condition would be lost beside others


def shown_works(club: Club) -> QuerySet[Position]:
    """What people work at today, as far as they let the members of their clubs see it: who was invited can be read by
    organisers who see no more than members do, and would tell the rest."""
    return Position.objects.filter(
        held_by(club), person=OuterRef("pk"), is_current=True, audience__gte=Audience.CLUB
    )  # fmt: skip


def silent(event: Event) -> PersonQuerySet:
    """Those who were invited and said nothing."""
    answered = Registration.objects.filter(event=event, person=OuterRef("pk"))
    asked = Invitation.objects.filter(event=event, person=OuterRef("pk"))
    return on_the_books(event.club).filter(Exists(asked), ~Exists(answered))


def standing(event: Event, *standings: Standing) -> PersonQuerySet:
    """Those who answered so, members or not."""
    hers = Registration.objects.filter(event=event, person=OuterRef("pk"), standing__in=standings)
    return Person.objects.living_records().filter(Exists(hers))


def with_reason(people: PersonQuerySet, *, event: Event, kind: str, now: datetime, is_written: bool = False) -> Any:
    """Annotates `address` and `why_not`, empty for those a letter of this kind may go to.

    `is_written`: that they are invited is written down by now, and their letter is what is asked about.
    """
    club = event.club
    about: dict[str, Any] = {"club_id": club.pk, "purpose": Purpose.EVENTS}
    annotated = people.annotate(
        address=Coalesce(_account_mail(club, kind), _mail_held(club), Value("")),
        last_word=consent.last_word(channel=Channel.MAIL, **about),
        chosen=_choice(club),
        letters=_letters_of_a_week(club, now=now),
        bears=Coalesce(
            Subquery(Rhythm.objects.filter(person=OuterRef("pk")).values("letters_a_week")[:1]), Value(Rhythm.FEW)
        ),
    )
    first, *rest = _of_kind(event, kind, now=now, is_written=is_written)
    deceased = When(Q(is_deceased=True) | Q(deceased_on__isnull=False), then=Value(DECEASED))
    no_address = When(address="", then=Value(NO_ADDRESS))
    reasons = [deceased, first, no_address]
    if kind == PostingKind.MAYBE:
        reasons += [When(Exists(_objections_since(event)) | Q(chosen=Way.NONE), then=Value(OBJECTED)), *rest]
    elif kind != PostingKind.EVE:
        reasons += [
            When(consent.against(field="last_word", **about) | Q(chosen=Way.NONE), then=Value(OBJECTED)),
            *rest,
            When(letters__gte=F("bears"), then=Value(ENOUGH)),
        ]
    return annotated.annotate(why_not=Case(*reasons, default=Value(""), output_field=CharField()))


def _of_kind(event: Event, kind: str, *, now: datetime, is_written: bool) -> Sequence[When]:
    """First why there is nothing to ask her any more, then why not so soon."""
    hers = {"event": event, "person": OuterRef("pk")}
    answers = Registration.objects.filter(**hers)
    if kind == PostingKind.INVITE:
        doubts = Duplicate.objects.filter(other=OuterRef("pk"), club=event.club, verdict=Verdict.WAITING)
        invited = Q() if is_written else Q(Exists(Invitation.objects.filter(**hers)))
        known = Q(Exists(answers)) | invited
        return [When(known, then=Value(HERE)), When(Exists(doubts), then=Value(DOUBTED))]
    if kind == PostingKind.EVE:
        return [When(~Exists(answers.filter(standing=Standing.COMING)), then=Value(HERE))]
    if kind == PostingKind.MAYBE:
        lately = answers.filter(asked_at__gt=now - PAUSES[PostingKind.MAYBE])
        return [
            When(~Exists(answers.filter(standing=Standing.MAYBE)), then=Value(HERE)),
            When(Exists(lately), then=Value(LATELY)),
        ]
    written = Invitation.objects.filter(**hers).annotate(last=Greatest("invited_at", "reminded_at"))
    asked = written.filter(last__gt=now - PAUSES[PostingKind(kind)])
    return [When(Exists(answers), then=Value(HERE)), When(Exists(asked), then=Value(LATELY))]


def _objections_since(event: Event) -> QuerySet[ConsentEntry]:
    """That she wants no invitations to events, said after she answered this one."""
    hers = Registration.objects.filter(event=event, person=OuterRef(OuterRef("pk"))).values("changed_at")
    said = ConsentEntry.objects.filter(
        club=event.club, purpose=Purpose.EVENTS, channel=Channel.MAIL, person=OuterRef("pk")
    )
    return said.filter(decision__in=[Decision.WITHDRAWN, Decision.OBJECTED], at__gt=Subquery(hers))


def _account_mail(club: Club, kind: str) -> Subquery:
    """Of members who sign in; of a record that nobody of this club has taken up the club knows no account. Who comes,
    or may come, is a guest by now, of whichever club."""
    mine = Account.objects.filter(person=OuterRef("pk"), is_active=True).exclude(email="")
    if kind not in (PostingKind.EVE, PostingKind.MAYBE):
        members = Membership.objects.filter(person__account=OuterRef("pk"), club=club, state=State.MEMBER)
        mine = mine.filter(Exists(members))
    return Subquery(mine.values("email")[:1])


def _mail_held(club: Club) -> Subquery:
    return Subquery(addresses(InvitationChannel.MAIL).filter(held_by(club)).values("value")[:1])


def _choice(club: Club) -> Subquery:
    """How she wants to be told of invitations; what she said of this club before what she said of all."""
    said = WayChoice.objects.filter(Q(club=club) | Q(club=None), person=OuterRef("pk"), kind=INVITED)
    return Subquery(said.order_by(F("club").asc(nulls_last=True)).values("way")[:1])


def _letters_of_a_week(club: Club, *, now: datetime) -> Coalesce:
    written = of_a_week(now=now).filter(person_id=OuterRef("pk"), club_id=club.pk)
    counted = written.order_by().values("person_id")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), Value(0))


def preview(people: PersonQuerySet, *, event: Event, kind: str, now: datetime) -> Preview:
    """One query."""
    rows = with_reason(people, event=event, kind=kind, now=now).order_by().values_list("why_not").annotate(Count("pk"))
    counts = dict(rows)
    return Preview(counts.pop("", 0), {reason: counts[reason] for reason in REASONS if reason in counts})


def reached(people: PersonQuerySet, *, event: Event, kind: str, now: datetime) -> list[int]:
    """By number, those whom the preview counts, in the order in which they are written to."""
    found: QuerySet = with_reason(people, event=event, kind=kind, now=now).filter(why_not="")
    return list(found.order_by("pk").values_list("pk", flat=True))
