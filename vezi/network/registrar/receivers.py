"""What the registrar does when somebody comes in, is admitted, objects, or turns out to be another."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from allauth.account.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from vezi.core import signals as house
from vezi.core.errors import Refused
from vezi.core.mail import secrets
from vezi.core.models import OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.consent import signals as consent
from vezi.network.consent.models import Basis, ConsentEntry, Decision, Purpose
from vezi.network.memberships import signals as memberships
from vezi.network.memberships.models import Membership
from vezi.network.people import merging
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Merge, Person
from vezi.network.registrar import erasing
from vezi.network.registrar import signals as registrar
from vezi.network.registrar.claiming import queries, services, sessions
from vezi.network.registrar.handover import letters as handing_over
from vezi.network.registrar.handover import services as handover
from vezi.network.registrar.inviting import keys, letters
from vezi.network.registrar.inviting.services import open_ones, withdraw_open
from vezi.network.registrar.models import Claim, Invitation, Withdrawal
from vezi.network.registrar.passing import services as passing
from vezi.network.registrar.reaching import services as reaching
from vezi.network.registrar.reviewing import carrying, finding

secrets.keeps(letters.KIND)(keys.token_of)
secrets.keeps(handing_over.KIND)(keys.token_of)


@receiver(user_logged_in)
def take_up_what_was_opened(request: HttpRequest, user: Account, **_rest: Any) -> None:
    """Who came in on the way from an invitation takes up the record; who has another record is asked first."""
    now = timezone.now()
    invitation = sessions.kept(request, now=now)
    if invitation is None or queries.own_person(user) is not None:
        return
    try:
        services.take_up(invitation=invitation, account=user, now=now)
    except Refused as refused:
        sessions.fail(request, str(refused.sentence))
    else:
        sessions.drop(request)


@receiver(house.address_is_dead)
def mark_what_came_back(mail: OutgoingMail, now: datetime, **_rest: Any) -> None:
    """A letter came back for good."""
    reaching.mail_came_back(mail=mail, now=now)
    handover.mail_came_back(mail=mail, now=now)


@receiver(registrar.record_claimed)
def count_who_came_by_a_classmate(claim: Claim, **_rest: Any) -> None:
    """Somebody may have come by a sealed invitation."""
    passing.count_claim(claim=claim)


@receiver(memberships.member_admitted)
def withdraw_for_members(membership: Membership, now: datetime, **_rest: Any) -> None:
    """Who is a member needs no invitation."""
    theirs = Invitation.objects.filter(person_id=membership.person_id, club_id=membership.club_id)
    withdraw_open(theirs, Withdrawal.CLAIMED, now=now)


@receiver([memberships.member_admitted, memberships.record_added])
def ask_about_newcomers(membership: Membership, now: datetime, **_rest: Any) -> None:
    """Whoever comes in beside the registrar's file may be on the books already."""
    finding.ask_about(person=membership.person, club=membership.club, now=now)


@receiver(people.person_merged)
def withdraw_for_the_claimed(kept: Person, merge: Merge, now: datetime, **_rest: Any) -> None:
    """A record that came to somebody's own is claimed, and so are the invitations to it, as long as the merge stands."""
    if kept.account_id is None:
        return
    for invitation in open_ones(Invitation.objects.filter(person=kept)):
        merging.changed(merge, invitation, name="withdrawn_at", was=None)
        merging.changed(merge, invitation, name="withdrawn_because", was="")
    withdraw_open(Invitation.objects.filter(person=kept), Withdrawal.CLAIMED, now=now)


@receiver(people.person_merged)
def ask_of_the_one_that_stays(merge: Merge, ended: Collection[tuple[str, int]], **_rest: Any) -> None:
    carrying.ask_of_the_one_that_stays(merge=merge, ended=ended)


@receiver(people.merge_undone)
def are_two_after_all(merge: Merge, now: datetime, **_rest: Any) -> None:
    carrying.are_two_after_all(merge=merge, now=now)


@receiver(consent.word_said)
def withdraw_for_objectors(entry: ConsentEntry, now: datetime, **_rest: Any) -> None:
    """Who wants no invitations holds none."""
    refused = entry.decision in (Decision.OBJECTED, Decision.WITHDRAWN) and entry.basis != Basis.CONTRACT
    if entry.purpose == Purpose.INVITATION and refused:
        theirs = Invitation.objects.filter(person_id=entry.person_id, club_id=entry.club_id)
        withdraw_open(theirs, Withdrawal.OBJECTED, now=now)


@receiver(people.person_erasing)
def forget_rows_and_files(traces: Traces, now: datetime, **_rest: Any) -> None:
    """Files and letters hold what no tie to the person leads to."""
    erasing.forget_in_files(traces, now=now)
    erasing.reprint_letters(traces)
