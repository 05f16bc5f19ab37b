"""Whom a club may invite, whom not and why."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club, Programme
from vezi.network.consent import queries as consent
from vezi.network.consent.models import Channel, Purpose
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import books
from vezi.network.memberships.queries.reach import held_by
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, Person, PersonQuerySet
from vezi.network.registrar.models import (
    Duplicate,
    Invitation,
    InvitationChannel,
    InvitationRules,
    InvitationRun,
    Verdict,
)

MAIL_KIND = "registrar.invitation"  # of letters by mail
DECEASED, CLAIMED, NO_ADDRESS, OBJECTED, RECENT = "deceased", "claimed", "no_address", "objected", "recent"
DOUBTED = "doubted"  # she may be somebody the club has already
REASONS = (DECEASED, CLAIMED, NO_ADDRESS, OBJECTED, RECENT, DOUBTED)
CONTACTS = {InvitationChannel.MAIL: ContactKind.MAIL, InvitationChannel.LETTER: ContactKind.POST}
CHANNELS = {InvitationChannel.MAIL: Channel.MAIL, InvitationChannel.LETTER: Channel.POST}


@dataclass(frozen=True)
class Wanted:
    """Which graduates: from and to a class, of a programme, among those chosen (rows with the person's number)."""

    first: int | None = None
    last: int | None = None
    programme: Programme | None = None
    among: QuerySet | None = None

    def of(self, people: PersonQuerySet, club: Club) -> PersonQuerySet:
        """By what the club holds: whom another club's records would find is nobody's business here."""
        if self.among is not None:
            people = people.filter(pk__in=self.among)
        if not (self.first or self.last or self.programme):
            return people
        studies = Affiliation.objects.filter(held_by(club), person=OuterRef("pk"))
        if self.first:
            studies = studies.filter(class_year__gte=self.first)
        if self.last:
            studies = studies.filter(class_year__lte=self.last)
        if self.programme:
            studies = studies.filter(programme=self.programme)
        return people.filter(Exists(studies))


@dataclass(frozen=True)
class Preview:
    """How many a deed would reach, and how many it leaves out for which reason."""

    reached: int
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def reasons(self) -> list[str]:
        return reasons(self.left_out)


def reasons(left_out: dict[str, int]) -> list[str]:
    """How many were left out, reason by reason, in words."""
    return [why(reason, left_out[reason]) for reason in REASONS if reason in left_out]


def why(reason: str, count: int) -> str:
    words = {
        DECEASED: ngettext("%(count)s deceased", "%(count)s deceased", count),
        CLAIMED: ngettext("%(count)s already claimed", "%(count)s already claimed", count),
        NO_ADDRESS: ngettext("%(count)s without an address", "%(count)s without an address", count),
        OBJECTED: ngettext("%(count)s who objected or never agreed", "%(count)s who objected or never agreed", count),
        RECENT: ngettext("%(count)s invited not long ago", "%(count)s invited not long ago", count),
        DOUBTED: ngettext("%(count)s waiting under Duplicates", "%(count)s waiting under Duplicates", count),
    }
    return words[reason] % {"count": intcomma(count)}


def rules_of(club: Club) -> InvitationRules:
    """The club's rules of inviting; the house's where it made none."""
    return InvitationRules.objects.filter(club=club).first() or InvitationRules(club=club)


def unclaimed(club: Club, wanted: Wanted | None = None) -> PersonQuerySet:
    """Records of the club that nobody has taken up."""
    recorded = Membership.objects.filter(person=OuterRef("pk"), club=club, state=State.RECORDED)
    people = Person.objects.living_records().filter(Exists(recorded), account__isnull=True)
    return (wanted or Wanted()).of(people, club)


def claimed(club: Club, wanted: Wanted | None = None) -> PersonQuerySet:
    members = Membership.objects.filter(person=OuterRef("pk"), club=club, state=State.MEMBER)
    people = Person.objects.living_records().filter(Exists(members), claimed_at__isnull=False)
    return (wanted or Wanted()).of(people, club)


def has_address(channel: str, person: str = "pk") -> Exists:
    return Exists(addresses(channel, person))


def addresses(channel: str, person: str = "pk") -> QuerySet[ContactValue]:
    """Where a letter can go: not where one came back from."""
    return _working(channel).filter(person=OuterRef(person))


def addresses_of_person(person_id: int, channel: str) -> QuerySet[ContactValue]:
    """The same of one person, in the order in which they are tried."""
    return _working(channel).filter(person_id=person_id)


def _working(channel: str) -> QuerySet[ContactValue]:
    kind = CONTACTS[InvitationChannel(channel)]
    found = ContactValue.objects.filter(kind=kind, bounced_at__isnull=True)
    return found.order_by("-is_primary", "-recorded_at", "pk")


def with_reason(
    people: PersonQuerySet, *, club: Club, channel: str, now: datetime, run: InvitationRun | None = None
) -> Any:
    """Annotates `address` and `why_not`: empty for those who may be invited. Those of `run` itself do not count."""
    about: dict[str, Any] = {"club_id": club.pk, "purpose": Purpose.INVITATION}
    earlier = Invitation.objects.filter(person=OuterRef("pk"), club=club, channel=channel)
    if run is not None:
        earlier = earlier.exclude(run=run)
    doubts = Duplicate.objects.filter(other=OuterRef("pk"), club=club, verdict=Verdict.WAITING)
    since = now - timedelta(days=rules_of(club).pause_days)
    annotated = people.annotate(
        address=Subquery(addresses(channel).values("value")[:1]),
        last_word=consent.last_word(channel=CHANNELS[InvitationChannel(channel)], **about),
        invited_before_at=Subquery(earlier.order_by("-made_at").values("made_at")[:1]),
    )
    return annotated.annotate(
        why_not=Case(
            When(Q(is_deceased=True) | Q(deceased_on__isnull=False), then=Value(DECEASED)),
            When(account__isnull=False, then=Value(CLAIMED)),
            When(address__isnull=True, then=Value(NO_ADDRESS)),
            When(consent.against(field="last_word", **about), then=Value(OBJECTED)),
            When(invited_before_at__gt=since, then=Value(RECENT)),
            When(Exists(doubts), then=Value(DOUBTED)),
            default=Value(""),
            output_field=CharField(),
        )
    )


def preview(*, club: Club, wanted: Wanted, channel: str, now: datetime) -> Preview:
    """Whom inviting by this channel would reach now. Without an address are only those the other channel lacks too.

    Of a whole large club it was counted a while ago.
    """
    if wanted == Wanted():
        return PREVIEWS[channel](club, now=now)
    return _preview(club, now, channel=channel, wanted=wanted)


def _preview(club: Club, now: datetime, *, channel: str, wanted: Wanted) -> Preview:
    people = with_reason(of_channel(club, wanted, channel), club=club, channel=channel, now=now)
    counts = dict(people.order_by().values_list("why_not").annotate(Count("pk")))
    return Preview(
        reached=counts.pop("", 0), left_out={reason: counts[reason] for reason in REASONS if reason in counts}
    )


PREVIEWS = {
    channel: books.counted_before(f"preview:{channel}")(partial(_preview, channel=channel, wanted=Wanted()))
    for channel in (one.value for one in CONTACTS)
}


def of_channel(club: Club, wanted: Wanted, channel: str) -> PersonQuerySet:
    """Mail is for all who have not claimed; letters are for those without a mail address."""
    people = unclaimed(club, wanted)
    return people if channel == InvitationChannel.MAIL else people.exclude(has_address(InvitationChannel.MAIL))


def to_invite(*, club: Club, wanted: Wanted, channel: str, now: datetime) -> list[int]:
    """The people an invitation by this channel would reach, youngest classes last, by name."""
    people = with_reason(of_channel(club, wanted, channel), club=club, channel=channel, now=now).filter(why_not="")
    return list(people.order_by(first_class(club).asc(nulls_last=True), "sort_sl", "pk").values_list("pk", flat=True))


def first_class(club: Club) -> Subquery:
    """The year that stands beside the name, of what the club holds."""
    years = Affiliation.objects.filter(held_by(club), person=OuterRef("pk"), class_year__isnull=False)
    return Subquery(years.order_by().values("person").annotate(year=Min("class_year")).values("year")[:1])


def studies_held(club: Club) -> Prefetch:
    """For people who are listed: their studies, as far as the club holds them."""
    return Prefetch("affiliations", Affiliation.objects.filter(held_by(club)).select_related("programme"))


def programmes_of(club: Club) -> QuerySet[Programme]:
    """Programmes that people on the club's books have studied, as far as the club holds it."""
    studied = Affiliation.objects.filter(held_by(club), programme=OuterRef("pk"), person__memberships__club=club)
    return Programme.objects.filter(Exists(studied)).select_related("institution").order_by("name", "pk")


@dataclass(frozen=True)
class Numbers:
    """The four doors of the page of invitations."""

    with_mail: int
    without_mail: int
    invited: int
    claimed: int


def numbers(club: Club, wanted: Wanted | None = None) -> Numbers:
    """Of a whole large club they were counted a while ago, as all its numbers."""
    return _numbers(club, wanted) if wanted and wanted != Wanted() else numbers_of_all(club)


@books.counted_before("invitations")
def numbers_of_all(club: Club, _now: datetime) -> Numbers:
    return _numbers(club, Wanted())


def _numbers(club: Club, wanted: Wanted) -> Numbers:
    people = unclaimed(club, wanted)
    return Numbers(
        with_mail=people.filter(has_address(InvitationChannel.MAIL)).count(),
        without_mail=people.exclude(has_address(InvitationChannel.MAIL)).count(),
        invited=people.filter(was_invited(club)).count(),
        claimed=claimed(club, wanted).count(),
    )


def was_invited(club: Club) -> Exists:
    return Exists(Invitation.objects.filter(person=OuterRef("pk"), club=club))


def last_invited(people: PersonQuerySet, club: Club) -> Any:
    """Annotates `invited_at`: when each was invited last, by any channel."""
    mine = Invitation.objects.filter(person=OuterRef("pk"), club=club).order_by()
    latest = mine.values("person").annotate(latest=Max("made_at")).values("latest")[:1]
    return people.annotate(invited_at=Subquery(latest))


def open_invitations(club: Club, person_ids: list[int], *, now: datetime) -> set[int]:
    """Who of these holds an invitation that still opens."""
    standing = Invitation.objects.filter(
        club=club, person_id__in=person_ids, used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
    )
    return set(standing.values_list("person_id", flat=True))


def recent_runs(club: Club) -> QuerySet[InvitationRun]:
    return InvitationRun.objects.filter(club=club).defer("people").select_related("by").order_by("-asked_at", "-pk")[:6]


@dataclass(frozen=True)
class CameBack:
    """Mails of a run that came back for good, and invitations that went on to another address."""

    mails: int
    tried_next: int


def came_back(run: InvitationRun) -> CameBack:
    """Of letters, none: they are counted when an officer holds them."""
    if run.channel != InvitationChannel.MAIL:
        return CameBack(0, 0)
    theirs = OutgoingMail.objects.filter(
        kind=MAIL_KIND,
        club_id=run.club_id,
        person_id__in=run.invitations.values("person"),
        written_at__gte=run.asked_at,
    )
    found = theirs.aggregate(
        mails=Count("pk", filter=Q(returned_at__isnull=False)),
        tried=Count("pk"),
        people=Count("person_id", distinct=True),
    )
    return CameBack(found["mails"], found["tried"] - found["people"] if found["mails"] else 0)


def addresses_of(person_ids: list[int], channel: str) -> dict[int, str]:
    """Where each of these people would be written to; a postal address on one line."""
    addresses: dict[int, str] = {}
    for person_id, value in _working(channel).filter(person_id__in=person_ids).values_list("person_id", "value"):
        addresses.setdefault(person_id, ", ".join(value.split("\n")))
    return addresses


def told_of(club: Club, people: QuerySet) -> str:
    """In one sentence: how many of these an invitation by mail would reach now, and who is left out."""
    found = preview(club=club, wanted=Wanted(among=people), channel=InvitationChannel.MAIL, now=timezone.now())
    counted = {"number": intcomma(found.reached)}
    reached = (
        ngettext(
            "An invitation by mail would reach %(number)s.",
            "An invitation by mail would reach %(number)s.",
            found.reached,
        )
        % counted
    )
    claimed_there = claimed(club, Wanted(among=people)).count()
    left_out = found.left_out | ({CLAIMED: claimed_there} if claimed_there else {})
    return (
        f"{reached} {_('Left out: {reasons}.').format(reasons=', '.join(reasons(left_out)))}" if left_out else reached
    )


def count_anew(club: Club) -> None:
    """After inviting, or when the officer saw numbers that are not so any more."""
    books.forget(club, "invitations", *(f"preview:{channel}" for channel in CONTACTS))
