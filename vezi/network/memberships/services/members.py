"""Coming in and going out."""

from datetime import datetime

from django.core import serializers
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships import signals
from vezi.network.memberships.models import Membership, MembershipQuerySet, Officer, State
from vezi.network.memberships.services.roles import keep_a_keeper, the_day_before
from vezi.network.people import merging
from vezi.network.people.models import Fate, Merge, Person

ENDED_AT_ONCE = 500  # memberships


class NotAMember(Refused):
    sentence = _("This person is not a member of the club.")


class NobodyToEnd(Refused):
    sentence = _("Nobody of them is a member.")


class OthersThanSeen(Refused):
    sentence = _("In the meantime they are others than you saw. Look once more, then press again.")


class TooManyToEnd(Refused):
    sentence = _("That is too many at once. Choose fewer.")


@transaction.atomic
def admit(*, person: Person, club: Club, by: Account | None, now: datetime) -> Membership:
    """Make the person a member, whether on record, gone before, or new. Who is in stays in."""
    membership, made = Membership.with_held.select_for_update().get_or_create(
        person=person, club=club, defaults={"state": State.MEMBER, "since": now, "recorded_at": now}
    )
    if not made and membership.state == State.MEMBER:
        return membership
    membership.state, membership.since = State.MEMBER, now
    membership.save(update_fields=["state", "since"])
    audit.record("memberships.admit", by=by, at=now, subject=membership, club_id=club.pk, person_id=person.pk)
    signals.member_admitted.send(Membership, membership=membership, now=now)
    return membership


@transaction.atomic
def leave(*, person: Person, club: Club, by: Account | None, now: datetime) -> Membership:
    """End a membership; the record stays with the club. Offices in the club end too. Raises NotAMember, LastKeeper."""
    offices = list(Officer.objects.serving(now.date()).filter(person=person, role__club=club).select_related("role"))
    keep_a_keeper(club=club, without=offices, today=now.date())
    membership = Membership.objects.select_for_update().filter(person=person, club=club, state=State.MEMBER).first()
    if membership is None:
        raise NotAMember
    membership.state, membership.since = State.LEFT, now
    membership.save(update_fields=["state", "since"])
    Officer.objects.filter(pk__in=[office.pk for office in offices]).update(until_on=the_day_before(now))
    audit.record("memberships.leave", by=by, at=now, subject=membership, club_id=club.pk, person_id=person.pk)
    signals.membership_ended.send(Membership, membership=membership, now=now)
    return membership


@transaction.atomic
def end_memberships(*, club: Club, people: MembershipQuerySet, expected: str, by: Account, now: datetime) -> int:
    """End the memberships of all these members, or of none; how many. `expected` is the number the officer saw.

    Raises NobodyToEnd, TooManyToEnd, OthersThanSeen, LastKeeper.
    """
    members = list(people.active().filter(club=club).select_related("person").order_by("pk")[: ENDED_AT_ONCE + 1])
    if not members:
        raise NobodyToEnd
    if len(members) > ENDED_AT_ONCE:
        raise TooManyToEnd
    if expected != str(len(members)):
        raise OthersThanSeen
    for membership in members:
        leave(person=membership.person, club=club, by=by, now=now)
    return len(members)


def seen_now(*, account: Account, now: datetime) -> int:
    """Note that the account's person was here, in each of their clubs; returns in how many."""
    return Membership.objects.active().filter(person__account=account).update(last_seen_at=now)


@transaction.atomic
def on_the_books_if_either_was(*, merge: Merge) -> None:
    """Two records became one: held back is only who is not on the club's books by the other of the two."""
    ended = merge.rows.filter(model=Membership._meta.label, fate=Fate.DROPPED, like_id__isnull=False)
    for row in ended:
        held = Membership.with_held.filter(pk=row.like_id or 0, state=State.HELD).first()
        other = next(iter(serializers.deserialize("json", row.was))).object
        assert isinstance(other, Membership)
        if held is not None and other.state != State.HELD:
            merging.changed(merge, held, name="state", was=State.HELD, becomes=other.state)
            Membership.with_held.filter(pk=held.pk).update(state=other.state)
