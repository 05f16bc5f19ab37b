"""Deeds that keep a club's people in reach: counting them, and marking what came back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.mail import gate
from vezi.core.models import OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people import queries as people
from vezi.network.people.models import ContactKind, ContactValue
from vezi.network.people.naming import mail_key
from vezi.network.registrar.claiming import queries as claiming
from vezi.network.registrar.claiming.queries import Standing
from vezi.network.registrar.inviting import letters
from vezi.network.registrar.inviting import queries as inviting
from vezi.network.registrar.inviting.services import withdraw_open
from vezi.network.registrar.models import Invitation, InvitationChannel, ReachCount, ReachRules, Withdrawal
from vezi.network.registrar.reaching import queries


class NoSuchLetter(Refused):
    status = 404
    sentence = _("No letter of this club has this code. Look once more at the letter in your hand.")


class MarkedAlready(Refused):
    sentence = _("This letter was marked as returned before.")


@transaction.atomic
def count_week(*, club: Club, now: datetime) -> ReachCount:
    """Write down how the club reaches its people this week; what was counted earlier in the week stands."""
    today = timezone.localdate(now)
    kept = ReachCount.objects.filter(club=club, week_on=queries.monday_of(today)).first()
    if kept is not None:
        return kept
    total = queries.count(club, None, now=now).total
    numbers = {name: getattr(total, name) for name in ("reachable", "doubtful", "lost", "deceased")}
    found, _made = ReachCount.objects.get_or_create(
        club=club, week_on=queries.monday_of(today), defaults={**numbers, "counted_at": now}
    )
    return found


@transaction.atomic
def change_rules(*, club: Club, asks_yearly: bool, by: Account, now: datetime) -> ReachRules:
    changed, _made = ReachRules.objects.update_or_create(club=club, defaults={"asks_yearly": asks_yearly})
    audit.record(
        "registrar.change_reach_rules", by=by, at=now, subject=changed, club_id=club.pk, asks_yearly=asks_yearly
    )
    return changed


# Mail


@transaction.atomic
def mail_came_back(*, mail: OutgoingMail, now: datetime) -> int:
    """Nobody is behind the address of this letter: mark it, and try the next one if it was an invitation.

    Returns how many addresses were marked. Of a letter without a person nothing is known that could be marked.
    """
    person = people.record_now(mail.person_id)
    if person is None:
        return 0
    theirs = ContactValue.objects.filter(
        person=person, kind=ContactKind.MAIL, key=mail_key(mail.to), bounced_at__isnull=True
    )
    # An address that was written down or confirmed after the letter left is another word than the one that came back.
    theirs = theirs.filter(recorded_at__lte=mail.written_at).exclude(confirmed_at__gt=mail.written_at)
    marked = theirs.update(bounced_at=now)
    audit.record(
        queries.MAIL_CAME_BACK, by=None, at=now, subject=mail, club_id=mail.club_id, person_id=person.pk,
        marked=marked,
    )  # fmt: skip
    if mail.kind == letters.KIND:
        try_next_address(mail=mail, now=now)
    return marked


def try_next_address(*, mail: OutgoingMail, now: datetime) -> OutgoingMail | None:
    """The same invitation to the next address the club knows; each address once. Called within a transaction."""
    invitation = invitation_of(mail)
    if invitation is None or claiming.standing(invitation, now=now) is not Standing.OPEN:
        return None
    if invitation.person.account_id is not None or invitation.person.is_deceased:
        return None
    tried = OutgoingMail.objects.filter(person_id=mail.person_id, club_id=mail.club_id, kind=letters.KIND)
    tried_keys = {mail_key(to) for to in tried.values_list("to", flat=True)}
    known = inviting.addresses_of_person(invitation.person_id, InvitationChannel.MAIL)
    follow = known.exclude(key__in=tried_keys).first()
    if follow is None:
        return None
    signature = letters.signature_of(invitation.club, invitation.run.by if invitation.run else None)
    sent = gate.post(letters.by_mail(invitation, to=follow.value, signature=signature, place=follow.pk), now=now)
    audit.record(
        queries.TRIED_NEXT, by=None, at=now, subject=invitation, club_id=invitation.club_id,
        person_id=invitation.person_id,
    )  # fmt: skip
    return sent


def invitation_of(mail: OutgoingMail) -> Invitation | None:
    """Whose letter it was, by its secret."""
    kind, _colon, seed = mail.secret.partition(":")
    if kind != letters.KIND:
        return None
    found = Invitation.objects.select_for_update(of=("self",)).select_related("person", "club__institution", "run__by")
    return found.filter(seed=seed).first()


# Post


@transaction.atomic
def letter_came_back(*, club: Club, code: str, by: Account, now: datetime) -> Invitation:
    """An officer holds a letter that the post brought back: its address is marked, its code holds no more.

    Raises NoSuchLetter, MarkedAlready.
    """
    found = claiming.by_code(code)
    if found is None or found.club_id != club.pk:
        raise NoSuchLetter
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("person").get(pk=found.pk)
    if invitation.withdrawn_because == Withdrawal.RETURNED:
        raise MarkedAlready
    address = addressed_to(invitation)
    if address is not None:
        address.bounced_at = now
        address.save(update_fields=["bounced_at"])
    withdraw_open(Invitation.objects.filter(pk=invitation.pk), Withdrawal.RETURNED, now=now)
    audit.record(
        queries.LETTER_CAME_BACK, by=by, at=now, subject=invitation, club_id=club.pk,
        person_id=invitation.person_id, marked=int(address is not None),
    )  # fmt: skip
    return invitation


def addressed_to(invitation: Invitation) -> ContactValue | None:
    """The postal address the letter was printed with: not one that was written down or confirmed since."""
    known = inviting.addresses_of_person(invitation.person_id, InvitationChannel.LETTER)
    known = known.filter(recorded_at__lte=invitation.made_at).exclude(confirmed_at__gt=invitation.made_at)
    return known.select_for_update().first()
