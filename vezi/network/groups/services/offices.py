"""Who looks after a group.

When the last officer leaves, the group is offered to whoever was there the longest, moderators before members; after
two weeks without an answer, or a no, to the next. It stays open meanwhile: moderators moderate, and for a group of a
club so do the club's officers who look after groups. A group without members closes kindly, unless the records made it.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.groups import telling
from vezi.network.groups.access import KEEP_GROUPS
from vezi.network.groups.models import Entry, Group, Member, OfferState, OfficeOffer, Rank, Waiting
from vezi.network.groups.models.circles import FROM_RECORDS
from vezi.network.memberships.models import Officer
from vezi.network.people.models import Person

PATIENCE = timedelta(days=14)
MOST_TOLD = 20


class LastOfficer(Refused):
    sentence = _(
        "A group needs an officer: give the office to somebody first, or leave and it is offered to the others."
    )


class NoLongerOffered(Refused):
    sentence = _("Somebody else looks after the group by now, or your time to answer is over.")


@transaction.atomic
def give_rank(*, member: Member, rank: int, by: Account | None, now: datetime) -> Member:
    """Raises LastOfficer when nobody would be left."""
    group = locked(member.group_id)
    member = Member.objects.get(pk=member.pk)
    if member.rank == Rank.OFFICER and rank < Rank.OFFICER and not others_lead(group, member.person_id):
        raise LastOfficer
    if member.rank != rank:
        was, member.rank = member.rank, rank
        member.save(update_fields=["rank"])
        audit.record(
            "groups.give_rank", by=by, at=now, subject=group, club_id=group.club_id, person_id=member.person_id,
            was=was, rank=rank,
        )  # fmt: skip
        if rank == Rank.OFFICER:
            _let_lapse(group, now=now)
        if was >= Rank.MODERATOR > rank:
            telling.looks_after_no_more(group=group, person_ids=[member.person_id], now=now)
    return member


def locked(group_id: int) -> Group:
    """Whatever changes who is in a group and who looks after it waits here for the deed before."""
    return Group.objects.select_for_update(of=("self",)).get(pk=group_id)


def others_lead(group: Group, person_id: int) -> bool:
    return _living_officers(group).exclude(person=person_id).exists()


def _living_officers(group: Group) -> QuerySet[Member]:
    officers = Member.objects.filter(group=group, rank=Rank.OFFICER)
    return officers.filter(person__is_deceased=False, person__deceased_on=None)


def who_look_after(group: Group, *, now: datetime, without: int | None = None) -> list[Person]:
    """Who is told of what waits in the group: its officers and moderators; where there is none (but for `without`), the
    officers of the club who look after its groups, but for a hidden one, of which they do not learn."""
    looking = Member.objects.filter(group=group, rank__gte=Rank.MODERATOR).exclude(person=without)
    looking = looking.filter(person__is_deceased=False, person__deceased_on=None).select_related("person")
    if found := [one.person for one in looking.order_by("-rank", "joined_at")[:MOST_TOLD]]:
        return found
    if group.is_hidden or group.club_id is None:
        return []
    keepers = Officer.objects.serving(timezone.localdate(now)).filter(role__club=group.club_id).exclude(person=without)
    keepers = keepers.filter(role__capabilities__contains=[KEEP_GROUPS]).select_related("person").order_by("pk")
    return list(dict.fromkeys(one.person for one in keepers))[:MOST_TOLD]


def _let_lapse(group: Group, *, now: datetime) -> None:
    group.offers.filter(state=OfferState.WAITING).update(state=OfferState.LAPSED)
    telling.settle_all(about=telling.of_offer(group), now=now)


def look_for_officer(group: Group, *, now: datetime) -> None:
    """After somebody left, under the group's lock."""
    if group.closed_at is not None:
        return
    members = Member.objects.filter(group=group)
    if not members.exists():
        if group.kind not in FROM_RECORDS:
            shut(group, by=None, now=now)
        return
    if _living_officers(group).exists() or group.offers.filter(state=OfferState.WAITING).exists():
        return
    asked = group.offers.values("person")
    able = members.filter(person__account__is_active=True, person__is_deceased=False)
    heir = able.exclude(person__in=asked).select_related("person").order_by("-rank", "joined_at", "pk").first()
    if heir is None:
        return
    OfficeOffer.objects.create(group=group, person=heir.person, at=now)
    audit.record("groups.offer", by=None, at=now, subject=group, club_id=group.club_id, person_id=heir.person_id)
    telling.tell(
        kind="groups.offer", person=heir.person, about=telling.of_offer(group),
        path=reverse("groups:group", args=[group.public_id]), by=None, club=group.club, words={"group": group.title},
        now=now,
    )  # fmt: skip


@transaction.atomic
def answer_offer(*, group: Group, person: Person, takes: bool, by: Account | None, now: datetime) -> None:
    """Raises NoLongerOffered."""
    group = locked(group.pk)
    offer = group.offers.filter(person=person, state=OfferState.WAITING).first()
    member = Member.objects.filter(group=group, person=person).first()
    if offer is None or member is None:
        raise NoLongerOffered
    offer.state = OfferState.TAKEN if takes else OfferState.DECLINED
    offer.save(update_fields=["state"])
    telling.settle_all(about=telling.of_offer(group), now=now)
    audit.record("groups.answer_offer", by=by, at=now, subject=group, person_id=person.pk, takes=takes)
    if takes:
        give_rank(member=member, rank=Rank.OFFICER, by=by, now=now)
    else:
        look_for_officer(group, now=now)


def let_offers_lapse(*, now: datetime) -> int:
    """Of offers that were not answered the next in line hears; how many there were."""
    late = OfficeOffer.objects.filter(state=OfferState.WAITING, at__lt=now - PATIENCE).order_by("pk")
    group_ids = list(late.values_list("group_id", flat=True))
    for group_id in group_ids:
        with transaction.atomic():
            group = locked(group_id)
            if group.offers.filter(state=OfferState.WAITING, at__lt=now - PATIENCE).exists():
                _let_lapse(group, now=now)
            look_for_officer(group, now=now)
    return len(group_ids)


def follow_the_dead(*, now: datetime) -> None:
    """Groups whose last officer has died look for another."""
    late = Member.objects.filter(rank=Rank.OFFICER, group__closed_at=None, person__is_deceased=True)
    for group_id in sorted(set(late.values_list("group_id", flat=True))):
        with transaction.atomic():
            look_for_officer(locked(group_id), now=now)


def shut(group: Group, *, by: Account | None, now: datetime) -> None:
    """Under the group's lock. Who waits at the door waits no longer."""
    group.closed_at = now
    group.save(update_fields=["closed_at"])
    telling.shut(group=group, now=now)
    Entry.objects.filter(group=group, state=Waiting.WAITING).update(state=Waiting.WITHDRAWN, decided_at=now)
    group.offers.filter(state=OfferState.WAITING).update(state=OfferState.LAPSED)
    audit.record("groups.close", by=by, at=now, subject=group, club_id=group.club_id)
