"""Telling people that they were handed over: by mail, by letter, on the club's page."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, jobs
from vezi.core.errors import Refused
from vezi.core.mail import gate
from vezi.core.models import MailState, OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.memberships.queries import books
from vezi.network.memberships.services.members import OthersThanSeen
from vezi.network.people.models import Person
from vezi.network.registrar.handover import letters, queries
from vezi.network.registrar.handover.letters import Notice
from vezi.network.registrar.handover.models import Handover, HeldRecord, ToldBy
from vezi.network.registrar.handover.services.locking import locked
from vezi.network.registrar.inviting import keys, paper
from vezi.network.registrar.inviting.letters import Signature, signature_of
from vezi.network.registrar.inviting.queries import addresses_of_person, rules_of
from vezi.network.registrar.inviting.services import withdraw_open, write_down
from vezi.network.registrar.models import Invitation, InvitationChannel, InvitationRules, Withdrawal

CHUNK = 50  # people told in one transaction
LETTERS_AT_ONCE = 250  # one PDF, made while the officer waits
ON_THE_WAY = timedelta(days=5)  # a letter's, before the days to object begin


class NobodyToTell(Refused):
    sentence = _("There is nobody to tell in this way.")


@transaction.atomic
def tell_by_mail(*, handover: Handover, expected: int | None, by: Account, now: datetime) -> int:
    """Begin to tell everybody whom a mail reaches; how many. The work goes on in the background.

    `expected` is the number the officer saw. Raises NobodyToTell, OthersThanSeen.
    """
    from vezi.network.registrar.handover import tasks  # they call these services

    handover = locked(handover.pk)
    count = queries.of_standing(handover, queries.MAIL).count()
    _as_seen(count, expected)
    handover.telling_since = now
    handover.save(update_fields=["telling_since"])
    audit.record(
        "registrar.tell_of_handover", by=by, at=now, subject=handover, club_id=handover.club_id, how=ToldBy.MAIL,
        people=count,
    )  # fmt: skip
    jobs.ask_for(tasks.tell, handover_id=handover.pk)
    return count


def _as_seen(count: int, expected: int | None) -> None:
    if not count:
        raise NobodyToTell
    if expected is not None and expected != count:
        raise OthersThanSeen


@transaction.atomic
def next_chunk(*, handover_id: int, behind: int, now: datetime) -> int | None:
    """Write the next notices by mail, of people whose row comes `behind`; the last row's number, or None at the end.

    A chunk is done as a whole or not at all; who was told is told no second time.
    """
    handover = locked(handover_id)
    found = list(queries.of_standing(handover, queries.MAIL).filter(pk__gt=behind)[:CHUNK])
    rules, signature = rules_of(handover.club), signature_of(handover.club, handover.by)
    for held in found:
        _tell_by_mail(held, handover, rules=rules, signature=signature, now=now)
    if not found:
        Handover.objects.filter(pk=handover_id).update(telling_since=None)
        books.forget(handover.club, queries.untold_of(handover))
    return found[-1].pk if found else None


def _tell_by_mail(
    held: HeldRecord, handover: Handover, *, rules: InvitationRules, signature: Signature, now: datetime
) -> None:
    address = addresses_of_person(held.person_id, InvitationChannel.MAIL).first()
    if address is None:
        return
    until = now + timedelta(days=handover.days)
    invitation = _invite(held.person, handover, InvitationChannel.MAIL, rules=rules, until=until, now=now)
    notice = Notice.to(held.person, handover, until=until)
    letter = letters.by_mail(notice, invitation=invitation, to=address.value, signature=signature)
    mail = gate.post(letter, now=now)
    if mail is not None and mail.state == MailState.HELD_BACK:
        invitation.delete()
        return
    _was_told(held, ToldBy.MAIL, invitation=invitation, until=until, now=now)


def _invite(
    person: Person, handover: Handover, channel: str, *, rules: InvitationRules, until: datetime, now: datetime
) -> Invitation:
    """What the notice opens: objecting, and taking the record up; the latter for a while after the record is active."""
    holds = rules.holds_for(channel)
    return write_down(person=person, club=handover.club, channel=channel, expires_at=until + holds, now=now)


def _was_told(
    held: HeldRecord,
    by: ToldBy,
    *,
    until: datetime,
    now: datetime,
    invitation: Invitation | None = None,
    bundle: int | None = None,
) -> None:
    held.told_by, held.told_at, held.objects_until = by, now, until
    held.invitation, held.bundle = invitation, bundle
    held.save(update_fields=["told_by", "told_at", "objects_until", "invitation", "bundle"])


@transaction.atomic
def print_letters(*, handover: Handover, by: Account, now: datetime) -> int:
    """Letters for the next of those whom no mail reaches: the number of the bundle. Raises NobodyToTell."""
    handover = locked(handover.pk)
    found = list(queries.of_standing(handover, queries.LETTER)[:LETTERS_AT_ONCE])
    if not found:
        raise NobodyToTell
    bundle: int = (handover.held.aggregate(last=Max("bundle"))["last"] or 0) + 1
    rules = rules_of(handover.club)
    until = now + ON_THE_WAY + timedelta(days=handover.days)
    for held in found:
        invitation = _invite(held.person, handover, InvitationChannel.LETTER, rules=rules, until=until, now=now)
        _was_told(held, ToldBy.LETTER, invitation=invitation, until=until, bundle=bundle, now=now)
    books.forget(handover.club, queries.untold_of(handover))
    audit.record(
        "registrar.tell_of_handover", by=by, at=now, subject=handover, club_id=handover.club_id, how=ToldBy.LETTER,
        people=len(found),
    )  # fmt: skip
    return bundle


@transaction.atomic
def take_letters(*, handover: Handover, bundle: int, by: Account, now: datetime) -> bytes:
    """The letters of a bundle as a PDF, made anew each time: who objected meanwhile is not in it. Raises NobodyToTell."""
    signature = signature_of(handover.club, handover.by)
    sheets = []
    for held in queries.of_bundle(handover, bundle):
        address = addresses_of_person(held.person_id, InvitationChannel.LETTER).first()
        if address is None or held.invitation is None or held.objects_until is None or held.told_at is None:
            continue
        sheets.append(
            letters.paper_words(
                Notice.to(held.person, handover, until=held.objects_until),
                code=keys.code_of(held.invitation.seed),
                address=address.value,
                printed_at=held.told_at,
                signature=signature,
            )
        )
    if not sheets:
        raise NobodyToTell
    audit.record(
        "registrar.take_letters", by=by, at=now, subject=handover, club_id=handover.club_id, letters=len(sheets)
    )
    return paper.letters(sheets)


@transaction.atomic
def tell_on_the_page(*, handover: Handover, expected: int | None, by: Account, now: datetime) -> int:
    """Tell of the handover on the club's public page, for those whom neither mail nor letter reaches; how many.

    GDPR, article 14 (5) (b). Raises NobodyToTell, OthersThanSeen.
    """
    handover = locked(handover.pk)
    people = list(queries.of_standing(handover, queries.NOWHERE).values_list("pk", flat=True))
    _as_seen(len(people), expected)
    until = now + timedelta(days=handover.days)
    HeldRecord.objects.filter(pk__in=people).update(
        told_by=ToldBy.PAGE, told_at=now, objects_until=until, invitation=None, bundle=None
    )
    books.forget(handover.club, queries.untold_of(handover))
    handover.page_until = until
    handover.save(update_fields=["page_until"])
    audit.record(
        "registrar.tell_of_handover", by=by, at=now, subject=handover, club_id=handover.club_id, how=ToldBy.PAGE,
        people=len(people),
    )  # fmt: skip
    return len(people)


@transaction.atomic
def send_test(*, handover: Handover, by: Account, now: datetime) -> OutgoingMail | None:
    """The notice to the officer alone."""
    until, key = now + timedelta(days=handover.days), f"{letters.KIND}_test:{token_urlsafe(12)}"
    letter = letters.as_a_test(handover, until=until, to=by, key=key, signature=signature_of(handover.club, by))
    return gate.post(letter, now=now)


@transaction.atomic
def mail_came_back(*, mail: OutgoingMail, now: datetime) -> None:
    """The notice reached nobody: she was not told. Where another address is known, it goes there."""
    from vezi.network.registrar.handover import tasks

    kind, _colon, seed = mail.secret.partition(":")
    if kind != letters.KIND:
        return
    invitation = Invitation.objects.select_for_update(of=("self",)).filter(seed=seed).first()
    held = queries.of_invitation(invitation) if invitation is not None else None
    if invitation is None or held is None:
        return
    withdraw_open(Invitation.objects.filter(pk=invitation.pk), Withdrawal.RETURNED, now=now)
    if queries.is_held(held) and addresses_of_person(held.person_id, InvitationChannel.MAIL).exists():
        Handover.objects.filter(pk=held.handover_id).update(telling_since=now)
        jobs.ask_for(tasks.tell, handover_id=held.handover_id)
