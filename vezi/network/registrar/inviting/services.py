"""Deeds of inviting."""

from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, jobs
from vezi.core.errors import Refused
from vezi.core.mail import gate
from vezi.core.models import OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people.models import ContactValue, Person
from vezi.network.registrar.inviting import keys, letters, paper, queries
from vezi.network.registrar.inviting.queries import Wanted
from vezi.network.registrar.models import Invitation, InvitationChannel, InvitationRules, InvitationRun, Withdrawal

CHUNK = 50  # invitations written in one transaction
LETTERS_AT_ONCE = 500  # one PDF a printer can be trusted with


class NobodyToInvite(Refused):
    sentence = _("There is nobody to invite: look at who is left out, and why.")


class OthersNow(Refused):
    sentence = _("In the meantime it would reach others than you saw. Look once more, then press again.")


class NothingToWithdraw(Refused):
    sentence = _("This person holds no open invitation.")


@transaction.atomic
def change_rules(*, club: Club, by: Account, now: datetime, **rules: Any) -> InvitationRules:
    """`rules` are fields of InvitationRules."""
    changed, _made = InvitationRules.objects.update_or_create(club=club, defaults=rules)
    audit.record("registrar.change_invitation_rules", by=by, at=now, subject=changed, club_id=club.pk, **rules)
    return changed


@transaction.atomic
def ask_for(
    *, club: Club, channel: str, wanted: Wanted, expected: int | None, by: Account, now: datetime
) -> InvitationRun:
    """Begin inviting everybody the preview counts; the work goes on in the background.

    `expected` is the number the officer saw. Raises NobodyToInvite, OthersNow.
    """
    from vezi.network.registrar.inviting import tasks  # they call these services

    people = queries.to_invite(club=club, wanted=wanted, channel=channel, now=now)
    if channel == InvitationChannel.LETTER:
        people = people[:LETTERS_AT_ONCE]
    if not people:
        raise NobodyToInvite
    if expected is not None and expected != len(people):
        raise OthersNow
    run = InvitationRun.objects.create(
        club=club, channel=channel, by=by, people=people, wanted=len(people), asked_at=now
    )
    audit.record("registrar.invite", by=by, at=now, subject=run, club_id=club.pk, channel=channel, people=len(people))
    jobs.ask_for(tasks.carry_on, run_id=run.pk)
    return run


@transaction.atomic
def next_chunk(*, run_id: int, now: datetime) -> bool:
    """Write the next invitations of a run; whether there is more to do. A chunk is done as a whole or not at all."""
    # The run is locked: a job that was rescued and one that is merely slow must not invite the same people twice.
    run = InvitationRun.objects.select_for_update(of=("self",)).select_related("club", "by").get(pk=run_id)
    if run.done >= run.wanted:
        return False
    ids = run.people[run.done : run.done + CHUNK]
    asked = Person.objects.living_records().filter(pk__in=ids)
    still = queries.with_reason(asked, club=run.club, channel=run.channel, now=now, run=run)
    people = {person.pk: person for person in still}
    for pk in ids:
        person = people.get(pk)
        why_not = person.why_not if person is not None else queries.CLAIMED
        if person is None or why_not:
            run.left_out[why_not] = run.left_out.get(why_not, 0) + 1
        else:
            invite(person, run=run, address=person.address, now=now)
    run.done += len(ids)
    if run.done >= run.wanted and run.channel == InvitationChannel.MAIL:
        run.ended_at, run.people = now, []
    run.save(update_fields=["done", "left_out", "ended_at", "people"])
    return run.done < run.wanted


def invite(person: Person, *, run: InvitationRun, address: str, now: datetime) -> Invitation:
    """One invitation; earlier ones by the same way hold no more. A mail is written at once, a letter printed later."""
    earlier = Invitation.objects.filter(person=person, club=run.club, channel=run.channel)
    withdraw_open(earlier, Withdrawal.REPLACED, now=now)
    until = now + queries.rules_of(run.club).holds_for(run.channel)
    invitation = write_down(person=person, club=run.club, channel=run.channel, expires_at=until, now=now, run=run)
    if run.channel == InvitationChannel.MAIL:
        signature = letters.signature_of(run.club, run.by)
        gate.post(letters.by_mail(invitation, to=address, signature=signature), now=now)
    return invitation


def write_down(
    *, person: Person, club: Club, channel: str, expires_at: datetime, now: datetime, **more: Any
) -> Invitation:
    """An invitation of which the hash of its secret is kept: of the code of a letter, else of the token of a link."""
    invitation = Invitation(person=person, club=club, channel=channel, made_at=now, expires_at=expires_at, **more)
    is_letter = channel == InvitationChannel.LETTER
    secret = keys.plain(keys.code_of(invitation.seed)) if is_letter else keys.token_of(invitation.seed)
    invitation.secret_hash = keys.hash_of(secret)
    invitation.save()
    return invitation


@transaction.atomic
def print_letters(*, run_id: int, now: datetime) -> InvitationRun:
    """Make the PDF of a run of letters. Done again, it makes the same letters with the same codes."""
    run = InvitationRun.objects.select_for_update(of=("self",)).select_related("club", "by").get(pk=run_id)
    if run.ended_at is not None:
        return run
    signature = letters.signature_of(run.club, run.by)
    invitations = (
        Invitation.objects.filter(run=run, person__is_deceased=False)
        .select_related("person", "club__institution")
        .order_by("pk")
    )
    addresses = queries.addresses(InvitationChannel.LETTER, person="person")
    sheets = [
        letters.paper_words(
            invitation, code=keys.code_of(invitation.seed), address=invitation.address or "", signature=signature
        )
        for invitation in invitations.annotate(address=queries.Subquery(addresses.values("value")[:1]))
    ]
    if sheets:
        run.file.save(f"{run.public_id}.pdf", ContentFile(paper.letters(sheets)), save=False)
    run.ended_at, run.people = now, []
    run.save(update_fields=["file", "ended_at", "people"])
    return run


def withdraw_open(invitations: QuerySet[Invitation], because: str, *, now: datetime) -> int:
    """Invitations that still open hold no more; how many there were."""
    return open_ones(invitations).update(withdrawn_at=now, withdrawn_because=because)


def open_ones(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return invitations.filter(used_at__isnull=True, withdrawn_at__isnull=True)


@transaction.atomic
def withdraw(*, person: Person, club: Club, by: Account, now: datetime) -> None:
    """An officer takes a person's invitations back. Raises NothingToWithdraw."""
    count = withdraw_open(Invitation.objects.filter(person=person, club=club), Withdrawal.OFFICER, now=now)
    if not count:
        raise NothingToWithdraw
    audit.record("registrar.withdraw_invitation", by=by, at=now, subject=person, club_id=club.pk, person_id=person.pk)


@transaction.atomic
def send_test(*, club: Club, by: Account, now: datetime) -> OutgoingMail | None:
    """The letter of invitation to the officer alone."""
    until = now + timedelta(days=queries.rules_of(club).link_days)
    letter = letters.as_a_test(
        club, person=Person.objects.filter(account=by).first(), to=by, until=until,
        key=f"registrar.invitation_test:{token_urlsafe(12)}", signature=letters.signature_of(club, by),
    )  # fmt: skip
    return gate.post(letter, now=now)


@transaction.atomic
def take_letters(*, run: InvitationRun, by: Account, now: datetime) -> None:
    """Write down that an officer took the letters with names, addresses and codes out of the house."""
    audit.record("registrar.take_letters", by=by, at=now, subject=run, club_id=run.club_id, letters=run.wanted)


def renew(invitation: Invitation, *, to: str, now: datetime) -> bool:
    """The owner of an old link asks for a new one, to the same address.

    False if one was written within a day, or the address is not hers any more.
    Service mail: it was asked for. Called within the caller's transaction.
    """
    lately = Invitation.objects.filter(
        person=invitation.person,
        club=invitation.club,
        channel=InvitationChannel.MAIL,
        made_at__gt=now - timedelta(days=1),
    )
    theirs = ContactValue.objects.filter(person=invitation.person, value__iexact=to, bounced_at__isnull=True)
    if not to or lately.exists() or not theirs.exists():
        return False
    withdraw_open(
        Invitation.objects.filter(person=invitation.person, club=invitation.club, channel=InvitationChannel.MAIL),
        Withdrawal.REPLACED, now=now,
    )  # fmt: skip
    fresh = write_down(
        person=invitation.person, club=invitation.club, channel=InvitationChannel.MAIL, now=now,
        expires_at=now + queries.rules_of(invitation.club).holds_for(InvitationChannel.MAIL),
    )  # fmt: skip
    letter = letters.by_mail(fresh, to=to, signature=letters.signature_of(invitation.club, None))
    gate.post(replace(letter, purpose=gate.SERVICE), now=now)
    return True
